using System.Collections.Concurrent;
using Backchannel.Contracts;

namespace Backchannel.Web.Live;

/// <summary>
/// Pages of the feed that are not in memory, read from the hub once for everybody who asks within a few seconds: a herd that comes back
/// costs a handful of reads.
/// </summary>
sealed class HubPages(HubClient hub, TimeProvider clock)
{
    /// <summary>Entries a page. Pages start at its multiples, so that readers who left off at different places share them.</summary>
    public const int PageSize = 500;

    const int MaxPages = 64;
    static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    readonly ConcurrentDictionary<(string Slug, string? Session, string Epoch, long At, int Limit), Page> _pages = new();

    /// <summary>The page that holds what follows <paramref name="after"/>, and perhaps some before it; null where the event is gone.</summary>
    public Task<FeedPage?> After(string slug, string epoch, long after, CancellationToken cancellationToken)
    {
        var start = after - after % PageSize;
        return Get((slug, null, epoch, start, 0), () => hub.Posts(slug, after: start, limit: PageSize), cancellationToken);
    }

    /// <summary>Posts on show before a number, oldest first.</summary>
    public Task<FeedPage?> Before(string slug, string? session, string epoch, long before, int limit, CancellationToken cancellationToken) =>
        Get((slug, session, epoch, before, limit), () => hub.Posts(slug, session, before: before, limit: limit), cancellationToken);

    Task<FeedPage?> Get(
        (string, string?, string, long, int) key, Func<Task<FeedPage?>> read, CancellationToken cancellationToken)
    {
        if (_pages.Count >= MaxPages) Evict();
        var page = _pages.GetOrAdd(key, _ => new Page(new Lazy<Task<FeedPage?>>(read), clock.GetTimestamp()));
        if (IsOver(page) && _pages.TryUpdate(key, new Page(new Lazy<Task<FeedPage?>>(read), clock.GetTimestamp()), page))
            page = _pages[key];
        return page.Read.Value.WaitAsync(cancellationToken);
    }

    void Evict()
    {
        foreach (var (key, page) in _pages)
            if (IsOver(page)) _ = _pages.TryRemove(key, out _);
        if (_pages.Count >= MaxPages) _pages.Clear();
    }

    bool IsOver(Page page) =>
        clock.GetElapsedTime(page.At) > Lifetime || (page.Read.IsValueCreated && page.Read.Value.IsFaulted);

    sealed record Page(Lazy<Task<FeedPage?>> Read, long At);
}
