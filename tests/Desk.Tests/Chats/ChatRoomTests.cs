using System.Net;
using System.Net.Http.Json;

namespace Backchannel.Desk.Tests.Chats;

[Collection(nameof(Chromium))]
public class ChatRoomTests(Chromium chromium)
{
    static readonly Author Host = new("did:made-up:host", "host.tidewater.example", "Ada Lund");

    [Fact]
    public async Task A_question_opens_a_section_and_answers_come_under_it_and_the_rest_beside()
    {
        await using var night = await ChatNight.Open(5);
        var (browser, page) = await chromium.Room(night);
        await Assertions.Expect(page.Locator("#blank")).ToBeVisibleAsync();
        await night.Say(ChatNight.Said("Q1: How do you plan around the tide?", Host));
        await Assertions.Expect(page.Locator("#q-1 h2")).ToHaveTextAsync("Q1 How do you plan around the tide?");
        await night.Say(ChatNight.Said("A1: with tables"), ChatNight.Said("The kettle is on"), ChatNight.Said("A2: ahead of you all"));
        await Assertions.Expect(page.Locator("#q-1 .answers").GetByText("with tables")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#q-1 .count")).ToHaveTextAsync("1 answer");
        await Assertions.Expect(page.Locator("#beside .answers article.card")).ToHaveCountAsync(2);

        // What named a question that was not put waits for it.
        await Assertions.Expect(page.Locator("#beside [data-early]")).ToHaveAttributeAsync("data-early", "A2, but Q2 has not been asked");
        await night.Say(ChatNight.Said("Q2: Which buoys would you replace?", Host));
        await Assertions.Expect(page.Locator("#sections > .question").First).ToHaveIdAsync("q-2");
        await Assertions.Expect(page.Locator("#q-2 .answers").GetByText("ahead of you all")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#beside .answers article.card")).ToHaveCountAsync(1);
        await Accessible.Check(page);
        await browser.CloseAsync();
    }

    [Fact]
    public async Task Who_pauses_is_told_how_much_waits_and_misses_nothing()
    {
        await using var night = await ChatNight.Open(20);
        await night.Say(ChatNight.Said("Q1: How do you plan around the tide?", Host), ChatNight.Said("A1: the first"));
        var (browser, page) = await chromium.Room(night);
        await Assertions.Expect(page.Locator("#q-1 .answers article.card")).ToHaveCountAsync(1);
        await page.ClickAsync("#pause");
        var gone = ChatNight.Said("A1: taken back in time");
        await night.Say([.. Enumerable.Range(1, 40).Select(n => ChatNight.Said($"A1: while away {n}")), gone]);
        await Assertions.Expect(page.Locator("#waiting")).ToHaveTextAsync("41 new posts wait");
        await night.Desk.Capture(new PostDeleted(gone.Id));
        await Assertions.Expect(page.Locator("#waiting")).ToHaveTextAsync("40 new posts wait");
        await Assertions.Expect(page.Locator("#q-1 .answers article.card")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#q-1 .count")).ToHaveTextAsync("41 answers");

        await page.ClickAsync("#pause");
        await Assertions.Expect(page.Locator("#q-1 .answers article.card")).ToHaveCountAsync(41);
        await Assertions.Expect(page.Locator("#waiting")).ToBeHiddenAsync();
        await browser.CloseAsync();
    }

    [Fact]
    public async Task At_a_slower_pace_posts_come_in_one_after_the_other()
    {
        await using var night = await ChatNight.Open(20);
        await night.Say(ChatNight.Said("Q1: How do you plan around the tide?", Host));
        var (browser, page) = await chromium.Room(night);
        await page.SelectOptionAsync("#pace", "2");
        // What it says stands for two seconds, which whoever looks now and then may miss.
        await page.EvaluateAsync("""
            () => {
              const sign = document.getElementById('waiting');
              globalThis.said = [];
              new MutationObserver(() => said.push(sign.textContent)).observe(sign, { childList: true });
            }
            """);
        await night.Say(Enumerable.Range(1, 5).Select(n => ChatNight.Said($"A1: number {n}")));
        await Eventually.True(() => page.EvaluateAsync<bool>("() => said.includes('3 still to come')"), "two of five have come in");
        await page.SelectOptionAsync("#pace", "0");
        await Assertions.Expect(page.Locator("#q-1 .answers article.card")).ToHaveCountAsync(5);
        await browser.CloseAsync();
    }

    [Fact]
    public async Task A_reader_sees_only_questions_or_hosts_or_whom_they_follow_and_mutes_whom_they_like()
    {
        await using var night = await ChatNight.Open(20);
        await night.Say(ChatNight.Said("Q1: How do you plan around the tide?", Host), ChatNight.Said("A1: by Mira"), ChatNight.Said("A1: by Dario", Made.Dario), ChatNight.Said("A1: by the host", Host));
        var (browser, page) = await chromium.Room(night);
        await page.SelectOptionAsync("#show", "questions");
        await Assertions.Expect(page.Locator("#q-1 .answers")).ToBeHiddenAsync();
        await page.SelectOptionAsync("#show", "hosts");
        await Assertions.Expect(page.GetByText("A1: by the host")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("by Mira")).ToBeHiddenAsync();

        await page.SelectOptionAsync("#show", "all");
        await RoomPage.Deed(page, "by Dario", "Follow Dario Amin here");
        await RoomPage.Deed(page, "by Mira", "Mute Mira Okonjo here");
        await Assertions.Expect(page.GetByText("by Mira")).ToBeHiddenAsync();
        await page.SelectOptionAsync("#show", "followed");
        await Assertions.Expect(page.GetByText("by Dario")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("A1: by the host")).ToBeHiddenAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByText("A1: by the host")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("by Mira")).ToBeHiddenAsync();
        await page.ClickAsync("#muted");
        await page.GetByRole(AriaRole.Button, new() { Name = "Hear mira" }).ClickAsync();
        await Assertions.Expect(page.GetByText("by Mira")).ToBeVisibleAsync();
        await browser.CloseAsync();
    }

    [Fact]
    public async Task Without_a_script_the_questions_stand_above_their_answers_the_last_asked_first()
    {
        await using var night = await ChatNight.Open(20);
        await night.Say(ChatNight.Said("Q2: And around the weather?", Host), ChatNight.Said("Q1: How do you plan around the tide?", Host), ChatNight.Said("A1: by Mira"));
        // The page is cached for half a second, and may be served as it was before these posts.
        await Eventually.True(async () => (await night.Desk.Anybody.GetStringAsync(night.Room)).Contains("id=\"q-2\"", StringComparison.Ordinal), "the page has what was said");
        var browser = await chromium.Context(1920, 1080, javaScript: false);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(night.Room);
        await Assertions.Expect(page.Locator("#sections .q-head h2")).ToHaveTextAsync(["Q1 How do you plan around the tide?", "Q2 And around the weather?"]);
        await Assertions.Expect(page.Locator("#q-1 .q-head")).ToBeVisibleAsync();
        await browser.CloseAsync();
    }

    [Fact]
    public async Task A_host_moves_an_answer_and_pins_a_post_from_the_room_itself()
    {
        await using var night = await ChatNight.Open(20);
        await night.Say(ChatNight.Said("Q1: How do you plan around the tide?", Host), ChatNight.Said("The red ones, always"));
        var (browser, page) = await chromium.Room(night, token: await night.Desk.SignedIn("Ada Lund", Role.Host, Made.Event, ChatNight.Session));
        await RoomPage.Deed(page, "The red ones, always", "Put it under Q1");
        await Assertions.Expect(page.Locator("#q-1 .answers").GetByText("The red ones, always")).ToBeVisibleAsync();
        await RoomPage.Deed(page, "The red ones, always", "Pin it on top");
        await Assertions.Expect(page.Locator("#pinned-post").GetByText("The red ones, always")).ToBeVisibleAsync();

        var (other, anybody) = await chromium.Room(night);
        await Assertions.Expect(anybody.Locator("#pinned-post").GetByText("The red ones, always")).ToBeVisibleAsync();
        await anybody.Locator("#q-1 article.card", new() { HasText = "The red ones" }).Locator(".deeds-button").ClickAsync();
        await Assertions.Expect(anybody.Locator("#deeds").GetByText("Put it under")).ToHaveCountAsync(0);
        await browser.CloseAsync();
        await other.CloseAsync();
    }

    [Fact]
    public async Task A_host_of_another_session_leads_nothing_here()
    {
        await using var night = await ChatNight.Open(20);
        var post = ChatNight.Said("The red ones, always");
        await night.Say(ChatNight.Said("Q1: How do you plan around the tide?", Host), post);
        var stranger = night.Desk.As(await night.Desk.SignedIn("Dario Amin", Role.Host, Made.Event, "another"));
        string Chat(string path) => DeskUnderTest.Api($"/sessions/{ChatNight.Session}/chat{path}");
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync(Chat("/desk"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.PostAsJsonAsync(Chat("/questions/2"), new NewChatQuestion("Mine?"), ContractJson.Options)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.PostAsJsonAsync(Chat("/plan"), new PlannedQuestion(0, "Mine?"), ContractJson.Options)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.PutAsJsonAsync(Chat("/state"), new NewChatState(Closed: true), ContractJson.Options)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.PostAsJsonAsync(Chat("/welcomes"), new NewWelcome("bluesky:x"), ContractJson.Options)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.PutAsJsonAsync(DeskUnderTest.Api($"/posts/answer/{Uri.EscapeDataString(post.Id)}"), new NewAnswer(1), ContractJson.Options)).StatusCode);
        Assert.Null((await night.Chat()).ClosedAt);
    }
}
