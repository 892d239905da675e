using Backchannel.Contracts;

namespace Backchannel.Hub.Feed;

/// <summary>
/// How far a reader sees: a follower to where the next batch goes on, so that page and batches join; who asks over HTTP all that is committed.
/// </summary>
enum Reach { Sent, Committed }

/// <summary>
/// The end of one event's feed in memory, shared by all its followers: a herd that comes back is answered from here, not by thousands of reads.
/// Entries hold no words; those are kept once a post, so that what is gone is gone from every entry at once.
/// </summary>
sealed partial class FeedTail(string slug, string epoch, int capacity)
{
    readonly Lock _lock = new();
    readonly Queue<FeedEntry> _entries = new();
    readonly Dictionary<string, FeedEntry> _latest = [];
    readonly Dictionary<string, EchoCount> _echoes = [];
    long _sent;

    public string Slug => slug;

    public string Epoch => epoch;

    /// <summary>The last number committed.</summary>
    public long Last { get; private set; }

    /// <summary>Entries that wait to be sent.</summary>
    public long Unsent
    {
        get { lock (_lock) return Last - _sent; }
    }

    /// <summary>Everything past this number is here.</summary>
    public long From { get; private set; }

    /// <summary>How often counts of cards were heard: another number than before, and some may have changed.</summary>
    public long Heard { get; private set; }

    /// <summary>Starts from what the archive holds.</summary>
    public void Load(IReadOnlyList<FeedEntry> entries, long from, long last)
    {
        lock (_lock)
        {
            (From, Last, _sent) = (from, from, from);
            foreach (var entry in entries) Add(entry);
            _sent = Last = last;
        }
    }

    /// <summary>Adds what was just committed.</summary>
    /// <returns>False where something before it is missing here: read it from the archive first.</returns>
    public bool Append(FeedStep step)
    {
        lock (_lock)
        {
            if (step.Previous > Last) return false;
            foreach (var entry in step.Entries)
                if (entry.Seq > Last) Add(entry);
            foreach (var echo in step.Echoes) Hear(echo);
            return true;
        }
    }

    /// <summary>The session a post is filed in, as far as this tail knows it.</summary>
    public string? SessionOf(string postId)
    {
        lock (_lock) return _latest.GetValueOrDefault(postId)?.Session;
    }

    /// <summary>Takes what has come since the last call, or as much of it as is sent at once.</summary>
    public (FeedBatch? Batch, EchoCount[] Echoes) TakeUnsent(int atMost)
    {
        lock (_lock)
        {
            EchoCount[] echoes = [.. _echoes.Values];
            _echoes.Clear();
            if (_sent == Last) return (null, echoes);
            // Where a burst ran past the capacity, the batch says that it goes on from later: followers see the gap and ask for it by number.
            var previous = Math.Max(_sent, From);
            var entries = Past(previous, Last, atMost);
            _sent = entries.Count == atMost ? entries[^1].Seq : Last;
            return (new(slug, null, epoch, previous, _sent, entries), echoes);
        }
    }

    /// <summary>Entries past <paramref name="after"/>, as far as <paramref name="reach"/> goes; null where they begin before this tail.</summary>
    public FeedPage? Read(long after, string? session, int limit, Reach reach = Reach.Sent)
    {
        lock (_lock)
        {
            if (after < From) return null;
            // A follower may hold more than was sent: what it asked for over HTTP.
            var end = Math.Max(End(reach), Math.Min(after, Last));
            var entries = Past(after, end, limit, session);
            var more = entries.Count == limit && entries[^1].Seq < end;
            return new(slug, session, epoch, entries, more ? entries[^1].Seq : end, more);
        }
    }

    long End(Reach reach) => reach == Reach.Sent ? _sent : Last;

    List<FeedEntry> Past(long after, long end, int limit, string? session = null)
    {
        var entries = new List<FeedEntry>();
        foreach (var entry in _entries)
        {
            if (entry.Seq <= after || session is not null && entry.Session != session && entry.LeftSession != session) continue;
            if (entry.Seq > end || entries.Count == limit) break;
            entries.Add(entry with { Post = _latest[entry.PostId].Post });
        }
        return entries;
    }

    void Add(FeedEntry entry)
    {
        _entries.Enqueue(entry with { Post = null });
        _latest[entry.PostId] = entry;
        Last = entry.Seq;
        if (_entries.Count <= capacity) return;
        var dropped = _entries.Dequeue();
        From = dropped.Seq;
        if (_latest[dropped.PostId].Seq == dropped.Seq) _latest.Remove(dropped.PostId);
    }

    void Hear(EchoCount echo)
    {
        Heard++;
        _echoes[echo.PostId] = echo;
        if (_latest.TryGetValue(echo.PostId, out var stands) && stands.Post is { } post)
            _latest[echo.PostId] = stands with { Post = post with { Echo = new(echo.Reposts, echo.Replies, echo.Likes) } };
    }
}
