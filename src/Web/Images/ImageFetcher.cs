using System.Net;
using System.Net.Http.Headers;
using Backchannel.Outbound;

namespace Backchannel.Web.Images;

/// <summary>A picture that was fetched.</summary>
sealed record FetchedImage(byte[] Bytes, string Type);

/// <summary>Why there is no picture.</summary>
enum ImageTrouble { None, Missing, Refused, TooLarge, NotAnImage, TooSlow, Unreachable, Busy }

/// <summary>
/// Fetches pictures for pages: no referrer, and on every hop only what <see cref="GuardedHttp"/> lets through.
/// </summary>
sealed class ImageFetcher : IDisposable
{
    public const int MaxBytes = 8 * 1024 * 1024;
    const long MaxPixels = 40_000_000;
    const int MaxRedirects = 3;

    readonly TimeProvider _clock;
    readonly ImageOptions _options;
    readonly HttpClient _http;
    readonly ImagePlaces _places;

    public ImageFetcher(AddressPolicy policy, ImageOptions options, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        _places = new ImagePlaces(options.AtOnce);
        var handler = GuardedHttp.Handler(policy);
        handler.ConnectTimeout = options.ConnectTimeout;
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Backchannel", "1.0"));
        _http.DefaultRequestHeaders.Accept.ParseAdd("image/avif,image/webp,image/png,image/jpeg,image/gif");
    }

    public async Task<(FetchedImage? Image, ImageTrouble Trouble)> Fetch(Uri target)
    {
        using var patience = new CancellationTokenSource(_options.Patience, _clock);
        IDisposable place;
        try
        {
            place = await _places.Take(target.Host, patience.Token);
        }
        catch (OperationCanceledException)
        {
            // Nothing is known of the picture: it waited behind others.
            return (null, ImageTrouble.Busy);
        }
        using (place) return await FetchNow(target);
    }

    async Task<(FetchedImage? Image, ImageTrouble Trouble)> FetchNow(Uri target)
    {
        using var limit = new CancellationTokenSource(_options.Timeout, _clock);
        try
        {
            return await Follow(target, limit.Token);
        }
        catch (OperationCanceledException)
        {
            return (null, ImageTrouble.TooSlow);
        }
        catch (HttpRequestException error)
        {
            return (null, error.InnerException is ClosedAddressException ? ImageTrouble.Refused : ImageTrouble.Unreachable);
        }
        catch (IOException)
        {
            return (null, ImageTrouble.Unreachable);
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _places.Dispose();
    }

    async Task<(FetchedImage?, ImageTrouble)> Follow(Uri target, CancellationToken limit)
    {
        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            using var response = await _http.GetAsync(target, HttpCompletionOption.ResponseHeadersRead, limit);
            if (GuardedHttp.IsRedirect(response))
            {
                if (GuardedHttp.Redirection(response, target) is not { } next || ImageUrls.Target(next.AbsoluteUri) is not { } allowed)
                    return (null, ImageTrouble.Refused);
                target = allowed;
                continue;
            }
            if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone) return (null, ImageTrouble.Missing);
            return response.IsSuccessStatusCode ? await Read(response.Content, limit) : (null, ImageTrouble.Unreachable);
        }
        return (null, ImageTrouble.Refused);
    }

    static async Task<(FetchedImage?, ImageTrouble)> Read(HttpContent content, CancellationToken limit)
    {
        if (content.Headers.ContentLength > MaxBytes) return (null, ImageTrouble.TooLarge);
        await using var stream = await content.ReadAsStreamAsync(limit);
        using var bytes = new MemoryStream((int)Math.Min(content.Headers.ContentLength ?? 64 * 1024, MaxBytes));
        var buffer = new byte[32 * 1024];
        while (await stream.ReadAsync(buffer, limit) is var read and > 0)
        {
            if (bytes.Length + read > MaxBytes) return (null, ImageTrouble.TooLarge);
            bytes.Write(buffer, 0, read);
            if (bytes.Length >= ImageType.NeededBytes && ImageType.Of(bytes.GetBuffer().AsSpan(0, ImageType.NeededBytes)) is null) return (null, ImageTrouble.NotAnImage);
        }
        var all = bytes.ToArray();
        if (ImageSize.Pixels(all) > MaxPixels) return (null, ImageTrouble.TooLarge);
        return ImageType.Of(all) is { } type ? (new FetchedImage(all, type), ImageTrouble.None) : (null, ImageTrouble.NotAnImage);
    }
}
