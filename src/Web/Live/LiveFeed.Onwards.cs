using Backchannel.Contracts;

namespace Backchannel.Web.Live;

/// <summary>What was on show from a number on: for reading from the start.</summary>
public sealed partial class LiveFeed
{
    /// <summary>Every feed that this process knows.</summary>
    internal IEnumerable<EventFeed> Feeds => _feeds.Values;

    /// <summary>Posts on show from a number on, oldest first, up to the feed's end as this process knows it.</summary>
    /// <param name="feed">Of the event.</param>
    /// <param name="session">Only those of this session.</param>
    /// <param name="from">The number.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="unfiled">Only those in no session.</param>
    /// <returns>The posts, and the number to go on from; null at the feed's end.</returns>
    /// <exception cref="HubAwayException">They are not in memory and the hub does not answer.</exception>
    internal async Task<(IReadOnlyList<FeedEntry> Entries, long? Next)> From(
        EventFeed feed, string? session, long from, int count, CancellationToken cancellationToken, bool unfiled = false)
    {
        var tail = feed.Tail!;
        if (from > tail.Floor) return Cut(tail.OnShow(session).Where(entry => entry.Seq >= from && IsWanted(entry)), count);

        FeedPage? page = null;
        await Asked(async () => page = await Pages.From(feed.Slug, session, tail.Epoch, from, count, unfiled, cancellationToken), cancellationToken);
        tail = feed.Tail!;
        if (page is null || page.Epoch != tail.Epoch) return ([], null);
        var standing = EventFeed.AsTheyStand(page.Entries, session, tail).Where(IsWanted);
        if (page is { More: true, Entries: [.., var last] }) return ([.. standing], last.Seq + 1);

        // The hub may have been asked a moment ago by somebody else: what came since is in the tail.
        var reached = page.Entries is [.., var end] ? end.Seq : from - 1;
        if (tail.Floor > page.Last) return ([.. standing], reached + 1);
        return Cut([.. standing, .. tail.OnShow(session).Where(entry => entry.Seq > reached && IsWanted(entry))], count);

        bool IsWanted(FeedEntry entry) => !unfiled || entry.Session is null;
    }

    static (IReadOnlyList<FeedEntry>, long?) Cut(IEnumerable<FeedEntry> entries, int count)
    {
        FeedEntry[] some = [.. entries.Take(count + 1)];
        return some.Length > count ? (some[..count], some[count].Seq) : (some, null);
    }
}
