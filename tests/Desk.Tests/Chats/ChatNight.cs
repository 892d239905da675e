using Backchannel.Hub.Chats;
using Backchannel.Hub.Events;
using Backchannel.Hub.Tests.Chats;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backchannel.Desk.Tests.Chats;

/// <summary>The whole product with one chat, and the hour that is said in it.</summary>
sealed class ChatNight : IAsyncDisposable
{
    public const string Session = "tonight";

    ChatNight(DeskUnderTest desk, DateTimeOffset start) => (Desk, Start) = (desk, start);

    public DeskUnderTest Desk { get; }

    public DateTimeOffset Start { get; }

    public string Room => new Uri(Desk.Address, $"/{Made.Event}/sessions/{Session}").ToString();

    /// <param name="minutesIn">How long it has been on.</param>
    /// <param name="planned">Questions that are planned.</param>
    public static async Task<ChatNight> Open(double minutesIn = 40, params (int Number, string Text, int? Minute)[] planned)
    {
        var desk = await DeskUnderTest.Start();
        var night = new ChatNight(desk, TimeProvider.System.GetUtcNow().AddMinutes(-minutesIn));
        await desk.SetSessions(new SessionInfo(Session, "What the tide leaves behind", null, null, ["Ada Lund", "Dario Amin"], night.Start, night.Start.AddHours(1), [], "An hour about harbours, with Dario Amin for a guest."));
        await desk.Read(async db =>
        {
            db.Chats.Add(new() { Event = Made.Event, Session = Session, Hosts = KnownChat.People([new("Ada Lund", "bluesky:host.tidewater.example")]), Guests = KnownChat.People([new("Dario Amin")]) });
            foreach (var (number, text, minute) in planned) db.ChatQuestions.Add(new() { Event = Made.Event, Session = Session, Number = number, Planned = text, Minute = minute });
            return await db.SaveChangesAsync();
        });
        await desk.Services.GetRequiredService<EventCatalog>().Reload(CancellationToken.None);
        // The pages know it by what they are told every 200 ms.
        await Eventually.True(async () => (await desk.Get<List<SessionInfo>>(DeskUnderTest.Api("/sessions"))).Single().Chat, "it is a chat");
        await Eventually.True(async () => (await (await desk.Anybody.GetAsync(night.Room)).Content.ReadAsStringAsync()).Contains("id=\"composer\"", StringComparison.Ordinal), "its page is a room");
        return night;
    }

    /// <summary>What is said in such an hour, up to now.</summary>
    public IReadOnlyList<Post> Hour(int seed = 1, int atLeast = 300, int? people = null) =>
        [.. MadeUpChat.Posts(seed, atLeast, Start, people).Select(said => said.Post).Where(post => post.CreatedAt <= TimeProvider.System.GetUtcNow())];

    public async Task Say(params IEnumerable<Post> posts)
    {
        foreach (var some in posts.Chunk(100)) await Desk.Capture([.. some.Select(post => Made.Seen(post))]);
    }

    /// <summary>Something said now.</summary>
    public static Post Said(string text, Author? by = null, string? replyTo = null) =>
        Made.Post(text, by ?? Made.Mira, replyTo: replyTo) with { CreatedAt = TimeProvider.System.GetUtcNow(), ReceivedAt = TimeProvider.System.GetUtcNow() };

    public Task<ChatInfo> Chat() => Desk.Get<ChatInfo>(DeskUnderTest.Api($"/sessions/{Session}/chat"));

    /// <summary>The hosts' desk before an organizer.</summary>
    /// <param name="chromium">In a browser of its own.</param>
    /// <param name="at">Another process that serves it.</param>
    public async Task<IPage> HostsDesk(Chromium chromium, Uri? at = null, int width = 1280, int height = 900)
    {
        var browser = await chromium.Context(width, height);
        await Desk.SignIn(browser, await Desk.SignedIn("Noor", Role.Organizer));
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(at ?? Desk.Address, DeskUnderTest.Page($"/chat?session={Session}")).ToString());
        // Its buttons do something once its circuit is there.
        await Assertions.Expect(page.Locator(".chat-desk[data-circuit]")).ToBeVisibleAsync();
        return page;
    }

    public ValueTask DisposeAsync() => Desk.DisposeAsync();
}
