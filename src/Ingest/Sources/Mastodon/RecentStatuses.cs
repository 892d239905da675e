using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>A status this run has looked at.</summary>
sealed class RecentStatus(string localId)
{
    public string LocalId { get; } = localId;

    public string PostId { get; set; } = "";

    /// <summary>As in <see cref="StatusHead.Version"/>.</summary>
    public string Version { get; set; } = "";

    public Echo Echo { get; set; } = new();

    /// <summary>It is somebody's passing-on of another status.</summary>
    public bool Repost { get; set; }

    /// <summary>It was handed over and is still there, as far as is known.</summary>
    public bool Shown { get; set; }

    /// <summary>Its server says that it was deleted: no late page brings it back.</summary>
    public bool Deleted { get; set; }

    /// <summary>The watched tags under whose timelines it was seen.</summary>
    public HashSet<string> Timelines { get; } = [];

    public DateTimeOffset AskedAt { get; set; }
}

/// <summary>The latest statuses of one server by their local ids. The oldest are forgotten first, which costs a repeated hand-over at most.</summary>
sealed class RecentStatuses(int limit)
{
    readonly Dictionary<string, RecentStatus> _byId = [];
    readonly Queue<string> _order = new();

    public RecentStatus? Find(string localId) => _byId.GetValueOrDefault(localId);

    public RecentStatus Remember(string localId)
    {
        if (_byId.TryGetValue(localId, out var known)) return known;
        if (_order.Count >= limit) _byId.Remove(_order.Dequeue());
        _order.Enqueue(localId);
        return _byId[localId] = new(localId);
    }

    /// <summary>Those shown that were seen under a tag's timeline, from one id on and before another; null stands for no bound.</summary>
    public IEnumerable<RecentStatus> ShownUnder(string tag, string? from, string? below) =>
        _byId.Values.Where(s => s.Shown && s.Timelines.Contains(tag) && StatusIds.Order.Compare(s.LocalId, from) >= 0
            && (below is null || StatusIds.Order.Compare(s.LocalId, below) < 0));
}
