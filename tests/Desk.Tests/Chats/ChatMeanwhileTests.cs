using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Backchannel.Desk.Tests.Chats;

/// <summary>What happens in a room while an answer is on its way to it.</summary>
[Collection(nameof(Chromium))]
public class ChatMeanwhileTests(Chromium chromium)
{
    const string Lost = "Reconnecting. Everything so far stays here.", Refused = "That was not done. Sign in again, or try once more in a moment.";
    static readonly Author Host = new("did:made-up:host", "host.tidewater.example", "Ada Lund");

    [Fact]
    public async Task Earlier_ones_are_asked_for_once_and_can_be_had_after_a_failure()
    {
        await using var night = await ChatNight.Open(20);
        await Answered(night, 70);
        var (browser, page) = await chromium.Room(night);
        var failing = true;
        await page.RouteAsync("**/cards?*", route => failing ? route.AbortAsync() : route.FallbackAsync());
        var earlier = page.Locator("#q-1 .turn a");
        await earlier.ClickAsync();
        await Assertions.Expect(earlier).ToHaveTextAsync("They could not be loaded. Try again");
        failing = false;
        await page.UnrouteAllAsync();
        var late = await LateForPage.On(page, "/cards\\?");
        var given = late.Hold();
        await earlier.DblClickAsync();
        await given;
        await Assertions.Expect(earlier).ToHaveTextAsync("Loading…");
        await late.LetGo(page);
        await Assertions.Expect(earlier).ToHaveTextAsync("Earlier ones");
        Assert.Single(late.Asked);
        await browser.CloseAsync();
    }

    [Fact]
    public async Task What_changed_while_it_was_on_its_way_comes_as_it_is_now()
    {
        await using var night = await ChatNight.Open(20);
        var posts = await Answered(night, 40);
        var (browser, page) = await chromium.Room(night);
        var late = await LateForPage.On(page, "/cards\\?");
        var given = late.Hold();
        await page.ClickAsync("#q-1 .turn a");
        await given;
        await night.Say(posts[5].Edited("A1: in other words") with { EditedAt = TimeProvider.System.GetUtcNow() });
        await Marker(night, page);
        await late.LetGo(page);
        await Assertions.Expect(page.Locator("#q-1 .answers article.card")).ToHaveCountAsync(40);
        await Assertions.Expect(page.Locator($"#q-1 article.card[data-post=\"{posts[5].Id}\"]")).ToContainTextAsync("in other words");
        // Each in its place, the latest on top.
        Assert.Equal(posts.Reverse().Select(post => post.Id), await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('#q-1 .answers article.card')].map(card => card.dataset.post)"));
        await browser.CloseAsync();
    }

    [Fact]
    public async Task Nothing_is_left_out_where_a_flood_moved_what_is_loaded()
    {
        await using var night = await ChatNight.Open(20);
        await Answered(night, 40);
        var (browser, page) = await chromium.Room(night);
        await page.ClickAsync("#pause");
        var late = await LateForPage.On(page, "/cards\\?");
        var given = late.Hold();
        var earlier = page.Locator("#q-1 .turn a");
        await earlier.ClickAsync();
        await given;
        await night.Say(Enumerable.Range(1, 320).Select(n => ChatNight.Said($"A1: in the flood {n}")));
        await Assertions.Expect(page.Locator("#waiting")).ToHaveTextAsync("320 new posts wait");
        await page.ClickAsync("#pause");
        await Assertions.Expect(page.Locator("#q-1 .answers article.card")).ToHaveCountAsync(300);
        await late.LetGo(page);
        await Assertions.Expect(page.Locator("#q-1 .answers article.card")).ToHaveCountAsync(300);
        await earlier.ClickAsync();
        await Assertions.Expect(page.Locator("#q-1 .answers article.card")).ToHaveCountAsync(350);
        await earlier.ClickAsync();
        await Assertions.Expect(page.Locator("#q-1 .answers article.card")).ToHaveCountAsync(360);
        await Assertions.Expect(earlier).ToBeHiddenAsync();
        await browser.CloseAsync();
    }

    [Fact]
    public async Task A_conversation_that_comes_late_does_not_take_the_place_of_another_nor_lie_in_a_closed_one()
    {
        await using var night = await ChatNight.Open(20);
        await Answered(night, 2);
        var (browser, page) = await chromium.Room(night);
        var (late, conversation) = (await LateForPage.On(page, "/thread\\?"), page.Locator("#thread-feed article.card"));
        var given = late.Hold();
        await RoomPage.Deed(page, "A1: number 1.", "See the conversation");
        await given;
        await page.ClickAsync("#thread [data-close]");
        await RoomPage.Deed(page, "A1: number 2.", "See the conversation");
        await Assertions.Expect(conversation).ToContainTextAsync(["A1: number 2."]);
        await late.LetGo(page);
        await Assertions.Expect(conversation).ToContainTextAsync(["A1: number 2."]);

        await page.ClickAsync("#thread [data-close]");
        given = late.Hold();
        await RoomPage.Deed(page, "A1: number 1.", "See the conversation");
        await given;
        await page.ClickAsync("#thread [data-close]");
        await late.LetGo(page);
        await Assertions.Expect(conversation).ToHaveCountAsync(0);
        await browser.CloseAsync();
    }

    [Fact]
    public async Task What_was_taken_off_before_it_came_is_not_pinned()
    {
        await using var night = await ChatNight.Open(20);
        var posts = await Answered(night, 40);
        var (browser, page) = await chromium.Room(night);
        var late = await LateForPage.On(page, "/thread\\?");
        var given = late.Hold();
        (await night.Desk.Organizer.PutAsJsonAsync(DeskUnderTest.Api($"/sessions/{ChatNight.Session}/chat/state"), new NewChatState(Pinned: posts[5].Id), ContractJson.Options)).EnsureSuccessStatusCode();
        await given;
        await night.Desk.Capture(new PostDeleted(posts[5].Id));
        await Marker(night, page);
        await late.LetGo(page);
        await Assertions.Expect(page.Locator("#pinned-post article.card")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#pinned-post")).ToBeHiddenAsync();
        await browser.CloseAsync();
    }

    [Fact]
    public async Task What_the_page_has_and_its_count_has_not_is_counted_when_it_comes()
    {
        await using var night = await ChatNight.Open(20);
        await Answered(night, 2);
        var cards = await night.Desk.Anybody.GetStringAsync($"/{Made.Event}/cards?session={ChatNight.Session}&question=1");
        var browser = await chromium.Context(1920, 1080);
        var page = await browser.NewPageAsync();
        // As it is where the posts came between the hub's two readings.
        await page.RouteAsync(night.Room, async route =>
        {
            var answer = await route.FetchAsync();
            var html = await answer.TextAsync();
            await route.FulfillAsync(new() { Response = answer, Body = Regex.Replace(html, "data-last=\"\\d+\"", "data-last=\"0\"").Replace("data-count=\"2\"", "data-count=\"0\"", StringComparison.Ordinal) });
        });
        await Streams(page, "cards", cards);
        await page.GotoAsync(night.Room);
        await Assertions.Expect(page.Locator("#q-1 .count")).ToHaveTextAsync("2 answers");
        await Assertions.Expect(page.Locator("#q-1 .answers article.card")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("#waiting")).ToBeHiddenAsync();
        await browser.CloseAsync();
    }

    [Fact]
    public async Task What_a_host_did_or_could_not_do_says_nothing_of_the_stream()
    {
        await using var night = await ChatNight.Open(20);
        await Answered(night, 2);
        var browser = await chromium.Context(1920, 1080);
        await night.Desk.SignIn(browser, await night.Desk.SignedIn("Ada Lund", Role.Host, Made.Event, ChatNight.Session));
        var page = await browser.NewPageAsync();
        await Streams(page, "status", """{"stale":true}""");
        await page.GotoAsync(night.Room);
        var lost = page.Locator("#lost");
        await Assertions.Expect(lost).ToHaveTextAsync(Lost);

        var late = await LateForPage.On(page, "/chat/state");
        var given = late.Hold();
        await RoomPage.Deed(page, "A1: number 1.", "Pin it on top");
        await given;
        await late.LetGo(page);
        await Assertions.Expect(lost).ToHaveTextAsync(Lost);
        await page.RouteAsync("**/chat/state", route => route.FulfillAsync(new() { Status = 403 }));
        await RoomPage.Deed(page, "A1: number 1.", "Pin it on top");
        await Assertions.Expect(lost).ToHaveTextAsync($"{Refused} {Lost}");
        await page.Locator("#q-1 .answers .deeds-button").First.ClickAsync();
        await Assertions.Expect(lost).ToHaveTextAsync(Lost);
        await browser.CloseAsync();
    }

    /// <summary>A question and so many answers, the first of them first.</summary>
    static async Task<IReadOnlyList<Post>> Answered(ChatNight night, int count)
    {
        var posts = Enumerable.Range(1, count).Select(n => ChatNight.Said($"A1: number {n}.")).ToList();
        await night.Say([ChatNight.Said("Q1: How do you plan around the tide?", Host), .. posts]);
        // The page is cached for half a second, and may be served as it was before these posts.
        await Eventually.True(async () => (await night.Desk.Anybody.GetStringAsync(night.Room)).Contains($"data-post=\"{posts[^1].Id}\"", StringComparison.Ordinal), "the page has what was said");
        return posts;
    }

    /// <summary>Says something, and waits until the page has it and so what was before it.</summary>
    static async Task Marker(ChatNight night, IPage page)
    {
        await night.Say(ChatNight.Said("The kettle is on"));
        await Assertions.Expect(page.Locator("#beside .answers").GetByText("The kettle is on")).ToBeVisibleAsync();
    }

    /// <summary>A stream that says one thing and breaks off.</summary>
    static Task Streams(IPage page, string name, string data) => page.RouteAsync(new Regex("/live\\?"), route => route.FulfillAsync(new()
    {
        ContentType = "text/event-stream",
        Body = $"retry: 600000\nevent: {name}\n" + string.Concat(data.Split('\n').Select(line => $"data: {line}\n")) + "\n",
    }));
}
