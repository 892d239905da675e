using System.Globalization;
using System.Net;
using System.Text.Json;
using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.Mastodon;

enum Answered { Ok, Missing, Closed, Later }

/// <summary>What a server said. <see cref="Json"/> is there when it is <see cref="Answered.Ok"/>.</summary>
sealed record ApiAnswer(Answered Kind, JsonDocument? Json = null) : IDisposable
{
    public void Dispose() => Json?.Dispose();
}

/// <summary>
/// Asks one server, one question at a time, and never waits itself: <see cref="NotBefore"/> says when the next one is welcome, so that a stream
/// beside it is heard all the while. Rate limits (300 requests in 5 minutes on most servers) come as <c>X-RateLimit-Remaining</c> and
/// <c>X-RateLimit-Reset</c>, an ISO-8601 time.
/// </summary>
sealed class MastodonApi(HttpClient http, CaptureSink sink, string host, string tokenKey, string? token)
{
    // A server's window is 5 minutes: a Reset further off is a mistake, its clock's or ours.
    static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10), ClosedPause = TimeSpan.FromMinutes(5);

    readonly Backoff _backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    string? _token = token;

    public DateTimeOffset NotBefore { get; private set; }

    public bool Ready => sink.Time.GetUtcNow() >= NotBefore;

    public async Task<ApiAnswer> Get(string path, CancellationToken stop)
    {
        var answer = await Ask(path, stop);
        // Now that it has been said why.
        if (!Ready) sink.Health.State = SourceState.Waiting;
        return answer;
    }

    async Task<ApiAnswer> Ask(string path, CancellationToken stop)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (_token is not null) request.Headers.Authorization = new("Bearer", _token);
            using var response = await http.SendAsync(request, stop);
            ReadLimits(response);
            return await Read(response, stop);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or JsonException || IsTimeout(failure, stop))
        {
            return Failed(failure);
        }
    }

    static bool IsTimeout(Exception failure, CancellationToken stop) => failure is OperationCanceledException && !stop.IsCancellationRequested;

    async Task<ApiAnswer> Read(HttpResponseMessage response, CancellationToken stop)
    {
        if (response.IsSuccessStatusCode)
        {
            var json = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(stop), default, stop);
            _backoff.Reset();
            return new(Answered.Ok, json);
        }
        switch (response.StatusCode)
        {
            case HttpStatusCode.NotFound or HttpStatusCode.Gone: return new(Answered.Missing);
            case HttpStatusCode.TooManyRequests: return Limited(response);
            case HttpStatusCode.Unauthorized when _token is not null: return TokenRefused();
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.UnprocessableEntity: return Closed();
            default: return Failed((int)response.StatusCode);
        }
    }

    void ReadLimits(HttpResponseMessage response)
    {
        if (Header(response, "X-RateLimit-Remaining") is not { } text || !int.TryParse(text, CultureInfo.InvariantCulture, out var left)) return;
        sink.Health.RateLimitLeft = Math.Max(0, left);
        if (left <= 0 && UntilReset(response) is { } wait) Wait(wait);
    }

    ApiAnswer Limited(HttpResponseMessage response)
    {
        var wait = UntilReset(response) ?? response.Headers.RetryAfter?.Delta ?? TimeSpan.FromMinutes(1);
        Wait(wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait);
        sink.Health.Trouble("rate limit",
            $"{host} asks to slow down: it is asked again {When()}. Watch fewer hashtags or raise Sources:Mastodon:PollSeconds if this stays.");
        return new(Answered.Later);
    }

    ApiAnswer TokenRefused()
    {
        _token = null;
        sink.Health.Trouble("token",
            $"{host} refuses the token: make a new one there (Preferences, Development, scope read:statuses) and set {tokenKey}. " +
            "Until then it is asked without one.");
        return new(Answered.Later);
    }

    ApiAnswer Closed()
    {
        Wait(ClosedPause);
        sink.Health.Trouble("closed",
            $"{host} shows hashtags only to its own accounts: make a token there and set {tokenKey}, or take the server out. It is asked again {When()}.");
        return new(Answered.Closed);
    }

    ApiAnswer Failed(int status)
    {
        Wait(_backoff.Next());
        sink.Health.Trouble($"HTTP {status}", $"{host} answers with an error (HTTP {status}): it is asked again {When()}.");
        return new(Answered.Later);
    }

    ApiAnswer Failed(Exception failure)
    {
        Wait(_backoff.Next());
        var again = $"it is asked again {When()}.";
        if (failure is JsonException) sink.Health.Refuse("cut answer", $"{host} sent an answer that is cut off or not JSON: {again}");
        else if (failure is OperationCanceledException) sink.Health.Trouble("silent", $"{host} takes the question but does not answer: {again}");
        else sink.Health.Trouble("unreachable", $"{host} cannot be reached ({failure.Message.Split('\n')[0]}): {again}");
        return new(Answered.Later);
    }

    void Wait(TimeSpan wait)
    {
        var until = sink.Time.GetUtcNow() + (wait < LongestWait ? wait : LongestWait);
        if (until > NotBefore) NotBefore = until;
    }

    /// <summary>By the server's own clock where it tells the time, since ours may differ.</summary>
    TimeSpan? UntilReset(HttpResponseMessage response) =>
        Moments.Parse(Header(response, "X-RateLimit-Reset")) - (response.Headers.Date ?? sink.Time.GetUtcNow());

    string When() => string.Create(CultureInfo.InvariantCulture, $"in {Math.Max(1, Math.Ceiling((NotBefore - sink.Time.GetUtcNow()).TotalSeconds)):0} s");

    static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
