namespace Backchannel.Desk.Tests.Chats;

[Collection(nameof(Chromium))]
public class ChatComposerTests(Chromium chromium)
{
    static readonly Author Host = new("did:made-up:host", "host.tidewater.example", "Ada Lund");

    [Fact]
    public async Task An_answer_is_posted_with_its_number_and_a_reply_goes_into_its_thread()
    {
        await using var night = await ChatNight.Open(20);
        await night.Say(ChatNight.Said("Q1: How do you plan around the tide?", Host), ChatNight.Said("A1: by Mira"));
        var (browser, page) = await chromium.Room(night, 390, 844);
        await RoomPage.Asks(page, "1");
        await page.FillAsync("#composer-text", "with a good knot");
        await Assertions.Expect(page.Locator("#composer-ready")).ToHaveTextAsync("It will read: A1: with a good knot");
        await page.ClickAsync("#composer-send");
        await Assertions.Expect(page.Locator("#composer-trouble")).ToHaveTextAsync("Give a name: any name you like to be read by.");
        await page.FillAsync("#composer-name", "Third of the Pier");
        await page.ClickAsync("#composer-send");
        await Assertions.Expect(page.Locator("#q-1 .answers").GetByText("A1: with a good knot")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#composer-done")).ToHaveTextAsync("Posted.");

        Assert.Equal("", await page.EvaluateAsync<string>(RoomPage.TooWide));
        await RoomPage.Deed(page, "by Mira", "Reply");
        await page.CheckAsync("input[value=here]");
        await page.SelectOptionAsync("#composer-answers", "");
        await page.FillAsync("#composer-text", "Same here, every week");
        await page.ClickAsync("#composer-send");
        await Assertions.Expect(page.Locator("#q-1 .answers").GetByText("Same here, every week")).ToBeVisibleAsync();
        await RoomPage.Deed(page, "Same here, every week", "See the conversation");
        await Assertions.Expect(page.Locator("#thread-feed article.card")).ToHaveCountAsync(2);
        await Accessible.Check(page);
        await browser.CloseAsync();
    }

    [Fact]
    public async Task What_is_being_written_stays_an_answer_to_its_question_and_an_earlier_one_is_chosen()
    {
        await using var night = await ChatNight.Open(20);
        await night.Say(ChatNight.Said("Q1: How do you plan around the tide?", Host));
        var (browser, page) = await chromium.Room(night, 390, 844);
        await RoomPage.Asks(page, "1");
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
        Assert.Equal("", await page.EvaluateAsync<string>(RoomPage.TooWide));
        await page.ClickAsync("#composer-send");
        await Assertions.Expect(page.Locator("#q-1 .answers").GetByText("Scones, and no more")).ToBeVisibleAsync();
        await browser.CloseAsync();
    }

    [Fact]
    public async Task What_is_written_while_a_post_is_under_way_and_to_whom_is_not_lost_with_its_answer()
    {
        await using var night = await ChatNight.Open(20);
        var mira = ChatNight.Said("A1: by Mira");
        await night.Say(ChatNight.Said("Q1: How do you plan around the tide?", Host), mira);
        var (browser, page) = await chromium.Room(night);
        await RoomPage.Asks(page, "1");
        var late = await LateForPage.On(page, "/api/events/[^/]+/posts$");
        var given = late.Hold();
        var (text, send, done) = (page.Locator("#composer-text"), page.Locator("#composer-send"), page.Locator("#composer-done"));
        await text.FillAsync("with a good knot");
        await page.FillAsync("#composer-name", "Third of the Pier");
        await send.ClickAsync();
        await given;
        await Assertions.Expect(page.Locator("#q-1 .answers").GetByText("A1: with a good knot")).ToBeVisibleAsync();
        await RoomPage.Deed(page, "by Mira", "Reply");
        await page.CheckAsync("input[value=here]");
        await text.FillAsync("with a good knot and patience");
        await Assertions.Expect(send).ToBeDisabledAsync();
        await text.PressAsync("Control+Enter");
        await late.LetGo(page);
        await Assertions.Expect(done).ToHaveTextAsync("Posted.");
        await Assertions.Expect(text).ToHaveValueAsync("and patience");
        await send.ClickAsync();
        await Assertions.Expect(page.Locator("#q-1 .answers").GetByText("A1: and patience")).ToBeVisibleAsync();
        Assert.Equal([null, mira.Id], late.Asked.Select(request => request.PostDataJSON()?.GetProperty("replyTo").GetString()));
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
        var (browser, room) = await chromium.Room(night);
        await RoomPage.Asks(room, "1");
        await room.EvaluateAsync("() => { window.open = address => { window.opened = address; }; }");
        await room.FillAsync("#composer-text", "with a good knot");
        await room.CheckAsync($"input[value={net}]");
        if (net == "mastodon") await room.FillAsync("#composer-server", "https://social.tidewater.example/");
        await room.ClickAsync("#composer-send");
        await Eventually.Equal(page + text, () => room.EvaluateAsync<string?>("() => window.opened"));
        await browser.CloseAsync();
    }
}
