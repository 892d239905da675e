using System.Net.Http.Json;
using Backchannel.Hub.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backchannel.Desk.Tests.Chats;

/// <summary>Hosts press twice, go on while something is under way, and are not alone.</summary>
[Collection(nameof(Chromium))]
public class HurriedHostTests(Chromium chromium)
{
    const string Tide = "How do you plan around the tide?", Forgot = "And what did we forget?", Absent = "And who was not here?";

    [Fact]
    public async Task The_second_half_of_a_double_click_does_nothing_to_what_has_come_under_the_pointer()
    {
        await using var night = await ChatNight.Open(20, (1, Tide, null), (2, Tide, null), (3, Tide, null), (4, Tide, null));
        await night.Say(ChatNight.Said("Where can I find the tide tables for the north pier?", Made.Dario), ChatNight.Said("Where can I find the tide tables for the south pier?"));
        var page = await night.HostsDesk(chromium);
        var (sheet, waits) = (page.Locator(".sheet-list > li"), page.Locator("section:has(> #waits-head) li"));
        await Assertions.Expect(waits).ToHaveCountAsync(2);
        await Button(page.Locator(".next"), "Ask it now").Twice(() => Assertions.Expect(page.Locator(".next-words")).ToContainTextAsync("Q2"));
        await Button(sheet.Nth(1), "Drop").Twice(() => Assertions.Expect(sheet).ToHaveCountAsync(3));
        await Button(waits.First, "Answered").Twice(() => Assertions.Expect(waits).ToHaveCountAsync(1));
        await Button(page, "Close the chat…").Twice(() => Assertions.Expect(Button(page, "Close it now")).ToBeVisibleAsync());
        // What is pressed is heard in order.
        await Button(page, "Not yet").ClickAsync();
        await Assertions.Expect(Button(page, "Close the chat…")).ToBeVisibleAsync();
        var desk = await night.Desk.Get<ChatDesk>(Chat("/desk"));
        Assert.Equal([(1, true), (3, false), (4, false)], desk.Chat.Questions.Select(question => (question.Number, question.AskedAt is not null)));
        Assert.Equal((1, null), (desk.Unanswered.Count, desk.Chat.ClosedAt));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Questions_are_shown_to_go_by_the_clock_only_where_they_do()
    {
        await using var night = await ChatNight.Open(20, (1, Tide, null));
        var page = await night.HostsDesk(chromium);
        var clock = page.GetByLabel("by the clock");
        await clock.CheckAsync();
        await Eventually.True(async () => (await night.Chat()).ByTheClock, "the hub has taken it");
        await Assertions.Expect(clock).ToBeEnabledAsync();
        // It is no chat any more, and the hub takes nothing.
        await night.Desk.Read(db => db.Chats.ExecuteDeleteAsync());
        await night.Desk.Services.GetRequiredService<EventCatalog>().Reload(CancellationToken.None);
        await clock.ClickAsync();
        await Assertions.Expect(page.Locator(".next").GetByRole(AriaRole.Alert)).ToContainTextAsync("is no chat");
        await Assertions.Expect(clock).ToBeCheckedAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_was_refused_is_not_taken_for_done_whatever_is_pressed_before_the_page_knows_the_rest()
    {
        await using var night = await ChatNight.Open(20, (1, Tide, null));
        using var way = new LateAnswer("/chat/desk");
        await using var web = await WebApart.Start(night.Desk.Address, way);
        var page = await night.HostsDesk(chromium, web.Address);
        await page.GetByLabel("Another question").FillAsync(Forgot);
        await page.Locator(".add").GetByLabel("at minute").FillAsync("9999");
        await way.Hold(int.MaxValue);
        var asked = way.Asked;
        await Button(page, "Plan it").ClickAsync();
        await Eventually.True(() => way.Asked > asked, "it was refused");
        await Button(page.Locator(".sheet-list > li").First, "Change").ClickAsync();
        await Assertions.Expect(page.Locator("#edit-text")).ToBeVisibleAsync();
        way.LetGo();
        await Eventually.True(() => way.Asked > asked + 2, "the page asks each second again");
        await Assertions.Expect(Button(page, "Plan it")).ToBeEnabledAsync();
        await Assertions.Expect(page.GetByLabel("Another question")).ToHaveValueAsync(Forgot);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_is_written_while_a_question_is_planned_stays()
    {
        await using var night = await ChatNight.Open(20, (1, Tide, null));
        using var way = new LateAnswer("/chat/plan");
        await using var web = await WebApart.Start(night.Desk.Address, way);
        var page = await night.HostsDesk(chromium, web.Address);
        var words = page.GetByLabel("Another question");
        await words.FillAsync(Forgot);
        var held = way.Hold();
        await Button(page, "Plan it").ClickAsync();
        await held;
        await words.FillAsync(Absent);
        // What comes after it on the same way has been heard.
        await Button(page.Locator(".sheet-list > li").First, "Change").ClickAsync();
        await Assertions.Expect(page.Locator("#edit-text")).ToBeVisibleAsync();
        way.LetGo();
        await Assertions.Expect(page.Locator(".sheet-list > li").Nth(1).Locator(".words")).ToHaveTextAsync(Forgot);
        await Assertions.Expect(Button(page, "Plan it")).ToBeEnabledAsync();
        await Assertions.Expect(words).ToHaveValueAsync(Absent);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_question_that_is_opened_while_another_is_saved_stays_open()
    {
        await using var night = await ChatNight.Open(20, (1, Tide, null), (2, "Which buoys?", null));
        using var way = new LateAnswer("/chat/plan/1");
        await using var web = await WebApart.Start(night.Desk.Address, way);
        var page = await night.HostsDesk(chromium, web.Address);
        var (sheet, words) = (page.Locator(".sheet-list > li"), page.Locator("#edit-text"));
        await Button(sheet.First, "Change").ClickAsync();
        await words.FillAsync(Forgot);
        var held = way.Hold();
        await Button(sheet.First, "Save").ClickAsync();
        await held;
        await Button(sheet.Nth(1), "Change").ClickAsync();
        await Assertions.Expect(words).ToHaveValueAsync("Which buoys?");
        await words.FillAsync(Absent);
        way.LetGo();
        await Assertions.Expect(sheet.First.Locator(".words")).ToHaveTextAsync(Forgot);
        await Button(sheet.Nth(1), "Save").ClickAsync();
        await Assertions.Expect(sheet.Nth(1).Locator(".words")).ToHaveTextAsync(Absent);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Two_hosts_who_ask_something_new_at_once_ask_two_questions()
    {
        await using var night = await ChatNight.Open(20);
        using var way = new LateAnswer("/chat/desk");
        await using var web = await WebApart.Start(night.Desk.Address, way);
        var page = await night.HostsDesk(chromium, web.Address);
        await way.Hold(int.MaxValue);
        var asked = way.Asked;
        (await night.Desk.Organizer.PostAsJsonAsync(Chat("/questions/1"), new NewChatQuestion(Forgot), ContractJson.Options)).EnsureSuccessStatusCode();
        await page.GetByLabel("Another question").FillAsync(Absent);
        await Button(page.Locator(".add"), "Ask it now").ClickAsync();
        await Eventually.True(() => way.Asked > asked, "it was asked");
        Assert.Equal([(1, Forgot), (2, Absent)], (await night.Chat()).Questions.Select(question => (question.Number, question.Text!)));
        way.LetGo();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Who_saves_a_topic_leaves_what_another_host_has_changed_meanwhile()
    {
        await using var night = await ChatNight.Open(20);
        var page = await night.HostsDesk(chromium);
        var (meeting, topic) = (page.Locator(".meeting"), page.GetByLabel("Topic", new() { Exact = true }));
        await page.GetByText("Topic, guests, and what may be seen ahead").ClickAsync();
        await Other(new(Guests: [new("Mira Okonjo")], QuestionsAhead: true));
        await topic.FillAsync("Of moons");
        await Button(meeting, "Save").ClickAsync();
        await Assertions.Expect(meeting.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved.");
        Assert.Equal(("Mira Okonjo", true), (Assert.Single((await night.Chat()).Guests).Name, (await night.Chat()).Ahead));

        await Other(new(Topic: "Of tides"));
        await page.GetByLabel("Guests").FillAsync("Yuki Tanaka");
        await page.GetByLabel("Guests").BlurAsync();
        await Assertions.Expect(meeting.GetByRole(AriaRole.Status)).ToHaveTextAsync("");
        await Button(meeting, "Save").ClickAsync();
        await Assertions.Expect(meeting.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved.");
        Assert.Equal("Yuki Tanaka", Assert.Single((await night.Chat()).Guests).Name);
        Assert.Equal("Of tides", Assert.Single(await night.Desk.Get<List<SessionInfo>>(DeskUnderTest.Api("/sessions"))).Title);
        await page.Context.CloseAsync();

        async Task Other(ChatPlan plan) => (await night.Desk.Organizer.PatchAsJsonAsync(Chat(""), plan, ContractJson.Options)).EnsureSuccessStatusCode();
    }

    static string Chat(string path) => DeskUnderTest.Api($"/sessions/{ChatNight.Session}/chat{path}");

    static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name });

    static ILocator Button(ILocator part, string name) => part.GetByRole(AriaRole.Button, new() { Name = name });
}
