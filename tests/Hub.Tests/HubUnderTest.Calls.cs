using System.Net.Http.Headers;
using System.Net.Http.Json;
using Backchannel.Contracts;

namespace Backchannel.Hub.Tests;

// What people ask of a hub.
sealed partial class HubUnderTest
{
    public static string Api(string path = "") => $"/api/events/{Made.Event}{path}";

    /// <summary>Every entry of the feed past a number.</summary>
    public async Task<IReadOnlyList<FeedEntry>> Feed(long after = 0, string? session = null)
    {
        var (entries, page) = (new List<FeedEntry>(), default(FeedPage));
        do
        {
            page = await Get<FeedPage>(Api($"/posts?after={page?.Last ?? after}&limit=500{Session(session)}"));
            entries.AddRange(page.Entries);
        }
        while (page.More);
        return entries;
    }

    /// <summary>The kinds of all entries, in order.</summary>
    public async Task<string> Kinds() => string.Join(' ', (await Feed()).Select(entry => entry.Kind.ToString().ToLowerInvariant()));

    /// <summary>What is on show, oldest first.</summary>
    public async Task<IReadOnlyList<Post>> Cards(string? session = null, string? q = null) =>
        [.. (await Get<FeedPage>(Api($"/posts?limit=500{Session(session)}{(q is null ? "" : $"&q={Uri.EscapeDataString(q)}")}"))).Entries.Select(e => e.Post!)];

    public async Task<IReadOnlyList<string>> Texts(string? session = null, string? q = null) => [.. (await Cards(session, q)).Select(post => post.Text)];

    public async Task<T> Get<T>(string path) => (await Http.GetFromJsonAsync<T>(path, ContractJson.Options))!;

    public Task<HttpResponseMessage> Post(string text, string name = "Mira Okonjo", string? session = null) =>
        Http.PostAsJsonAsync(Api("/posts"), new NewPost(name, text, session), ContractJson.Options);

    /// <summary>Calls as an organizer, with the key.</summary>
    public async Task<HttpResponseMessage> Organize(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: ContractJson.Options);
        return await Http.SendAsync(request);
    }

    public Task SetSessions(params SessionInfo[] sessions) => Settle(HttpMethod.Put, Api("/sessions"), sessions);

    public Task Change(object draft, string slug = Made.Event) => Settle(HttpMethod.Patch, $"/api/events/{slug}", draft);

    async Task Settle(HttpMethod method, string path, object body)
    {
        using var answer = await Organize(method, path, body);
        answer.EnsureSuccessStatusCode();
        await Eventually.True(() => _news.IsHeard, "the hub hears of it too");
    }

    static string Session(string? session) => session is null ? "" : $"&session={session}";
}
