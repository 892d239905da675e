using Backchannel.Contracts;
using Backchannel.Web.Live;
using Microsoft.AspNetCore.Components;

namespace Backchannel.Web.Sessions;

/// <summary>The page of one session: what was said in it, when, and what was shown.</summary>
public sealed partial class SessionPage
{
    const int Count = 40;

    SessionView? _view;
    FeedSlice? _slice;
    QuestionBoard? _board;
    ChatRoom? _room;
    string? _position, _programme, _digest;

    // Not "nothing is there yet": a page is rendered once before what it waits for has come, and to say that the hub is away sets the answer's status.
    bool _isAway;

    [Parameter] public required string Slug { get; set; }

    [Parameter] public required string Id { get; set; }

    [SupplyParameterFromQuery] public string? View { get; set; }

    /// <summary>Posts from this number on, from the start.</summary>
    [SupplyParameterFromQuery] public long? From { get; set; }

    /// <summary>Posts older than this number: how one goes back without a script.</summary>
    [SupplyParameterFromQuery] public long? Before { get; set; }

    /// <summary>Of a chat: of which of its questions older posts are shown; 0 for none of them.</summary>
    [SupplyParameterFromQuery] public int? Question { get; set; }

    /// <summary>Of a chat: a post that is to be in view.</summary>
    [SupplyParameterFromQuery] public string? Post { get; set; }

    /// <summary>With what one can do with it.</summary>
    [SupplyParameterFromQuery] public string? Reply { get; set; }

    [CascadingParameter] public HttpContext Http { get; set; } = default!;

    [Inject] LiveFeed Feed { get; set; } = default!;

    [Inject] LiveDigests Digests { get; set; } = default!;

    [Inject] NavigationManager Navigation { get; set; } = default!;

    [Inject] TimeProvider Clock { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        try
        {
            // The position comes first: what happens while the posts are read is told by the stream once more.
            if (await Feed.Open(Slug, Id, FeedViews.Of(View) is FeedViews.Latest && Before is null ? Count : 0, CancellationToken.None) is not { } open
                || await Feed.Find(Slug, Id, CancellationToken.None) is not { } feed
                || feed.Session(Id) is not { } session)
            {
                Navigation.NotFound();
                return;
            }

            var (digest, version) = await Digests.Of(feed, session, CancellationToken.None);
            if (session.Chat && (_room = await Feed.Room(feed, Id, CancellationToken.None)) is not null && Question is { } question && Before is { } edge)
            {
                var (earlier, next) = await Feed.BeforeOfQuestion(feed, Id, question, edge, Count, CancellationToken.None);
                _room = _room with { Sections = [.. _room.Sections.Select(section => (section.Question ?? 0) == question ? section with { Entries = earlier, Before = next } : section)] };
            }
            if (_room is null)
            {
                _slice = await Slice(feed, open);
                _board = await Feed.Questions(Slug, Id, Http);
            }
            (_position, _programme, _digest) = (_room is null ? open.Position : Earlier(open.Position, _room.Chat.Last), open.Programme, version);
            _view = new SessionView(open.Event, session, digest, Clock.GetUtcNow());
        }
        catch (HubAwayException)
        {
            _isAway = true;
        }
    }

    // A room may have been read a moment ago, for somebody else: what came since is told by the stream.
    static string Earlier(string position, long last) =>
        FeedPosition.Parse(position) is { Epoch: { } epoch, Seq: var seq } ? FeedPosition.Text(epoch, Math.Min(seq, last)) : position;

    async Task<FeedSlice> Slice(EventFeed feed, LiveView open)
    {
        switch (FeedViews.Of(View))
        {
            case FeedViews.Top:
                return new(FeedViews.Top, [], null, null);
            case FeedViews.Start:
                var start = Math.Max(0, From ?? 0);
                var (onwards, next) = await Feed.From(feed, Id, start, Count, CancellationToken.None);
                return new(FeedViews.Start, onwards, await IsFirst(feed, start) ? null : start, next);
            default:
                if (Before is not { } before)
                    return new(FeedViews.Latest, [.. open.Entries.Reverse()], open.Entries.Count < Count ? null : open.Entries[0].Seq, null);
                var (older, earlier) = await Feed.Before(feed, Id, before, Count, CancellationToken.None);
                return new(FeedViews.Latest, [.. older.Reverse()], earlier, before);
        }
    }

    /// <summary>Whether nothing was said before a number.</summary>
    async Task<bool> IsFirst(EventFeed feed, long from) =>
        from <= 1 || (await Feed.Before(feed, Id, from, 1, CancellationToken.None)).Entries.Count is 0;
}
