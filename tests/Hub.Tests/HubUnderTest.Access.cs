using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Backchannel.Contracts;
using Backchannel.Hub.Access;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Backchannel.Hub.Tests;

// How people come in.
sealed partial class HubUnderTest
{
    public const string Password = "four words and a boat";

    int _addresses;

    /// <summary>The token of the link that the process prints.</summary>
    public string SetupToken => Services.GetRequiredService<SetupLink>().Path![("/setup?token=".Length)..];

    /// <summary>Calls from an address that nobody else here has, unless one is given.</summary>
    public async Task<HttpResponseMessage> Call(HttpMethod method, string path, object? body = null, string? token = null, string? from = null)
    {
        using var request = new HttpRequestMessage(method, path);
        var number = Interlocked.Increment(ref _addresses);
        request.Headers.Add("X-Forwarded-For", from ?? $"198.51.{number / 250}.{number % 250 + 1}");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: ContractJson.Options);
        return await Http.SendAsync(request);
    }

    /// <summary>Calls, and expects it to be done.</summary>
    public async Task<T> Done<T>(HttpMethod method, string path, object? body = null, string? token = Key)
    {
        using var answer = await Call(method, path, body, token);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path} answers {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return answer.StatusCode == HttpStatusCode.NoContent ? default! : (await answer.Content.ReadFromJsonAsync<T>(ContractJson.Options))!;
    }

    /// <summary>Calls, and expects to be refused.</summary>
    public async Task<Problem> Refused(HttpStatusCode status, HttpMethod method, string path, object? body = null, string? token = Key, string? from = null)
    {
        using var answer = await Call(method, path, body, token, from);
        return await Problem.Read(answer, status);
    }

    public Task<SignedIn> SignIn(string name, string password = Password) =>
        Done<SignedIn>(HttpMethod.Post, "/api/access/sign-in", new NewSignIn(name, password), token: null);

    public Task<InvitationMade> Invite(Role role, string? session = null, bool everywhere = false, string? token = Key, int hours = 24, string slug = Made.Event) =>
        Done<InvitationMade>(HttpMethod.Post, $"/api/events/{slug}/access/invitations", new NewInvitation("Somebody", role, session, hours, everywhere), token);

    /// <summary>Makes an account, by an invitation as everybody's is.</summary>
    public async Task<SignedIn> Joined(string name, Role role, string? session = null, bool everywhere = false, string slug = Made.Event) =>
        await Done<SignedIn>(HttpMethod.Post, "/api/access/join", new NewAccount((await Invite(role, session, everywhere, slug: slug)).Token, name, Password), token: null);
}
