using System.Globalization;
using System.Net;
using Backchannel.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Backchannel.Web.Live;

/// <summary>What the hub says to somebody at the desk.</summary>
/// <param name="Answer">Null where it refuses.</param>
/// <param name="Status">As HTTP has it: 401 for one who is not signed in any more.</param>
/// <param name="Trouble">Why it refuses, and the cure, in words.</param>
sealed record DeskAnswer<T>(T? Answer, HttpStatusCode Status, string? Trouble) where T : class;

public sealed partial class HubClient
{
    internal Task<DeskAnswer<QueuePage>> Queue(
        string token, string slug, QueueList list, string? session, string? after, int limit, CancellationToken cancellationToken) =>
        AskAs<QueuePage>(token, HttpMethod.Get, QueryHelpers.AddQueryString($"{Path(slug)}/queue", new Dictionary<string, string?>
        {
            ["list"] = list.ToString().ToLowerInvariant(),
            ["session"] = session,
            ["after"] = after,
            ["limit"] = limit.ToString(CultureInfo.InvariantCulture),
        }.Where(pair => pair.Value is not null)), null, cancellationToken);

    internal Task<DeskAnswer<QueueCounts>> QueueCounts(string token, string slug, CancellationToken cancellationToken) =>
        AskAs<QueueCounts>(token, HttpMethod.Get, $"{Path(slug)}/queue/counts", null, cancellationToken);

    internal Task<DeskAnswer<QueuePage>> TakePosts(string token, string slug, TakePosts wanted, CancellationToken cancellationToken) =>
        AskAs<QueuePage>(token, HttpMethod.Post, $"{Path(slug)}/queue/take", wanted, cancellationToken);

    internal async Task ReleasePosts(string token, string slug, CancellationToken cancellationToken) =>
        (await SendAs(token, HttpMethod.Delete, $"{Path(slug)}/queue/take", null, cancellationToken)).Dispose();

    internal Task<DeskAnswer<DecisionMade>> Decide(string token, string slug, NewDecision decision, CancellationToken cancellationToken) =>
        AskAs<DecisionMade>(token, HttpMethod.Post, $"{Path(slug)}/decisions", decision, cancellationToken);

    internal Task<DeskAnswer<DecisionMade>> Undo(string token, string slug, long number, CancellationToken cancellationToken) =>
        AskAs<DecisionMade>(token, HttpMethod.Post, string.Create(CultureInfo.InvariantCulture, $"{Path(slug)}/decisions/{number}/undo"), null, cancellationToken);

    /// <summary>Files a post by hand; its answer is empty.</summary>
    internal Task<DeskAnswer<object>> FilePost(string token, string slug, string id, string? session, CancellationToken cancellationToken) =>
        AskAs<object>(token, HttpMethod.Put, $"{Path(slug)}/posts/session/{Uri.EscapeDataString(id)}", new NewFiling(session), cancellationToken);

    internal Task<DeskAnswer<AuditPage>> Audit(string token, string slug, long? before, string? name, string? act, CancellationToken cancellationToken) =>
        AskAs<AuditPage>(token, HttpMethod.Get, QueryHelpers.AddQueryString($"{Path(slug)}/audit", new Dictionary<string, string?>
        {
            ["before"] = before?.ToString(CultureInfo.InvariantCulture),
            ["name"] = name,
            ["act"] = act,
        }.Where(pair => pair.Value is { Length: > 0 })), null, cancellationToken);

    async Task<DeskAnswer<T>> AskAs<T>(string token, HttpMethod method, string path, object? body, CancellationToken cancellationToken) where T : class
    {
        using var response = await SendAs(token, method, path, body, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NoContent) return new(null, response.StatusCode, null);
        if (response.IsSuccessStatusCode) return new(await response.Content.ReadFromJsonAsync<T>(ContractJson.Options, cancellationToken), response.StatusCode, null);
        // One that is only half up is away.
        if ((int)response.StatusCode >= 500) response.EnsureSuccessStatusCode();
        var problem = await response.Content.ReadFromJsonAsync<ProblemDetails>(ContractJson.Options, cancellationToken);
        return new(null, response.StatusCode, problem?.Detail ?? problem?.Title ?? "The hub did not take it.");
    }
}
