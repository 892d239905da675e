using System.Net;
using Backchannel.Contracts;
using Backchannel.Web.Live;
using Backchannel.Web.Writing;

namespace Backchannel.Web.Access;

/// <summary>What the hub says to something that somebody asked of it on a page.</summary>
/// <param name="Value">The answer; null too where nothing is to be said.</param>
/// <param name="Trouble">Why it was not done, in words for who asked.</param>
/// <param name="Status">As the hub answered; null where it did not.</param>
public sealed record HubAnswer<T>(T? Value, PostRefused? Trouble, HttpStatusCode? Status) where T : class
{
    internal static HubAnswer<T> Away { get; } =
        new(null, new("It did not go through.", "Backchannel does not answer just now: nothing was changed. Try once more in a moment.", Draft.NoErrors), null);

    internal static async Task<HubAnswer<T>> Read(HttpResponseMessage response, CancellationToken stop)
    {
        if (response.StatusCode == HttpStatusCode.NoContent) return new(null, null, response.StatusCode);
        if (response.IsSuccessStatusCode) return new(await response.Content.ReadFromJsonAsync<T>(ContractJson.Options, stop), null, response.StatusCode);
        if ((int)response.StatusCode >= 500) return Away;
        var problem = await response.Content.ReadFromJsonAsync<HttpValidationProblemDetails>(ContractJson.Options, stop);
        return new(null, new(problem?.Title is { } title ? $"{title}." : "It was not done.", problem?.Detail, problem?.Errors.AsReadOnly() ?? Draft.NoErrors), response.StatusCode);
    }
}
