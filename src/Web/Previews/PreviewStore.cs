using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;

namespace Backchannel.Web.Previews;

/// <summary>Preview pictures, drawn once for all who ask and kept while there is room: a link that spreads is asked for by many sites at once.</summary>
sealed class PreviewStore(PreviewPicture picture) : IDisposable
{
    const long MostBytes = 32 * 1024 * 1024;

    readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostBytes });
    readonly ConcurrentDictionary<string, Lazy<Task<byte[]>>> _underWay = new();
    readonly SemaphoreSlim _places = new(Math.Max(1, Environment.ProcessorCount / 2));
    int _drawn;

    /// <summary>How many pictures were drawn so far.</summary>
    public int Drawn => _drawn;

    public async Task<byte[]> Get(PreviewWords words, string key, CancellationToken cancellationToken)
    {
        if (_kept.TryGetValue(key, out byte[]? kept)) return kept!;
        // Not bound to who asked first: the others wait for the same picture.
        return await _underWay.GetOrAdd(key, _ => new(() => Draw(words, key))).Value.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _kept.Dispose();
        _places.Dispose();
    }

    async Task<byte[]> Draw(PreviewWords words, string key)
    {
        await _places.WaitAsync();
        try
        {
            // Asked again: it may have been finished between the two looks above.
            if (_kept.TryGetValue(key, out byte[]? kept)) return kept!;
            var png = await Task.Run(() => picture.Draw(words));
            _ = Interlocked.Increment(ref _drawn);
            return _kept.Set(key, png, new MemoryCacheEntryOptions { Size = png.Length });
        }
        finally
        {
            _ = _places.Release();
            _ = _underWay.TryRemove(key, out _);
        }
    }
}
