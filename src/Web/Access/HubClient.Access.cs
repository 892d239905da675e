using System.Net;
using System.Net.Http.Headers;
using Backchannel.Contracts;

namespace Backchannel.Web.Live;

public sealed partial class HubClient
{
    /// <summary>Whose a token is; null for one that is good for nothing.</summary>
    public async Task<Caller?> Me(string token, CancellationToken cancellationToken = default)
    {
        using var response = await SendAs(token, HttpMethod.Get, "api/access/me", null, cancellationToken);
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) return null;
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Caller>(ContractJson.Options, cancellationToken);
    }

    /// <summary>Calls the hub in the name of somebody who signed in.</summary>
    internal async Task<HttpResponseMessage> SendAs(string token, HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(await _address.Find(cancellationToken), path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: ContractJson.Options);
        return await _http.SendAsync(request, cancellationToken);
    }
}
