using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Backchannel.Ingest.Sources.X;

/// <summary>Speaks to X. Everything that is not success is an <see cref="XFailure"/>. The token goes into its header and nowhere else.</summary>
sealed class XApi(HttpClient http, string token, CaptureSink sink)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    const int MaxProblemBytes = 64 * 1024;

    public Task<JsonDocument> Get(string path, CancellationToken stop) => Ask(new(HttpMethod.Get, path), stop);

    public Task<JsonDocument> Post(string path, object body, CancellationToken stop) =>
        Ask(new(HttpMethod.Post, path) { Content = JsonContent.Create(body) }, stop);

    /// <summary>Tries until it is answered, by X's ladders; only a denial is thrown.</summary>
    public async Task<JsonDocument> GetPatiently(string path, CancellationToken stop)
    {
        var ladder = new ReconnectLadder();
        while (true)
        {
            try
            {
                return await Get(path, stop);
            }
            catch (XFailure failure) when (failure.Setback != Setback.Denied)
            {
                sink.Health.Trouble(failure.Kind, failure.Message);
                (ladder, var wait) = ladder.Climb(failure.Setback, failure.UntilReset, Random.Shared.NextDouble());
                await Task.Delay(wait, sink.Time, stop);
            }
        }
    }

    /// <summary>Connects to a stream: returns with its headers, the body is still to come. The caller disposes of it.</summary>
    public async Task<HttpResponseMessage> Open(string path, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await Send(request, HttpCompletionOption.ResponseHeadersRead, stop);
    }

    async Task<JsonDocument> Ask(HttpRequestMessage request, CancellationToken stop)
    {
        using (request)
        using (var response = await Send(request, HttpCompletionOption.ResponseContentRead, stop))
        {
            try
            {
                return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(stop));
            }
            catch (JsonException)
            {
                throw new XFailure(Setback.ServerFault, "unreadable answer", "X's answer cannot be read: trying again.");
            }
        }
    }

    async Task<HttpResponseMessage> Send(HttpRequestMessage request, HttpCompletionOption completion, CancellationToken stop)
    {
        request.Headers.Authorization = new("Bearer", token);
        using var late = new CancellationTokenSource(Patience, sink.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        try
        {
            var response = await http.SendAsync(request, completion, either.Token);
            NoteLimit(response.Headers);
            if (response.IsSuccessStatusCode) return response;
            using (response) throw await Failure(response, either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw XFailure.Dropped("X did not answer within half a minute: trying again.");
        }
        catch (HttpRequestException failure)
        {
            throw XFailure.Dropped($"X cannot be reached ({failure.HttpRequestError}): trying again.");
        }
    }

    async Task<XFailure> Failure(HttpResponseMessage response, CancellationToken stop)
    {
        using var problem = await Problem(response, stop);
        return XFailure.Of((int)response.StatusCode, problem?.RootElement, UntilReset(response.Headers));
    }

    static async Task<JsonDocument?> Problem(HttpResponseMessage response, CancellationToken stop)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(MaxProblemBytes, stop);
            return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(stop));
        }
        catch (Exception failure) when (failure is JsonException or HttpRequestException)
        {
            // The status says enough.
            return null;
        }
    }

    void NoteLimit(HttpResponseHeaders headers)
    {
        if (Number(headers, "x-rate-limit-remaining") is { } left) sink.Health.RateLimitLeft = (int)Math.Clamp(left, 0, int.MaxValue);
    }

    TimeSpan UntilReset(HttpResponseHeaders headers) =>
        Number(headers, "x-rate-limit-reset") is { } reset ? TimeSpan.FromSeconds(Math.Clamp(reset - sink.Time.GetUtcNow().ToUnixTimeSeconds(), 0, 86_400)) : default;

    static long? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
