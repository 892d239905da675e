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
        var (browser, page) = await Room(night);
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
        var (browser, page) = await Room(night);
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
        var (browser, page) = await Room(night);
        await page.SelectOptionAsync("#pace", "2");
        await night.Say(Enumerable.Range(1, 5).Select(n => ChatNight.Said($"A1: number {n}")));
        await Assertions.Expect(page.Locator("#waiting")).ToHaveTextAsync("3 still to come");
        await page.SelectOptionAsync("#pace", "0");
        await Assertions.Expect(page.Locator("#q-1 .answers article.card")).ToHaveCountAsync(5);
        await browser.CloseAsync();
    }

    [Fact]
    public async Task A_reader_sees_only_questions_or_hosts_or_whom_they_follow_and_mutes_whom_they_like()
    {
        await using var night = await ChatNight.Open(20);
        await night.Say(ChatNight.Said("Q1: How do you plan around the tide?", Host), ChatNight.Said("A1: by Mira"), ChatNight.Said("A1: by Dario", Made.Dario), ChatNight.Said("A1: by the host", Host));
        var (browser, page) = await Room(night);
        await page.SelectOptionAsync("#show", "questions");
        await Assertions.Expect(page.Locator("#q-1 .answers")).ToBeHiddenAsync();
        await page.SelectOptionAsync("#show", "hosts");
        await Assertions.Expect(page.GetByText("A1: by the host")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("by Mira")).ToBeHiddenAsync();

        await page.SelectOptionAsync("#show", "all");
        await Deed(page, "by Dario", "Follow Dario Amin here");
        await Deed(page, "by Mira", "Mute Mira Okonjo here");
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
    public async Task An_answer_is_posted_with_its_number_and_a_reply_goes_into_its_thread()
    {
        await using var night = await ChatNight.Open(20);
        await night.Say(ChatNight.Said("Q1: How do you plan around the tide?", Host), ChatNight.Said("A1: by Mira"));
        var (browser, page) = await Room(night, 390, 844);
        await page.FillAsync("#composer-text", "with a good knot");
        await Assertions.Expect(page.Locator("#composer-ready")).ToHaveTextAsync("It will read: A1: with a good knot");
        await page.ClickAsync("#composer-send");
        await Assertions.Expect(page.Locator("#composer-trouble")).ToHaveTextAsync("Give a name: any name you like to be read by.");
        await page.FillAsync("#composer-name", "Third of the Pier");
        await page.ClickAsync("#composer-send");
        await Assertions.Expect(page.Locator("#q-1 .answers").GetByText("A1: with a good knot")).ToBeVisibleAsync();

        Assert.Equal("", await page.EvaluateAsync<string>(TooWide));
        await Deed(page, "by Mira", "Reply");
        await page.CheckAsync("input[value=here]");
        await page.SelectOptionAsync("#composer-answers", "");
        await page.FillAsync("#composer-text", "Same here, every week");
        await page.ClickAsync("#composer-send");
        await Assertions.Expect(page.Locator("#q-1 .answers").GetByText("Same here, every week")).ToBeVisibleAsync();
        await Deed(page, "Same here, every week", "See the conversation");
        await Assertions.Expect(page.Locator("#thread-feed article.card")).ToHaveCountAsync(2);
        await Accessible.Check(page);
        await browser.CloseAsync();
    }

    [Fact]
    public async Task What_is_being_written_stays_an_answer_to_its_question_and_an_earlier_one_is_chosen()
    {
        await using var night = await ChatNight.Open(20);
        await night.Say(ChatNight.Said("Q1: How do you plan around the tide?", Host));
        var (browser, page) = await Room(night, 390, 844);
        await page.FillAsync("#composer-text", "slowly");
        await page.FillAsync("#composer-name", "Third of the Pier");
        await night.Say(ChatNight.Said("Q2: And around the weather?", Host));
        await Assertions.Expect(page.Locator("#q-2 .q-head")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#composer-ready")).ToHaveTextAsync("It will read: A1: slowly");
        await page.ClickAsync("#composer-send");
        await Assertions.Expect(page.Locator("#q-1 .answers").GetByText("A1: slowly")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#composer-answers")).ToHaveValueAsync("2");
        await Assertions.Expect(page.Locator("#composer-text")).ToHaveAttributeAsync("placeholder", "Answer Q2, or just say hello");
        await page.SelectOptionAsync("#composer-answers", "1");
        await page.FillAsync("#composer-text", "Scones, and no more than that " + new string('x', 300));
        Assert.Equal("", await page.EvaluateAsync<string>(TooWide));
        await page.ClickAsync("#composer-send");
        await Assertions.Expect(page.Locator("#q-1 .answers").GetByText("Scones, and no more")).ToBeVisibleAsync();
        await browser.CloseAsync();
    }

    [Fact]
    public async Task Without_a_script_the_questions_stand_above_their_answers_the_last_asked_first()
    {
        await using var night = await ChatNight.Open(20);
        await night.Say(ChatNight.Said("Q2: And around the weather?", Host), ChatNight.Said("Q1: How do you plan around the tide?", Host), ChatNight.Said("A1: by Mira"));
        var browser = await chromium.Context(1920, 1080, javaScript: false);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(night.Room);
        await Assertions.Expect(page.Locator("#sections .q-head h2")).ToHaveTextAsync(["Q1 How do you plan around the tide?", "Q2 And around the weather?"]);
        await Assertions.Expect(page.Locator("#q-1 .q-head")).ToBeVisibleAsync();
        await browser.CloseAsync();
    }

    [Theory]
    [InlineData("x", "https://x.com/intent/post?text=", "A1%3A%20with%20a%20good%20knot%20%23tidewater26")]
    [InlineData("bluesky", "https://bsky.app/intent/compose?text=", "A1%3A%20with%20a%20good%20knot%20%23tidewater26")]
    [InlineData("mastodon", "https://social.tidewater.example/share?text=", "A1%3A%20with%20a%20good%20knot%20%23tidewater26")]
    public async Task A_networks_own_page_opens_with_the_text_ready(string net, string page, string text)
    {
        await using var night = await ChatNight.Open(20);
        await night.Say(ChatNight.Said("Q1: How do you plan around the tide?", Host));
        var (browser, room) = await Room(night);
        await room.EvaluateAsync("() => { window.open = address => { window.opened = address; }; }");
        await room.FillAsync("#composer-text", "with a good knot");
        await room.CheckAsync($"input[value={net}]");
        if (net == "mastodon") await room.FillAsync("#composer-server", "https://social.tidewater.example/");
        await room.ClickAsync("#composer-send");
        Assert.Equal(page + text, await room.EvaluateAsync<string>("() => window.opened"));
        await browser.CloseAsync();
    }

    [Fact]
    public async Task A_host_moves_an_answer_and_pins_a_post_from_the_room_itself()
    {
        await using var night = await ChatNight.Open(20);
        await night.Say(ChatNight.Said("Q1: How do you plan around the tide?", Host), ChatNight.Said("The red ones, always"));
        var (browser, page) = await Room(night, token: await night.Desk.SignedIn("Ada Lund", Role.Host, Made.Event, ChatNight.Session));
        await Deed(page, "The red ones, always", "Put it under Q1");
        await Assertions.Expect(page.Locator("#q-1 .answers").GetByText("The red ones, always")).ToBeVisibleAsync();
        await Deed(page, "The red ones, always", "Pin it on top");
        await Assertions.Expect(page.Locator("#pinned-post").GetByText("The red ones, always")).ToBeVisibleAsync();

        var (other, anybody) = await Room(night);
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

    [Fact]
    public async Task A_wall_says_what_is_asked_now_and_when_the_next_question_comes()
    {
        await using var night = await ChatNight.Open(20, (1, "How do you plan around the tide?", null), (2, "Which buoys would you replace?", 24));
        (await night.Desk.Organizer.PostAsJsonAsync(DeskUnderTest.Api($"/sessions/{ChatNight.Session}/chat/questions/1"), new NewChatQuestion(), ContractJson.Options)).EnsureSuccessStatusCode();
        var browser = await chromium.Context(1920, 1080);
        var wall = await browser.NewPageAsync();
        await wall.GotoAsync(new Uri(night.Desk.Address, $"/{Made.Event}/wall").ToString());
        await Assertions.Expect(wall.Locator("#asked-now .words")).ToHaveTextAsync("Q1 How do you plan around the tide?");
        await Assertions.Expect(wall.Locator("#asked-now .soon")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^Q2 in [34] min$"));
        Assert.True(await wall.Locator("#asked-now .words").EvaluateAsync<double>("words => parseFloat(getComputedStyle(words).fontSize)") >= 1080 / 30.0);
        (await night.Desk.Organizer.PostAsJsonAsync(DeskUnderTest.Api($"/sessions/{ChatNight.Session}/chat/questions/2"), new NewChatQuestion(), ContractJson.Options)).EnsureSuccessStatusCode();
        await Assertions.Expect(wall.Locator("#asked-now .words")).ToHaveTextAsync("Q2 Which buoys would you replace?");
        await Assertions.Expect(wall.Locator(".cards article.card[data-answer-by=asks]:visible")).ToHaveCountAsync(0);
        await Accessible.Check(wall);
        (await night.Desk.Organizer.PutAsJsonAsync(DeskUnderTest.Api($"/sessions/{ChatNight.Session}/chat/state"), new NewChatState(Closed: true), ContractJson.Options)).EnsureSuccessStatusCode();
        await Assertions.Expect(wall.Locator("#asked-now .words")).ToHaveTextAsync("That was it. Thank you!");
        await Assertions.Expect(wall.Locator("#asked-now .soon")).ToContainTextAsync($"/{Made.Event}/recaps");
        await Assertions.Expect(wall.Locator("#now .label")).ToHaveTextAsync("Nothing on just now");
        await browser.CloseAsync();
    }

    /// <summary>What reaches over the page's edge, if it can be scrolled sideways.</summary>
    const string TooWide = """
        () => document.documentElement.scrollWidth <= innerWidth ? '' : [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
          .map(e => `${e.tagName}.${e.className}`).slice(0, 8).join(' ') + ` ${document.documentElement.scrollWidth}`
        """;

    static async Task Deed(IPage page, string card, string deed)
    {
        await page.Locator(".question article.card", new() { HasText = card }).Locator(".deeds-button").ClickAsync();
        await page.Locator("#deeds").GetByText(deed, new() { Exact = true }).ClickAsync();
    }

    async Task<(IBrowserContext Browser, IPage Page)> Room(ChatNight night, int width = 1920, int height = 1080, string? token = null)
    {
        var browser = await chromium.Context(width, height);
        if (token is not null) await night.Desk.SignIn(browser, token);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(night.Room);
        await Assertions.Expect(page.Locator("#composer")).ToBeVisibleAsync();
        return (browser, page);
    }
}
