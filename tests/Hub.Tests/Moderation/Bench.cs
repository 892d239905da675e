using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Backchannel.Contracts;
using Backchannel.Hub.Access;
using Backchannel.Text;
using Xunit;

namespace Backchannel.Hub.Tests.Moderation;

/// <summary>People at the desk of a hub.</summary>
static class Bench
{
    /// <summary>Somebody who signed in, as a program would call in their name.</summary>
    public static async Task<HttpClient> SignedIn(this HubUnderTest hub, string name, Role role = Role.Moderator, string? session = null)
    {
        var (id, token) = (Guid.NewGuid().ToString("N"), Tokens.New());
        await hub.Read(async db =>
        {
            db.Accounts.Add(new() { Id = id, Name = name, NameKey = TextFold.Fold(name), Role = role, Event = Made.Event, Session = session });
            db.SignIns.Add(new() { Hash = Tokens.Hash(token), Account = id, ExpiresAt = TimeProvider.System.GetUtcNow().AddYears(1) });
            return await db.SaveChangesAsync();
        });
        var client = new HttpClient { BaseAddress = hub.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A hub where posts wait for approval.</summary>
    public static async Task<HubUnderTest> Approving(TimeProvider? time = null)
    {
        var hub = await HubUnderTest.Start(time: time);
        await hub.Change(new { policy = new { mode = "approve" } });
        return hub;
    }

    public static async Task<QueuePage> Queue(this HttpClient by, string list = "waiting", string more = "") =>
        (await by.GetFromJsonAsync<QueuePage>(HubUnderTest.Api($"/queue?list={list}{more}"), ContractJson.Options))!;

    public static async Task<IReadOnlyList<string>> Texts(this HttpClient by, string list = "waiting") => [.. (await by.Queue(list)).Items.Select(item => item.Post.Text)];

    public static async Task<QueuePage> Take(this HttpClient by, int count = 25)
    {
        using var answer = await by.PostAsJsonAsync(HubUnderTest.Api("/queue/take"), new TakePosts(count), ContractJson.Options);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<QueuePage>(ContractJson.Options))!;
    }

    public static Task<HttpResponseMessage> Try(this HttpClient by, Act act, params IReadOnlyList<string> posts) => by.Try(new NewDecision(act, posts));

    public static Task<HttpResponseMessage> Try(this HttpClient by, NewDecision decision) => by.PostAsJsonAsync(HubUnderTest.Api("/decisions"), decision, ContractJson.Options);

    public static Task<DecisionMade> Decide(this HttpClient by, Act act, params IReadOnlyList<string> posts) => by.Decide(new NewDecision(act, posts));

    public static async Task<DecisionMade> Decide(this HttpClient by, NewDecision decision)
    {
        using var answer = await by.Try(decision);
        return await Read(answer);
    }

    public static async Task<DecisionMade> Undo(this HttpClient by, long? number)
    {
        using var answer = await by.PostAsync(HubUnderTest.Api($"/decisions/{number}/undo"), null);
        return await Read(answer);
    }

    public static async Task<AuditPage> Audit(this HttpClient by, string more = "") =>
        (await by.GetFromJsonAsync<AuditPage>(HubUnderTest.Api($"/audit?limit=200{more}"), ContractJson.Options))!;

    /// <summary>What was done, oldest first.</summary>
    public static async Task<string> Acts(this HttpClient by) => string.Join(' ', (await by.Audit()).Entries.Select(entry => entry.Line.Act).Reverse());

    static async Task<DecisionMade> Read(HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<DecisionMade>(ContractJson.Options))!;
    }
}
