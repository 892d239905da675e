using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Backchannel.Outbound;

namespace Backchannel.Hub.Schedule;

/// <summary>A schedule's file, and what to send so that it is not sent again unchanged.</summary>
sealed record FetchedSchedule(ReadOnlyMemory<byte> File, string? ETag = null, string? LastModified = null);

/// <summary>
/// Fetches schedules from files and http addresses. What an organizer names must lie on the public internet, on every hop; what the operator names in the
/// settings may lie anywhere, also in a file: whoever starts this process can read those anyhow.
/// </summary>
sealed class ScheduleFetch : IDisposable
{
    const int MaxRedirects = 3;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly HttpClient _guarded, _open;
    readonly TimeProvider _time;

    public ScheduleFetch(AddressPolicy policy, TimeProvider time) => (_guarded, _open, _time) = (Client(policy), Client(AddressPolicy.Anywhere), time);

    /// <param name="address">A file's path, or http or https.</param>
    /// <param name="byOperator">The settings name it.</param>
    /// <param name="held">What is held already; null to get it whatever that is.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>Null where it is still what is held.</returns>
    /// <exception cref="UnreadableScheduleException">It cannot be had: says why.</exception>
    public async Task<FetchedSchedule?> Get(string address, bool byOperator, FetchedSchedule? held, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            if (IsWeb(address)) return await Follow(new(address), byOperator ? _open : _guarded, held, either.Token);
            if (!byOperator) throw new UnreadableScheduleException("A file is read only where Backchannel:Schedule names it.");
            return await Read(new FileInfo(address), held, either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new UnreadableScheduleException($"It took longer than {Patience.TotalSeconds:0} seconds.");
        }
        catch (HttpRequestException failure)
        {
            throw new UnreadableScheduleException(failure.InnerException is ClosedAddressException
                ? "It does not lie on the public internet: only the setting Backchannel:Schedule may name such an address."
                : $"Its server cannot be reached: {failure.Message}");
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new UnreadableScheduleException($"It cannot be read: {failure.Message}");
        }
    }

    public static bool IsWeb(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.Host.Length > 0;

    public void Dispose()
    {
        _guarded.Dispose();
        _open.Dispose();
    }

    static HttpClient Client(AddressPolicy policy)
    {
        var handler = GuardedHttp.Handler(policy);
        handler.AutomaticDecompression = DecompressionMethods.All;
        handler.ConnectTimeout = TimeSpan.FromSeconds(10);
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Backchannel", "1.0"));
        return client;
    }

    static async Task<FetchedSchedule?> Follow(Uri target, HttpClient http, FetchedSchedule? held, CancellationToken stop)
    {
        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, target);
            if (held?.ETag is { } etag) request.Headers.TryAddWithoutValidation("If-None-Match", etag);
            if (held?.LastModified is { } since) request.Headers.TryAddWithoutValidation("If-Modified-Since", since);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            if (response.StatusCode == HttpStatusCode.NotModified && held is not null) return null;
            if (!GuardedHttp.IsRedirect(response)) return await Read(response, stop);
            target = GuardedHttp.Redirection(response, target) is { } next && IsWeb(next.AbsoluteUri)
                ? next : throw new UnreadableScheduleException("Its server sends us on to nowhere.");
        }
        throw new UnreadableScheduleException($"Its server sends us on more than {MaxRedirects} times.");
    }

    static async Task<FetchedSchedule?> Read(HttpResponseMessage response, CancellationToken stop)
    {
        if (!response.IsSuccessStatusCode)
            throw new UnreadableScheduleException(string.Create(CultureInfo.InvariantCulture, $"Its server answers {(int)response.StatusCode}."));
        if (response.Content.Headers.ContentLength > ScheduleReader.MaxBytes) throw ScheduleReader.TooLarge();
        await using var stream = await response.Content.ReadAsStreamAsync(stop);
        var modified = response.Content.Headers.LastModified?.ToString("r", CultureInfo.InvariantCulture);
        return new(await Read(stream, stop), response.Headers.ETag?.ToString(), modified);
    }

    // Not yet written to the end, a file is longer at the next look, and read again.
    static async Task<FetchedSchedule?> Read(FileInfo file, FetchedSchedule? held, CancellationToken stop)
    {
        if (!file.Exists) throw new UnreadableScheduleException("There is no such file.");
        var state = string.Create(CultureInfo.InvariantCulture, $"{file.Length}/{file.LastWriteTimeUtc.Ticks}");
        if (held?.LastModified == state) return null;
        await using var stream = file.OpenRead();
        return new(await Read(stream, stop), null, state);
    }

    /// <summary>All of it, or no more than shows that it is too much. What was packed counts as it is unpacked.</summary>
    public static async Task<ReadOnlyMemory<byte>> Read(Stream stream, CancellationToken stop)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, stop) is var read and > 0)
        {
            if (bytes.Length + read > ScheduleReader.MaxBytes) throw ScheduleReader.TooLarge();
            bytes.Write(buffer, 0, read);
        }
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }
}
