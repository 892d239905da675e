using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Backchannel.Contracts;

namespace Backchannel.Web.Live;

// Recaps: as everybody sees them, or in the name of who is signed in.
public sealed partial class HubClient
{
    /// <summary>The recaps of all events, those published last first.</summary>
    internal Task<RecapList?> LatestRecaps(int limit, CancellationToken cancellationToken) =>
        Get<RecapList>(string.Create(CultureInfo.InvariantCulture, $"api/recaps?limit={limit}"), cancellationToken);

    /// <summary>An event's recaps, newest first; null where there is no such event.</summary>
    internal Task<RecapList?> Recaps(string slug, string? token, DateTimeOffset? before, int limit, CancellationToken cancellationToken) =>
        GetAs<RecapList>(token, string.Create(CultureInfo.InvariantCulture, $"{Path(slug)}/recaps?limit={limit}{(before is { } at ? $"&before={at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}" : "")}"), cancellationToken);

    /// <summary>One recap and its name; without a recap where it is the one that is <paramref name="held"/>. Without a name there is none for whoever asks, and perhaps it comes in a while.</summary>
    internal async Task<(RecapInfo? Recap, string? Tag, TimeSpan? Comes)> Recap(string slug, string id, string? token, string? held, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(await _address.Find(cancellationToken), RecapPath(slug, id)));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (held is not null) request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(held));
        using var response = await _http.SendAsync(request, cancellationToken);
        // Who signed in elsewhere sees what everybody sees.
        if (token is not null && response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) return await Recap(slug, id, null, held, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotModified) return (null, held, null);
        if (response.StatusCode == HttpStatusCode.NotFound) return (null, null, response.Headers.RetryAfter?.Delta);
        _ = response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<RecapInfo>(ContractJson.Options, cancellationToken), response.Headers.ETag?.ToString() ?? "", null);
    }

    /// <summary>The same to take away.</summary>
    /// <param name="slug">The event.</param>
    /// <param name="id">The recap.</param>
    /// <param name="token">Who asks; null for anybody.</param>
    /// <param name="whole">Spends what may be taken of X today.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal async Task<DeskAnswer<RecapFile>> RecapFile(string slug, string id, string? token, bool whole, CancellationToken cancellationToken)
    {
        var path = $"{RecapPath(slug, id)}/file{(whole ? "?whole=true" : "")}";
        if (token is not null) return await AskAs<RecapFile>(token, HttpMethod.Get, path, null, cancellationToken);
        return await Get<RecapFile>(path, cancellationToken) is { } file ? new(file, HttpStatusCode.OK, null) : new(null, HttpStatusCode.NotFound, null);
    }

    internal Task<DeskAnswer<RecapForEditing>> RecapDraft(string token, string slug, string id, CancellationToken cancellationToken) =>
        AskAs<RecapForEditing>(token, HttpMethod.Get, $"{RecapPath(slug, id)}/draft", null, cancellationToken);

    internal Task<DeskAnswer<RecapInfo>> EditRecap(string token, string slug, string id, RecapDraft draft, CancellationToken cancellationToken) =>
        AskAs<RecapInfo>(token, HttpMethod.Patch, RecapPath(slug, id), draft, cancellationToken);

    async Task<T?> GetAs<T>(string? token, string path, CancellationToken cancellationToken) where T : class
    {
        if (token is null) return await Get<T>(path, cancellationToken);
        using var response = await SendAs(token, HttpMethod.Get, path, null, cancellationToken);
        // Who signed in elsewhere sees what everybody sees.
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) return await Get<T>(path, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        _ = response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<T>(ContractJson.Options, cancellationToken);
    }

    static string RecapPath(string slug, string id) => $"{Path(slug)}/recaps/{Uri.EscapeDataString(id)}";
}
