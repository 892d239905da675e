using System.Globalization;
using Backchannel.Contracts;
using Microsoft.AspNetCore.WebUtilities;

namespace Backchannel.Web.Live;

// How an event is doing, in the name of who is signed in. Whoever is not any more is told by the exception's status.
public sealed partial class HubClient
{
    /// <summary>The last minutes against those before, and what goes with them.</summary>
    public Task<Engagement> Engagement(string token, string slug, int minutes, ChartSpan chart, CancellationToken cancellationToken = default) =>
        GetAs<Engagement>(token, $"{Path(slug)}/engagement", new()
        {
            ["minutes"] = minutes.ToString(CultureInfo.InvariantCulture),
            ["chart"] = chart.ToString().ToLowerInvariant(),
        }, cancellationToken);

    /// <summary>The days on which something was posted.</summary>
    public Task<EngagementDay[]> Days(string token, string slug, CancellationToken cancellationToken = default) =>
        GetAs<EngagementDay[]>(token, $"{Path(slug)}/engagement/days", [], cancellationToken);

    /// <summary>Two sessions or two days side by side.</summary>
    public Task<EngagementComparison> Compare(string token, string slug, Compared of, string a, string b, CancellationToken cancellationToken = default) =>
        GetAs<EngagementComparison>(token, $"{Path(slug)}/engagement/compare", new() { ["of"] = of.ToString().ToLowerInvariant(), ["a"] = a, ["b"] = b }, cancellationToken);

    async Task<T> GetAs<T>(string token, string path, Dictionary<string, string?> query, CancellationToken cancellationToken) where T : class
    {
        using var response = await SendAs(token, HttpMethod.Get, QueryHelpers.AddQueryString(path, query), null, cancellationToken);
        _ = response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<T>(ContractJson.Options, cancellationToken))!;
    }
}
