using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Hub.Tests;

/// <summary>A feed as simply as it can be told: all entries, and how each post stands.</summary>
sealed class FeedModel
{
    readonly List<FeedEntry> _entries = [];
    readonly Dictionary<string, (Post? Post, string? Session, long ShownSeq)> _posts = [];

    public long Last => _entries.Count;

    /// <returns>The new entry; null where nothing follows.</returns>
    public FeedEntry? Apply(string id, int what, string? session)
    {
        var (post, before, shown) = _posts.GetValueOrDefault(id);
        if (what == 0 && post is null || what == 3 && post is not null) return null;
        var seq = Last + 1;
        var kind = what == 0 ? EntryKind.Removed : post is null ? EntryKind.Shown : EntryKind.Changed;
        var text = kind == EntryKind.Removed ? null : string.Create(CultureInfo.InvariantCulture, $"Version {seq}");
        if (kind == EntryKind.Removed) session = before;
        var entry = FeedTailTests.Entry(seq, kind, id, text, session, kind == EntryKind.Changed && before != session ? before : null);
        _entries.Add(entry);
        _posts[id] = (entry.Post, session, kind == EntryKind.Shown ? seq : shown);
        return entry;
    }

    public IReadOnlyList<FeedEntry> Read(long after, string? session, int limit) =>
    [
        .. _entries.Where(e => e.Seq > after && (session is null || e.Session == session || e.LeftSession == session))
            .Take(limit).Select(e => e with { Post = _posts[e.PostId].Post }),
    ];

    public IReadOnlyList<FeedEntry> Cards(string? session) =>
    [
        .. _posts.Values.Where(p => p.Post is not null && (session is null || p.Session == session)).OrderBy(p => p.ShownSeq)
            .Select(p => new FeedEntry(p.ShownSeq, EntryKind.Shown, p.Post!.Id, p.Post, p.Session)),
    ];
}
