using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Backchannel.Web.Images;

/// <summary>Pictures of other sites as ours: from disk, or fetched once for all who ask meanwhile.</summary>
sealed class ImageProxy(ImageFetcher fetcher, IOptions<ImageOptions> options, TimeProvider clock, IConfiguration configuration, ILogger<ImageProxy> log)
{
    const int MaxFailures = 10_000;

    readonly ImageCache _cache = new(Path.Combine(DataFolder.Of(configuration), "images"), options.Value.MaxCacheBytes, log);
    readonly ConcurrentDictionary<string, Lazy<Task<(FetchedImage?, ImageTrouble)>>> _underWay = new();
    readonly ConcurrentDictionary<string, (ImageTrouble Trouble, long At)> _failures = new();

    public async Task<(FoundImage? Image, ImageTrouble Trouble)> Get(Uri target, CancellationToken cancellationToken)
    {
        var name = ImageCache.NameOf(target);
        if (await _cache.Read(name) is { } kept) return (kept, ImageTrouble.None);
        if (_failures.TryGetValue(name, out var failure))
        {
            if (clock.GetElapsedTime(failure.At) < options.Value.RetryAfter) return (null, failure.Trouble);
            _ = _failures.TryRemove(name, out _);
        }
        // Not bound to who asked first: the others wait for the same bytes.
        var fetch = _underWay.GetOrAdd(name, _ => new(() => FetchAndKeep(name, target)));
        var (image, trouble) = await fetch.Value.WaitAsync(cancellationToken);
        return (image is null ? null : new FoundImage(new MemoryStream(image.Bytes, writable: false), image.Type), trouble);
    }

    async Task<(FetchedImage?, ImageTrouble)> FetchAndKeep(string name, Uri target)
    {
        try
        {
            // Asked again: it may have been finished between the two looks in Get.
            if (await Kept(name) is { } kept) return (kept, ImageTrouble.None);
            var (image, trouble) = await fetcher.Fetch(target);
            if (image is not null)
            {
                await _cache.Write(name, image);
            }
            else if (trouble != ImageTrouble.Busy)
            {
                if (_failures.Count >= MaxFailures) _failures.Clear();
                _failures[name] = (trouble, clock.GetTimestamp());
            }
            return (image, trouble);
        }
        finally
        {
            _ = _underWay.TryRemove(name, out _);
        }
    }

    async Task<FetchedImage?> Kept(string name)
    {
        if (await _cache.Read(name) is not { } found) return null;
        await using var content = found.Content;
        using var bytes = new MemoryStream();
        try
        {
            await content.CopyToAsync(bytes);
        }
        catch (IOException)
        {
            // A disk that fails costs the cache, never the picture.
            return null;
        }
        return new(bytes.ToArray(), found.Type);
    }
}
