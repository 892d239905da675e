using Backchannel.Contracts;

namespace Backchannel.Web.Live;

/// <summary>What was on show before: for scrolling back.</summary>
public sealed partial class LiveFeed
{
    /// <summary>Posts on show before a number, oldest first, from the tail as far as it reaches.</summary>
    /// <returns>The posts, and the number to go on before; null at the feed's start.</returns>
    /// <exception cref="HubAwayException">They are not in memory and the hub does not answer.</exception>
    internal async Task<(IReadOnlyList<FeedEntry> Entries, long? Next)> Before(
        EventFeed feed, string? session, long before, int count, CancellationToken cancellationToken)
    {
        var tail = feed.Tail!;
        FeedEntry[] known = [.. tail.OnShow(session).Where(entry => entry.Seq < before).TakeLast(count)];
        if (known.Length == count) return (known, known[0].Seq);
        if (tail.Floor == 0) return (known, null);

        FeedPage? page = null;
        var earlier = Math.Min(before, tail.Floor + 1);
        await Asked(
            async () => page = await Pages.Before(feed.Slug, session, tail.Epoch, earlier, count, cancellationToken), cancellationToken);
        if (page is null || page.Epoch != tail.Epoch || page.Entries.Count == 0) return (known, null);

        FeedEntry[] wanted = [.. page.Entries.TakeLast(count - known.Length)];
        var more = page.More || wanted.Length < page.Entries.Count;
        return ([.. EventFeed.AsTheyStand(wanted, session, feed.Tail!), .. known], more ? wanted[0].Seq : null);
    }
}
