using System.Globalization;
using System.Net;
using Backchannel.Contracts;
using Microsoft.AspNetCore.WebUtilities;

namespace Backchannel.Web.Live;

/// <summary>The hub's HTTP API. Throws <see cref="HttpRequestException"/> (or a time-out) where the hub does not answer; null means it knows no such event.</summary>
public sealed partial class HubClient
{
    /// <summary>The cookie by which a visitor is told from another behind the same address.</summary>
    public const string VisitorCookie = "backchannel-visitor";

    readonly HttpClient _http;
    readonly HubAddress _address;

    internal HubClient(HttpClient http, HubAddress address)
    {
        _http = http;
        _address = address;
    }

    /// <summary>All events.</summary>
    public async Task<IReadOnlyList<EventInfo>> Events(CancellationToken cancellationToken = default) =>
        await Get<List<EventInfo>>("api/events", cancellationToken) ?? [];

    /// <summary>One event.</summary>
    public Task<EventInfo?> Event(string slug, CancellationToken cancellationToken = default) =>
        Get<EventInfo>(Path(slug), cancellationToken);

    /// <summary>An event's programme.</summary>
    public async Task<IReadOnlyList<SessionInfo>?> Sessions(string slug, CancellationToken cancellationToken = default) =>
        await Get<List<SessionInfo>>($"{Path(slug)}/sessions", cancellationToken);

    /// <summary>Entries past <paramref name="after"/>, or posts on show before <paramref name="before"/>, in order of their numbers; the latest with neither.</summary>
    public Task<FeedPage?> Posts(
        string slug, string? session = null, long? after = null, long? before = null, string? q = null, int? limit = null,
        CancellationToken cancellationToken = default) =>
        Get<FeedPage>(
            QueryHelpers.AddQueryString($"{Path(slug)}/posts", new Dictionary<string, string?>
            {
                ["session"] = session,
                ["after"] = after?.ToString(CultureInfo.InvariantCulture),
                ["before"] = before?.ToString(CultureInfo.InvariantCulture),
                ["q"] = q,
                ["limit"] = limit?.ToString(CultureInfo.InvariantCulture),
            }),
            cancellationToken);

    /// <summary>Posts for a visitor. Never throws for what the hub or the network do: the visitor is told.</summary>
    /// <param name="slug">The event.</param>
    /// <param name="post">What was typed.</param>
    /// <param name="visitorIp">The visitor's address, for the hub's rate limit.</param>
    /// <param name="visitorCookie">The value of <see cref="VisitorCookie"/>, if the visitor has one.</param>
    public Task<Posting> Submit(string slug, NewPost post, string? visitorIp, string? visitorCookie, CancellationToken cancellationToken = default) =>
        SendPost($"{Path(slug)}/posts", post, visitorIp, visitorCookie, cancellationToken);

    async Task<Posting> SendPost<T>(string path, T body, string? visitorIp, string? visitorCookie, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await SendFor(visitorIp, visitorCookie, HttpMethod.Post, path, JsonContent.Create(body, options: ContractJson.Options), cancellationToken);
            return await Read(response, cancellationToken);
        }
        catch (Exception error) when (IsTrouble(error, cancellationToken))
        {
            return new PostingFailed();
        }
    }

    /// <summary>Calls the hub as the visitor would, so that it limits them and not this process.</summary>
    async Task<HttpResponseMessage> SendFor(
        string? visitorIp, string? visitorCookie, HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(await _address.Find(cancellationToken), path)) { Content = content };
        if (visitorIp is not null) request.Headers.TryAddWithoutValidation("X-Forwarded-For", visitorIp);
        if (visitorCookie is not null)
            request.Headers.TryAddWithoutValidation("Cookie", $"{VisitorCookie}={Uri.EscapeDataString(visitorCookie)}");
        return await _http.SendAsync(request, cancellationToken);
    }

    static async Task<Posting> Read(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
            return await response.Content.ReadFromJsonAsync<NewPostAccepted>(ContractJson.Options, cancellationToken) is { } answer
                ? new PostTaken(answer)
                : new PostingFailed();
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
            return new PostedTooOften(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(30));
        if ((int)response.StatusCode >= 500) return new PostingFailed();

        var problem = await response.Content.ReadFromJsonAsync<HttpValidationProblemDetails>(ContractJson.Options, cancellationToken);
        return new PostRefused(
            problem?.Title ?? "This post was not taken.", problem?.Detail,
            problem?.Errors.AsReadOnly() ?? new Dictionary<string, string[]>().AsReadOnly());
    }

    async Task<T?> Get<T>(string path, CancellationToken cancellationToken) where T : class
    {
        using var response = await _http.GetAsync(new Uri(await _address.Find(cancellationToken), path), cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        _ = response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<T>(ContractJson.Options, cancellationToken);
    }

    /// <summary>What a hub that is away, slow or half up looks like from here.</summary>
    internal static bool IsTrouble(Exception error, CancellationToken cancellationToken) =>
        error is HttpRequestException or IOException or System.Text.Json.JsonException
        || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    static string Path(string slug) => $"api/events/{Uri.EscapeDataString(slug)}";
}
