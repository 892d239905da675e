using System.Text.RegularExpressions;
using Backchannel.Contracts;
using Microsoft.Playwright;

namespace Backchannel.Web.Tests.Browser;

[Collection(nameof(Chromium))]
public sealed class RoomPageTests(Chromium chromium)
{
    const string Event = HarbourConf.Slug, Session = "a2", Path = "/harbourconf/sessions/a2/room";

    static readonly string Long = string.Concat(Enumerable.Repeat("Why does it take so many words? ", 9)).Trim();

    [Theory]
    [InlineData(1920, 1080)]
    [InlineData(1280, 720)]
    public async Task The_question_being_asked_is_read_from_four_metres(int width, int height)
    {
        await using var stage = await Stage.Set(chromium);
        await QuestionsPageTests.Fill(stage);
        var page = await stage.Open(Path, width, height, motion: ReducedMotion.Reduce);
        foreach (var text in new[] { null, "Why?", Long, string.Concat(Enumerable.Repeat("同期にはどのくらい時間がかかりますか？", 15)) })
        {
            if (text is not null)
            {
                await stage.Hub.SetState(Event, Session, stage.Hub.BoardOf(Event, Session).Questions[0].Id, QuestionState.Answered);
                await stage.Hub.Ask(Event, Session, text, state: QuestionState.Asked, votes: 3);
                await Assertions.Expect(page.Locator("li.q").First.Locator(".asks")).ToHaveTextAsync(text);
            }
            Assert.True(await page.EvaluateAsync<double>("() => parseFloat(getComputedStyle(document.querySelector('li.q .asks')).fontSize) / innerHeight") >= 1.0 / 18);
            Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight"));
            Assert.True(await page.EvaluateAsync<bool>(
                "() => [...document.querySelectorAll('li.q')].filter(item => item.offsetParent).every(item => item.getBoundingClientRect().bottom <= innerHeight && [item.querySelector('.asker').getBoundingClientRect()].every(asker => asker.bottom <= item.getBoundingClientRect().bottom + 1) && item.querySelector('.asker').scrollHeight <= item.querySelector('.asker').clientHeight + 1)"), "Something is cut off.");
        }
        await Assertions.Expect(page.Locator("li.q:visible")).ToHaveCountAsync(3);
        await Accessible.Check(page);
        stage.WasClean();
    }

    [Fact]
    public async Task It_follows_what_is_asked_and_says_how_much_time_is_left()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path, 1920, 1080);
        await Assertions.Expect(page.GetByText("No questions yet")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#left")).ToHaveTextAsync(new Regex(@"^2\d min left$"));
        await Assertions.Expect(page.Locator("#clock")).ToHaveTextAsync(new Regex(@"^\d\d:\d\d$"));

        await stage.Hub.Ask(Event, Session, "Perhaps a question?", state: QuestionState.Proposed);
        var first = await stage.Hub.Ask(Event, Session, "Which part would you leave out?", votes: 4);
        var second = await stage.Hub.Ask(Event, Session, "And which would you add to it?", votes: 2, remote: true);
        await Assertions.Expect(page.Locator("li.q:visible")).ToHaveCountAsync(2);
        await stage.Hub.SetState(Event, Session, second, QuestionState.Asked);
        await Assertions.Expect(page.Locator("li.q:visible").First).ToHaveTextAsync(new Regex("And which would you add.*remote.*being asked.*2 votes", RegexOptions.Singleline));
        await stage.Hub.SetState(Event, Session, second, QuestionState.Answered);
        await Assertions.Expect(page.Locator("li.q:visible")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator($"li.q[data-question=\"{first}\"]")).ToBeVisibleAsync();
        stage.WasClean();
    }

    [Fact]
    public async Task Nothing_on_it_can_be_pressed_and_it_is_dark()
    {
        await using var stage = await Stage.Set(chromium);
        await QuestionsPageTests.Fill(stage);
        var page = await stage.Open(Path, 1280, 720);
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("BODY", await page.EvaluateAsync<string>("() => document.activeElement.tagName"));
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-look", "dark");
    }

    [Fact]
    public async Task It_keeps_its_questions_while_the_hub_is_away_and_says_so_quietly()
    {
        await using var stage = await Stage.Set(chromium);
        await QuestionsPageTests.Fill(stage);
        var page = await stage.Open(Path, 1280, 720);
        await stage.Hub.Stop();
        await Assertions.Expect(page.Locator("#stale")).ToHaveTextAsync("Reconnecting");
        await Assertions.Expect(page.Locator("li.q:visible")).ToHaveCountAsync(3);
        await Accessible.Check(page);
        await stage.Hub.Restart();
        await page.Locator("#stale").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    [Fact]
    public async Task Without_a_script_it_is_read_anew_every_few_seconds()
    {
        await using var stage = await Stage.Set(chromium);
        await QuestionsPageTests.Fill(stage);
        var page = await stage.Open(Path, 1280, 720, javaScript: false);
        await Assertions.Expect(page.GetByText("Does the offline queue survive a reinstall?")).ToBeVisibleAsync();
        Assert.Contains("<noscript><meta http-equiv=\"refresh\" content=\"15\"", await stage.Web.Http.GetStringAsync(Path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/harbourconf/sessions/no-such/room")]
    [InlineData("/harbourconf/sessions/no-such/questions")]
    [InlineData("/no-such-event/sessions/a2/room")]
    public async Task A_session_that_is_none_has_neither(string path)
    {
        await using var stage = await Stage.Set(chromium);
        using var answer = await stage.Web.Http.GetAsync(path);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
    }
}
