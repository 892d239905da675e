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
    public async Task<FeedPage?> After(string slug, string epoch, long after, CancellationToken cancellationToken)
    {
        var start = after - after % PageSize;
        var key = (slug, (string?)null, epoch, start, 0);
        var page = Get(key, Read);
        var answer = await page.Read.Value.WaitAsync(cancellationToken);
        if (answer is null || answer.Last > after) return answer;

        // The feed's last page, read before the feed went on: whoever stands at its end needs it anew.
        _ = _pages.TryRemove(new(key, page));
        return await Get(key, Read).Read.Value.WaitAsync(cancellationToken);

        // Nobody's leaving ends what others wait for.
        Task<FeedPage?> Read() => hub.Posts(slug, after: start, limit: PageSize, cancellationToken: CancellationToken.None);
    }

    /// <summary>Posts on show before a number, oldest first.</summary>
    public Task<FeedPage?> Before(string slug, string? session, string epoch, long before, int limit, CancellationToken cancellationToken) =>
        Get((slug, session, epoch, before, limit), () => hub.Posts(slug, session, before: before, limit: limit, cancellationToken: CancellationToken.None))
            .Read.Value.WaitAsync(cancellationToken);

    /// <summary>Posts on show in no session before a number, oldest first.</summary>
    public Task<FeedPage?> Unfiled(string slug, string epoch, long before, int limit, CancellationToken cancellationToken) =>
        // No session is called "".
        Get((slug, "", epoch, before, limit), () => hub.Unfiled(slug, before, limit, CancellationToken.None)).Read.Value.WaitAsync(cancellationToken);

    /// <summary>Posts on show from a number on, oldest first.</summary>
    public Task<FeedPage?> From(string slug, string? session, string epoch, long from, int limit, bool unfiled, CancellationToken cancellationToken) =>
        // A limit below 0 tells these from the pages that are read backwards.
        Get((slug, unfiled ? "" : session, epoch, from, -limit), () => hub.PostsFrom(slug, session, from, limit, unfiled, CancellationToken.None))
            .Read.Value.WaitAsync(cancellationToken);

    Page Get((string, string?, string, long, int) key, Func<Task<FeedPage?>> read)
    {
        if (_pages.Count >= MaxPages) Evict();
        var fresh = new Page(new Lazy<Task<FeedPage?>>(read), clock.GetTimestamp());
        var page = _pages.GetOrAdd(key, fresh);
        return !IsOver(page) ? page
            : _pages.TryUpdate(key, fresh, page) ? fresh
            : _pages.GetOrAdd(key, fresh);
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
