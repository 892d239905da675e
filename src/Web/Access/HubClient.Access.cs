using System.Net;
using System.Net.Http.Headers;
using Backchannel.Contracts;
using Backchannel.Web.Access;
using Backchannel.Web.Writing;

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

    /// <summary>How one may sign in.</summary>
    public Task<SignInWays?> Ways(CancellationToken cancellationToken = default) => Get<SignInWays>("api/access/ways", cancellationToken);

    /// <summary>Calls the hub in the name of somebody who signed in.</summary>
    internal async Task<HttpResponseMessage> SendAs(string token, HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(await _address.Find(cancellationToken), path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: ContractJson.Options);
        return await _http.SendAsync(request, cancellationToken);
    }

    /// <summary>Calls the hub for whoever opened a page: in their name where they signed in, and with their address, so that it limits them and not this process.</summary>
    internal async Task<HubAnswer<T>> AskFor<T>(HttpContext http, HttpMethod method, string path, object? body) where T : class
    {
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(await _address.Find(http.RequestAborted), path));
            if (http.Connection.RemoteIpAddress is { } address) request.Headers.TryAddWithoutValidation("X-Forwarded-For", address.ToString());
            request.Headers.TryAddWithoutValidation("Cookie", $"{VisitorCookie}={Uri.EscapeDataString(Visitor.Cookie(http))}");
            if (Caller.TokenOf(http.User) is { } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: ContractJson.Options);
            using var response = await _http.SendAsync(request, http.RequestAborted);
            return await HubAnswer<T>.Read(response, http.RequestAborted);
        }
        catch (Exception error) when (IsTrouble(error, http.RequestAborted))
        {
            return HubAnswer<T>.Away;
        }
    }
}
