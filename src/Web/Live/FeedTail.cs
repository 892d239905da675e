using System.Runtime.CompilerServices;
using Backchannel.Contracts;

namespace Backchannel.Web.Live;

/// <summary>What applying a stretch of a feed came to.</summary>
enum TailOutcome
{
    /// <summary>The tail goes further than before.</summary>
    Grown,
    /// <summary>Nothing in it was new.</summary>
    Known,
    /// <summary>Something between the tail's end and this stretch is missing: ask the hub for what follows <see cref="FeedTail.Last"/>.</summary>
    Gap,
    /// <summary>The archive was replaced: start over.</summary>
    OtherEpoch,
}

/// <summary>
/// The last entries of one event's feed, without gaps: every entry past <see cref="Floor"/> up to <see cref="Last"/>. Never changes; applying gives another.
/// As at the hub, an entry carries its post as it stands now: a later version takes the place of the earlier ones, and what was removed leaves no text behind.
/// </summary>
sealed class FeedTail
{
    static readonly ConditionalWeakTable<FeedEntry, FeedEntry> Standing = [];

    readonly FeedEntry[] _log;
    readonly int _size;

    FeedTail(string epoch, long floor, long last, FeedEntry[] log, int size)
    {
        (Epoch, Floor, Last) = (epoch, floor, last);
        (_log, _size) = (log, size);
    }

    public string Epoch { get; }

    /// <summary>The number of the last entry that is not in here; 0 where the whole feed is.</summary>
    public long Floor { get; }

    /// <summary>The number to go on from.</summary>
    public long Last { get; }

    /// <summary>In order.</summary>
    public ReadOnlySpan<FeedEntry> Log => _log;

    /// <summary>A tail with nothing in it yet.</summary>
    /// <param name="epoch">Of the archive.</param>
    /// <param name="floor">The number it starts after.</param>
    /// <param name="size">Entries it keeps at most.</param>
    public static FeedTail Start(string epoch, long floor, int size) => new(epoch, floor, floor, [], size);

    /// <summary>Takes what lies between <paramref name="previous"/> and <paramref name="last"/>, as far as it is new.</summary>
    public (TailOutcome Outcome, FeedTail Tail) Apply(string epoch, long previous, long last, IReadOnlyList<FeedEntry> entries)
    {
        if (epoch != Epoch) return (TailOutcome.OtherEpoch, this);
        if (previous > Last) return (TailOutcome.Gap, this);
        if (last <= Last) return (TailOutcome.Known, this);

        var added = entries.Where(entry => entry.Seq > Last && entry.Seq <= last).OrderBy(entry => entry.Seq).ToArray();
        FeedEntry[] log = [.. _log, .. added];
        var cut = Math.Max(0, log.Length - _size);
        var floor = cut == 0 ? Floor : log[cut - 1].Seq;
        return (TailOutcome.Grown, new FeedTail(Epoch, floor, last, AsTheyStandNow(log, added)[cut..], _size));
    }

    public (TailOutcome Outcome, FeedTail Tail) Apply(FeedBatch batch) => Apply(batch.Epoch, batch.Previous, batch.Last, batch.Entries);

    /// <summary>Latest counts: the posts concerned carry them from now on.</summary>
    public FeedTail WithEcho(IReadOnlyList<EchoCount> counts)
    {
        var byPost = counts.ToDictionaryOfLast();
        var log = Array.ConvertAll(
            _log,
            entry => entry.Post is { } post && byPost.TryGetValue(entry.PostId, out var count)
                ? entry with { Post = post with { Echo = new Echo(count.Reposts, count.Replies, count.Likes) } }
                : entry);
        return new FeedTail(Epoch, Floor, Last, log, _size);
    }

    /// <summary>Entries past <paramref name="from"/>, up to <paramref name="to"/>.</summary>
    public ReadOnlySpan<FeedEntry> Between(long from, long to) => _log.AsSpan(Past(from)..Past(to));

    /// <summary>The last entry of a post up to <paramref name="seq"/>; null where the tail does not know.</summary>
    public FeedEntry? LastOf(string postId, long seq = long.MaxValue) => Find(postId, seq, shownOnly: false);

    /// <summary>The number by which a post is ordered: that of the entry which put it on show; null where the tail does not know.</summary>
    public long? PositionOf(string postId, long seq = long.MaxValue) => Find(postId, seq, shownOnly: true)?.Seq;

    /// <summary>
    /// The posts on show that the tail knows, oldest first, one entry a post: <see cref="FeedEntry.Seq"/> is the number that put it on show.
    /// </summary>
    public IReadOnlyList<FeedEntry> OnShow(string? session)
    {
        var shown = new Dictionary<string, FeedEntry>();
        foreach (var entry in _log)
        {
            if (entry.Kind == EntryKind.Removed || entry.Post is null) _ = shown.Remove(entry.PostId);
            else if (shown.TryGetValue(entry.PostId, out var earlier)) shown[entry.PostId] = AsShown(entry, earlier.Seq);
            else if (entry.Kind == EntryKind.Shown) shown.Add(entry.PostId, entry);
        }
        return
        [
            .. shown.Values.Where(entry => session is null || entry.Session == session)
                .OrderBy(entry => entry.Seq)
                .Select(entry => AsShown(entry, entry.Seq)),
        ];
    }

    /// <summary>
    /// A version of a post as it stands on show. The same one each time: cards are rendered once for each entry (<see cref="CardCache"/>).
    /// </summary>
    public static FeedEntry AsShown(FeedEntry entry, long seq)
    {
        if (entry.Kind == EntryKind.Shown && entry.LeftSession is null && entry.Seq == seq) return entry;
        var shown = Standing.GetValue(entry, _ => Stand());
        if (shown.Seq != seq) Standing.AddOrUpdate(entry, shown = Stand());
        return shown;

        FeedEntry Stand() => entry with { Seq = seq, Kind = EntryKind.Shown, LeftSession = null };
    }

    FeedEntry? Find(string postId, long seq, bool shownOnly)
    {
        for (var i = Past(seq) - 1; i >= 0; i--)
            if ((!shownOnly || _log[i].Kind == EntryKind.Shown) && _log[i].PostId == postId)
                return _log[i];
        return null;
    }

    int Past(long seq)
    {
        var (low, high) = (0, _log.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_log[middle].Seq <= seq) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    static FeedEntry[] AsTheyStandNow(FeedEntry[] log, FeedEntry[] added)
    {
        var now = new Dictionary<string, FeedEntry>();
        foreach (var entry in added) now[entry.PostId] = entry;
        for (var i = 0; i < log.Length; i++)
        {
            if (!now.TryGetValue(log[i].PostId, out var latest)) continue;
            var post = log[i].Kind == EntryKind.Removed || latest.Kind == EntryKind.Removed ? null : latest.Post;
            if (!ReferenceEquals(log[i].Post, post)) log[i] = log[i] with { Post = post };
        }
        return log;
    }
}
