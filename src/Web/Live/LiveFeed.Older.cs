using Backchannel.Contracts;

namespace Backchannel.Web.Live;

/// <summary>What was on show before: for scrolling back.</summary>
public sealed partial class LiveFeed
{
    /// <summary>Posts on show before a number, oldest first, from the tail as far as it reaches.</summary>
    /// <param name="feed">Of the event.</param>
    /// <param name="session">Only those of this session.</param>
    /// <param name="before">The number.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="unfiled">Only those in no session.</param>
    /// <returns>The posts, and the number to go on before; null at the feed's start.</returns>
    /// <exception cref="HubAwayException">They are not in memory and the hub does not answer.</exception>
    internal async Task<(IReadOnlyList<FeedEntry> Entries, long? Next)> Before(
        EventFeed feed, string? session, long before, int count, CancellationToken cancellationToken, bool unfiled = false)
    {
        var tail = feed.Tail!;
        FeedEntry[] known = [.. tail.OnShow(session).Where(entry => entry.Seq < before && IsWanted(entry)).TakeLast(count)];
        if (known.Length == count) return (known, known[0].Seq);
        if (tail.Floor == 0) return (known, null);

        FeedPage? page = null;
        var earlier = Math.Min(before, tail.Floor + 1);
        await Asked(
            async () => page = unfiled
                ? await Pages.Unfiled(feed.Slug, tail.Epoch, earlier, count, cancellationToken)
                : await Pages.Before(feed.Slug, session, tail.Epoch, earlier, count, cancellationToken),
            cancellationToken);
        if (page is null || page.Epoch != tail.Epoch || page.Entries.Count == 0) return (known, null);

        FeedEntry[] wanted = [.. page.Entries.TakeLast(count - known.Length)];
        var more = page.More || wanted.Length < page.Entries.Count;
        return ([.. EventFeed.AsTheyStand(wanted, session, feed.Tail!).Where(IsWanted), .. known], more ? wanted[0].Seq : null);

        bool IsWanted(FeedEntry entry) => !unfiled || entry.Session is null;
    }

    /// <summary>What the page of posts in no session shows now, and the number to go on before; null where there is no such event.</summary>
    /// <exception cref="HubAwayException">They are not in memory and the hub does not answer.</exception>
    internal async Task<(LiveView View, long? Next)?> OpenUnfiled(string slug, long? before, int count, CancellationToken cancellationToken)
    {
        // The position comes first: what happens while the posts are read is told by the stream once more.
        if (await Open(slug, null, 0, cancellationToken) is not { } view || await Find(slug, null, cancellationToken) is not { } feed) return null;
        var (entries, next) = await Before(feed, null, before ?? long.MaxValue, count, cancellationToken, unfiled: true);
        return (view with { Entries = entries }, next);
    }
}
