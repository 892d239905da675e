using Backchannel.Contracts;

namespace Backchannel.Hub.Feed;

// Cards as they stand now, by the entries that put them on show.
sealed partial class FeedTail
{
    /// <summary>The latest cards on show, oldest first; null where this tail does not reach back far enough to tell.</summary>
    public FeedPage? Latest(string? session, int count, Reach reach = Reach.Sent) => Cards(new(session, Limit: count), reach);

    /// <summary>Cards on show, oldest first; null where this tail cannot tell: it does not reach back far enough, and keeps no words to search and no questions.</summary>
    public FeedPage? Cards(CardQuery query, Reach reach)
    {
        if (query.Before is not null || query.Question is not null || !string.IsNullOrWhiteSpace(query.Search)) return null;
        lock (_lock) return query.From is { } from ? Onwards(query, Math.Max(1, from), End(reach)) : Latest(query, End(reach));
    }

    FeedPage? Latest(CardQuery query, long end)
    {
        var cards = OnShow(query, end).Take(query.Limit + 1).ToList();
        if (cards.Count <= query.Limit && From > 0) return null;
        return new(slug, query.Session, epoch, [.. cards.Take(query.Limit).Reverse()], end, cards.Count > query.Limit);
    }

    FeedPage? Onwards(CardQuery query, long from, long end)
    {
        if (from <= From) return null;
        var cards = OnShow(query, end).TakeWhile(card => card.Seq >= from).Reverse().Take(query.Limit + 1).ToList();
        var more = cards.Count > query.Limit;
        return new(slug, query.Session, epoch, [.. cards.Take(query.Limit)], more ? cards[query.Limit - 1].Seq : end, more);
    }

    /// <summary>Newest first.</summary>
    IEnumerable<FeedEntry> OnShow(CardQuery query, long end)
    {
        var seen = new HashSet<string>();
        foreach (var entry in _entries.Reverse().Where(entry => entry.Kind == EntryKind.Shown && entry.Seq <= end && seen.Add(entry.PostId)))
            if (_latest[entry.PostId] is { Post: not null } stands && query.Takes(stands.Session))
                yield return stands with { Seq = entry.Seq, Kind = EntryKind.Shown, LeftSession = null };
    }
}
