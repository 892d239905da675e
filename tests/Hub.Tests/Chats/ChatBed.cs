using System.Net.Http.Json;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Chats;
using Backchannel.Hub.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Backchannel.Hub.Tests.Chats;

/// <summary>A hub with one chat of an hour.</summary>
static class ChatBed
{
    public const string Session = "tonight";

    public static readonly DateTimeOffset Start = MadeUpChat.Start;

    public static readonly ChatPerson Host = new("Ada Lund", "bluesky:host.tidewater.example");

    public static async Task<HubUnderTest> Open(FakeTimeProvider? time = null, params ChatPerson[] hosts)
    {
        var hub = await HubUnderTest.Start(time: time);
        await hub.SetSessions(new SessionInfo(Session, "Tonight", null, null, ["Ada Lund"], Start, Start.AddHours(1), [], null));
        await hub.MakeChat(Session, hosts.Length > 0 ? hosts : [Host]);
        return hub;
    }

    /// <summary>Makes a session a chat.</summary>
    public static async Task MakeChat(this HubUnderTest hub, string session, IEnumerable<ChatPerson> hosts, params (int Number, string Text, int? Minute)[] planned)
    {
        await hub.Read(async db =>
        {
            if (!await db.Chats.AnyAsync(c => c.Event == Made.Event && c.Session == session)) db.Chats.Add(new() { Event = Made.Event, Session = session, Hosts = KnownChat.People(hosts), Guests = "[]" });
            foreach (var (number, text, minute) in planned) db.ChatQuestions.Add(new ChatQuestionRow { Event = Made.Event, Session = session, Number = number, Planned = text, Minute = minute });
            return await db.SaveChangesAsync();
        });
        await hub.Services.GetRequiredService<EventCatalog>().Reload(CancellationToken.None);
    }

    public static Task Plan(this HubUnderTest hub, params (int Number, string Text, int? Minute)[] planned) => hub.MakeChat(Session, [Host], planned);

    public static Task<ChatInfo> Chat(this HubUnderTest hub) => hub.Get<ChatInfo>(HubUnderTest.Api($"/sessions/{Session}/chat"));

    public static Task<ChatDesk> Desk(this HubUnderTest hub) => hub.Ask<ChatDesk>(HubUnderTest.Api($"/sessions/{Session}/chat/desk"));

    public static async Task<T> Ask<T>(this HubUnderTest hub, string path)
    {
        using var response = await hub.Organize(HttpMethod.Get, path);
        _ = response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<T>(ContractJson.Options))!;
    }

    public static Task<HttpResponseMessage> Put(this HubUnderTest hub, int number, string? text = null) =>
        hub.Organize(HttpMethod.Post, HubUnderTest.Api($"/sessions/{Session}/chat/questions/{number}"), new NewChatQuestion(text));

    public static async Task State(this HubUnderTest hub, NewChatState state) =>
        (await hub.Organize(HttpMethod.Put, HubUnderTest.Api($"/sessions/{Session}/chat/state"), state)).EnsureSuccessStatusCode();

    /// <summary>Something said in the chat.</summary>
    public static Post Said(string text, double minute, Author? by = null, string? replyTo = null) =>
        Made.Post(text, by ?? Made.Mira, replyTo: replyTo) with { CreatedAt = Start.AddMinutes(minute), ReceivedAt = Start.AddMinutes(minute).AddSeconds(1) };

    /// <summary>Where each post is now: its question, or a dash, by its text.</summary>
    public static async Task<string> Bound(this HubUnderTest hub, Post post) =>
        (await hub.Get<FeedPage>(HubUnderTest.Api("/posts?limit=500"))).Entries.Single(entry => entry.PostId == post.Id).Answer is { } answer ? $"{answer.Question} {answer.By}" : "-";
}
