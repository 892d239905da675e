using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Web.Tests;

/// <summary>One event of <see cref="HubStandIn"/>: its log, and what is on show by it. Lock it while several calls belong together.</summary>
public sealed class StandInFeed(string slug)
{
    readonly List<FeedEntry> _log = [];
    readonly Dictionary<string, (Post Post, string? Session, long ShownSeq)> _onShow = [];

    public string Slug { get; } = slug;

    public string Name { get; set; } = "Harbour Conf";

    public string Accent { get; set; } = "#0f766e";

    public string Zone { get; set; } = "Europe/Lisbon";

    public IReadOnlyList<SessionInfo> Sessions { get; set; } = [];

    public long Last => _log.Count;

    public EventInfo Info(string epoch) =>
        new(Slug, Name, Zone, [Slug], Accent, epoch, Last, _onShow.Count, [.. Sessions.Select(session => session.Id)]);

    public FeedEntry Add(EntryKind kind, string postId, Post? post, string? session)
    {
        var seq = Last + 1;
        var before = _onShow.TryGetValue(postId, out var known) ? known.Session : null;
        if (post is null) _ = _onShow.Remove(postId);
        else _onShow[postId] = (post, session, kind == EntryKind.Shown ? seq : known.ShownSeq);
        var entry = new FeedEntry(
            seq, kind, postId, post, kind == EntryKind.Removed ? before : session,
            session is null ? null : FiledBy.Hashtag, session is null ? null : 1.0,
            kind == EntryKind.Changed && before != session ? before : null);
        _log.Add(entry);
        return entry;
    }

    public void Clear()
    {
        _log.Clear();
        _onShow.Clear();
    }

    /// <summary>Posts on show, oldest first.</summary>
    public IReadOnlyList<(string Id, string Text)> OnShow(string? session = null)
    {
        lock (this)
            return
            [
                .. _onShow.Values.Where(post => session is null || post.Session == session).OrderBy(post => post.ShownSeq)
                    .Select(post => (post.Post.Id, post.Post.Text)),
            ];
    }

    /// <summary>Entries as they stand now.</summary>
    public IReadOnlyList<FeedEntry> Between(long previous, long last) =>
        [.. _log.Where(entry => entry.Seq > previous && entry.Seq <= last).Select(AsItStands)];

    public FeedPage Page(string epoch, string? session, long? after, long? before, int limit, bool? filed = null, string? q = null, long? from = null)
    {
        if (after is { } start)
        {
            var all = Between(start, long.MaxValue).Where(entry => session is null || entry.Session == session || entry.LeftSession == session).ToList();
            var page = all.Take(limit).ToList();
            return new FeedPage(Slug, session, epoch, page, page.Count < all.Count ? page[^1].Seq : Math.Max(start, Last), page.Count < all.Count);
        }
        var posts = _onShow.Values.Where(post => (session is null || post.Session == session) && post.ShownSeq < (before ?? long.MaxValue) && post.ShownSeq >= (from ?? 0))
            .Where(post => (filed is null || filed == (post.Session is not null)) && (q is null || Has(post.Post, q)))
            .OrderBy(post => post.ShownSeq).ToList();
        return new FeedPage(
            Slug, session, epoch,
            [
                .. (from is null ? posts.TakeLast(limit) : posts.Take(limit)).Select(post => new FeedEntry(
                    post.ShownSeq, EntryKind.Shown, post.Post.Id, post.Post, post.Session,
                    post.Session is null ? null : FiledBy.Hashtag, post.Session is null ? null : 1.0)),
            ],
            Last, posts.Count > limit);
    }

    static bool Has(Post post, string q) =>
        TextFold.Fold(q).Split(' ').All(TextFold.Fold($"{post.Text}\n{post.Author.Name}").Contains);

    FeedEntry AsItStands(FeedEntry entry) =>
        entry with { Post = entry.Kind != EntryKind.Removed && _onShow.TryGetValue(entry.PostId, out var now) ? now.Post : null };
}
