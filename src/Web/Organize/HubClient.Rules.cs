using System.Net;
using Backchannel.Contracts;

namespace Backchannel.Web.Live;

public sealed partial class HubClient
{
    /// <summary>Who and what an event lets through; null where there is no such event, or it is not for whoever asks.</summary>
    public async Task<EventPolicy?> Policy(string token, string slug, CancellationToken cancellationToken = default)
    {
        using var response = await SendAs(token, HttpMethod.Get, $"{Path(slug)}/policy", null, cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) return null;
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<EventPolicy>(ContractJson.Options, cancellationToken);
    }

    /// <summary>Changes it.</summary>
    /// <returns>What is wrong, by field; empty where it was changed.</returns>
    public async Task<IReadOnlyDictionary<string, string[]>> ChangePolicy(string token, string slug, PolicyDraft draft, CancellationToken cancellationToken = default)
    {
        using var response = await SendAs(token, HttpMethod.Patch, Path(slug), new { policy = draft }, cancellationToken);
        if (response.IsSuccessStatusCode) return new Dictionary<string, string[]>();
        if (response.StatusCode != HttpStatusCode.BadRequest) _ = response.EnsureSuccessStatusCode();
        var problem = await response.Content.ReadFromJsonAsync<HttpValidationProblemDetails>(ContractJson.Options, cancellationToken);
        return problem?.Errors is { Count: > 0 } errors ? errors.AsReadOnly() : new Dictionary<string, string[]> { [""] = [problem?.Detail ?? "This was not taken."] };
    }
}
