using System.Net;
using System.Net.Http.Json;
using Backchannel.Contracts;
using Xunit;

namespace Backchannel.Hub.Tests;

// What people do with questions.
sealed partial class HubUnderTest
{
    public static string Questions(string session) => Api($"/sessions/{session}/questions");

    public async Task<IReadOnlyList<QuestionInfo>> Board(string session, string? visitor = null)
    {
        using var answer = await As(visitor, HttpMethod.Get, Questions(session));
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<QuestionBoard>(ContractJson.Options))!.Questions;
    }

    public async Task<string> Ask(string text, string? visitor = "asker", string session = "pier", bool remote = false)
    {
        using var answer = await As(visitor, HttpMethod.Post, Questions(session), new NewQuestion("Tomasz", text, remote));
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<NewPostAccepted>())!.Id;
    }

    public Task<HttpResponseMessage> Vote(string id, string? visitor, bool wanted = true) =>
        As(visitor, wanted ? HttpMethod.Put : HttpMethod.Delete, Api($"/questions/votes/{Uri.EscapeDataString(id)}"));

    public async Task Voted(string id, params string[] visitors)
    {
        foreach (var visitor in visitors)
        {
            using var answer = await Vote(id, visitor);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }
    }

    public Task<HttpResponseMessage> SetState(string id, object state) =>
        Organize(HttpMethod.Put, Api($"/questions/state/{Uri.EscapeDataString(id)}"), new { state });

    public async Task Moved(string id, string state)
    {
        using var answer = await SetState(id, state);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    /// <summary>Calls as a visitor whose browser holds this cookie.</summary>
    public async Task<HttpResponseMessage> As(string? visitor, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (visitor is not null) request.Headers.Add("Cookie", $"backchannel-visitor={visitor}");
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: ContractJson.Options);
        return await Http.SendAsync(request);
    }
}
