using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Web.Live;
using Backchannel.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Backchannel.Web.Search;

/// <summary>Sessions, speakers and posts by the words in them.</summary>
public sealed partial class SearchPage
{
    const int MostSessions = 8, MostSpeakers = 8, PostsAPage = 20;

    LiveView? _view;
    SearchWords? _words;
    IReadOnlyList<SessionInfo> _sessions = [];
    IReadOnlyList<(string Name, IReadOnlyList<SessionInfo> Sessions)> _speakers = [];
    IReadOnlyList<FeedEntry> _posts = [];
    IReadOnlyDictionary<string, SessionPulse> _numbers = new Dictionary<string, SessionPulse>();
    DateTimeOffset _now;
    bool _more, _away;

    [Parameter] public required string Slug { get; set; }

    [SupplyParameterFromQuery] public string? Q { get; set; }

    /// <summary>Only posts older than this number: the pages after the first.</summary>
    [SupplyParameterFromQuery] public long? Before { get; set; }

    string More => QueryHelpers.AddQueryString(EventLinks.Search(_view!.Event), new Dictionary<string, string?>
    {
        ["q"] = _words!.Asked,
        ["before"] = _posts[^1].Seq.ToString(CultureInfo.InvariantCulture),
    });

    string Found => this switch
    {
        { _words: null } => "Look for words in sessions, speakers’ names and posts. All words must occur; case and accents make no difference.",
        { _away: true } => $"{Sessions}. Posts cannot be searched just now: try again in a moment.",
        { Before: not null } => $"{Count(_posts.Count, "older post")}.",
        _ => $"{Sessions}, {Count(_speakers.Count, "speaker")} and {(_more ? "the latest " : "")}{Count(_posts.Count, "post")}.",
    };

    string Sessions => Count(_sessions.Count, "session");

    protected override async Task OnInitializedAsync()
    {
        _now = Clock.GetUtcNow();
        try
        {
            _view = await Feed.Open(Slug, null, 0, CancellationToken.None);
        }
        catch (HubAwayException)
        {
            return;
        }

        if (_view is null)
        {
            Navigation.NotFound();
            return;
        }

        _words = SearchWords.Of(Q);
        if (_words is null) return;
        if (Before is null) FindInProgramme(_view, _words);
        await FindPosts(_words);
    }

    void FindInProgramme(LiveView view, SearchWords words)
    {
        _numbers = Feed.Numbers(Slug);
        _sessions = [.. view.Sessions.Select(session => (session, fit: words.Fit(session))).Where(each => each.fit > 0).OrderByDescending(each => each.fit).Select(each => each.session)];
        _speakers =
        [
            .. view.Sessions.SelectMany(session => session.Speakers.Select(name => (name, session))).Where(each => words.AreIn(each.name))
                .GroupBy(each => each.name, each => each.session).OrderBy(speaker => speaker.Key, StringComparer.CurrentCultureIgnoreCase).Take(MostSpeakers)
                .Select(speaker => (speaker.Key, (IReadOnlyList<SessionInfo>)[.. speaker])),
        ];
    }

    async Task FindPosts(SearchWords words)
    {
        try
        {
            if (await Hub.Posts(Slug, q: words.Asked, before: Before, limit: PostsAPage) is not { } page) return;
            (_posts, _more) = ([.. page.Entries.Where(entry => entry.Post is not null).Reverse()], page.More);
        }
        catch (Exception error) when (HubClient.IsTrouble(error, CancellationToken.None))
        {
            _away = true;
        }
    }

    static string Count(int count, string what) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {what}{(count is 1 ? "" : "s")}";
}
