using System.Net;
using System.Text.Json;

namespace Backchannel.Ingest.Sources.Bluesky;

/// <summary>What the AppView answered.</summary>
/// <param name="Profiles">By DID; an account that is gone is not among them. Null where the request failed.</param>
/// <param name="Wait">How long it asks us to wait.</param>
/// <param name="Refused">It does not take this request, whenever it is made.</param>
/// <param name="Trouble">What failed, in words.</param>
sealed record AppViewAnswer(Dictionary<string, BlueskyProfile>? Profiles, TimeSpan? Wait = null, bool Refused = false, string? Trouble = null);

/// <summary>Asks the AppView for profiles, which it shows to anybody.</summary>
sealed class AppView(HttpClient http, string address, TimeSpan timeout, CaptureSink sink)
{
    /// <summary>The network's own limit for one request.</summary>
    public const int MostAtOnce = 25;

    readonly string _address = address.TrimEnd('/') + "/xrpc/app.bsky.actor.getProfiles?";

    public async Task<AppViewAnswer> Profiles(IReadOnlyList<string> dids, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(timeout, sink.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        try
        {
            using var response = await http.GetAsync(_address + string.Join('&', dids.Select(did => "actors=" + Uri.EscapeDataString(did))), both.Token);
            NoteLimit(response);
            return response.IsSuccessStatusCode ? Read(await response.Content.ReadAsByteArrayAsync(both.Token)) : Failed(response);
        }
        catch (HttpRequestException failure)
        {
            return new(null, Trouble: failure.Message);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new(null, Trouble: "no answer in time");
        }
    }

    static AppViewAnswer Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.Child("profiles") is not { ValueKind: JsonValueKind.Array }) return new(null, Trouble: "an answer of another kind");
            var profiles = new Dictionary<string, BlueskyProfile>();
            foreach (var profile in document.RootElement.Items("profiles").Select(BlueskyProfile.Parse).OfType<BlueskyProfile>())
                profiles[profile.Author.Id] = profile;
            return new(profiles);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return new(null, Trouble: "an answer that is no JSON");
        }
    }

    AppViewAnswer Failed(HttpResponseMessage response)
    {
        var after = response.Headers.RetryAfter;
        return new(null, after?.Delta ?? after?.Date - sink.Time.GetUtcNow(), response.StatusCode == HttpStatusCode.BadRequest,
            $"status {(int)response.StatusCode}");
    }

    void NoteLimit(HttpResponseMessage response)
    {
        if (response.Headers.TryGetValues("RateLimit-Remaining", out var values) && int.TryParse(values.First(), out var left)) sink.Health.RateLimitLeft = left;
    }
}
