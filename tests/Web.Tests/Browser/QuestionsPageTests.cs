using Backchannel.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace Backchannel.Web.Tests.Browser;

[Collection(nameof(Chromium))]
public sealed class QuestionsPageTests(Chromium chromium)
{
    const string Event = HarbourConf.Slug, Session = "a2", Path = "/harbourconf/sessions/a2/questions";
    const string TooMany = "Too many votes in a short time: try again in 7 s.";

    [Fact]
    public async Task It_fits_every_screen_and_anybody_can_use_it()
    {
        await using var stage = await Stage.Set(chromium);
        await Fill(stage);
        foreach (var (width, height, look) in new[] { (1920, 1080, ColorScheme.Light), (1280, 720, ColorScheme.Dark), (390, 844, ColorScheme.Light), (320, 640, ColorScheme.Dark) })
        {
            var page = await stage.Open(Path, width, height, look: look);
            Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
            await Accessible.Check(page);
        }
        stage.WasClean();
    }

    [Fact]
    public async Task The_board_follows_what_happens()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path);
        await Assertions.Expect(page.GetByText("Nobody has asked anything yet.")).ToBeVisibleAsync();

        var id = await stage.Hub.Ask(Event, Session, "Does the queue survive a reinstall?", votes: 3, remote: true);
        await Assertions.Expect(Item(page, id)).ToContainTextAsync("Does the queue survive a reinstall?");
        await Assertions.Expect(Item(page, id).Locator(".asker")).ToHaveTextAsync("Tomasz Vanceremotequeued");
        await stage.Hub.Votes(Event, Session, id, 4);
        await Assertions.Expect(Vote(page, id)).ToHaveAccessibleNameAsync("Vote for this: 4 votes");
        await stage.Hub.SetState(Event, Session, id, QuestionState.Asked);
        await Assertions.Expect(Item(page, id).Locator(".state")).ToHaveTextAsync("being asked");
        await stage.Hub.RemoveQuestion(Event, Session, id);
        await Assertions.Expect(page.GetByText("Nobody has asked anything yet.")).ToBeVisibleAsync();
        stage.WasClean();
    }

    [Fact]
    public async Task A_vote_is_given_and_taken_back_without_leaving_the_page()
    {
        await using var stage = await Stage.Set(chromium);
        var id = await stage.Hub.Ask(Event, Session, "Does the queue survive a reinstall?", votes: 3, network: Network.Mastodon);
        var page = await stage.Open(Path);

        await Vote(page, id).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#questions-said")).ToHaveTextAsync("Your vote is counted");
        await Assertions.Expect(Vote(page, id)).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Equal(4, stage.Hub.BoardOf(Event, Session).Questions.Single().Votes);

        // Another list comes, which is the same for everybody: the vote and the focus stay.
        await stage.Hub.Ask(Event, Session, "And another one?");
        await Assertions.Expect(page.Locator("li.q")).ToHaveCountAsync(2);
        await Assertions.Expect(Vote(page, id)).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(Vote(page, id)).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.Locator("#questions-said")).ToHaveTextAsync("Your vote is taken back");
        await Assertions.Expect(Vote(page, id)).ToHaveAccessibleNameAsync("Vote for this: 3 votes");
        stage.WasClean();
    }

    [Fact]
    public async Task A_list_that_comes_while_a_vote_is_pressed_leaves_the_button_under_the_finger()
    {
        await using var stage = await Stage.Set(chromium);
        var id = await stage.Hub.Ask(Event, Session, "Does the queue survive a reinstall?", votes: 3);
        var page = await stage.Open(Path);
        await Vote(page, id).HoverAsync();
        await page.Mouse.DownAsync();
        await stage.Hub.Ask(Event, Session, "And a new telephone?", votes: 1);
        await stage.Hub.Votes(Event, Session, id, 5);
        await Assertions.Expect(Vote(page, id)).ToHaveAccessibleNameAsync("Vote for this: 5 votes");
        await page.Mouse.UpAsync();
        await Assertions.Expect(page.Locator("#questions-said")).ToHaveTextAsync("Your vote is counted");
        await Assertions.Expect(Vote(page, id)).ToHaveAccessibleNameAsync("Vote for this: 6 votes");
    }

    [Fact]
    public async Task A_vote_pressed_twice_at_once_is_one_vote()
    {
        await using var stage = await Stage.Set(chromium);
        var id = await stage.Hub.Ask(Event, Session, "Does the queue survive a reinstall?", votes: 3);
        var page = await stage.Open(Path);
        var late = await LateForPage.On(page, "/questions/votes/");
        var given = late.Hold();
        await Vote(page, id).DblClickAsync();
        await given;
        await late.LetGo(page);
        Assert.Single(late.Asked);
        await Assertions.Expect(page.Locator("#questions-said")).ToHaveTextAsync("Your vote is counted");
        await Assertions.Expect(Vote(page, id)).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Equal(4, stage.Hub.BoardOf(Event, Session).Questions.Single().Votes);
    }

    [Fact]
    public async Task A_vote_that_does_not_count_is_taken_back_and_said()
    {
        await using var stage = await Stage.Set(chromium);
        var id = await stage.Hub.Ask(Event, Session, "Does the queue survive a reinstall?", votes: 3);
        stage.Hub.OnVote = () => Results.Problem(TooMany, statusCode: 429);
        var page = await stage.Open(Path);
        await Vote(page, id).ClickAsync();
        await IsTakenBack(page, id);
    }

    [Fact]
    public async Task A_vote_that_does_not_count_is_not_taken_from_a_list_that_came_meanwhile()
    {
        await using var stage = await Stage.Set(chromium);
        var id = await stage.Hub.Ask(Event, Session, "Does the queue survive a reinstall?", votes: 3);
        var refuse = new TaskCompletionSource();
        stage.Hub.OnVote = () =>
        {
            refuse.Task.Wait(TimeSpan.FromMinutes(2));
            return Results.Problem(TooMany, statusCode: 429);
        };
        var page = await stage.Open(Path);
        await Vote(page, id).ClickAsync();
        await stage.Hub.Ask(Event, Session, "And a new telephone?", votes: 1);
        await Assertions.Expect(page.Locator("li.q")).ToHaveCountAsync(2);
        refuse.SetResult();
        await IsTakenBack(page, id);
    }

    static async Task IsTakenBack(IPage page, string id)
    {
        await Assertions.Expect(page.Locator("#questions-said")).ToHaveTextAsync(TooMany);
        await Assertions.Expect(Vote(page, id)).ToHaveAttributeAsync("aria-pressed", "false");
        await Assertions.Expect(Vote(page, id)).ToHaveAccessibleNameAsync("Vote for this: 3 votes");
    }

    [Fact]
    public async Task Votes_count_without_a_script_too()
    {
        await using var stage = await Stage.Set(chromium);
        var id = await stage.Hub.Ask(Event, Session, "Does the queue survive a reinstall?", votes: 3);
        var page = await stage.Open(Path, javaScript: false);
        await Vote(page, id).ClickAsync();
        await Assertions.Expect(Vote(page, id)).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Equal(4, stage.Hub.BoardOf(Event, Session).Questions.Single().Votes);
        await Vote(page, id).ClickAsync();
        await Assertions.Expect(Vote(page, id)).ToHaveAttributeAsync("aria-pressed", "false");

        stage.Hub.OnVote = () => Results.StatusCode(429);
        await Vote(page, id).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("That was a little fast");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Anybody_asks_with_a_script_and_without(bool javaScript)
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path, javaScript: javaScript);
        await page.GetByLabel("Your question").FillAsync("Does the queue survive a reinstall?");
        await page.GetByLabel("Name").FillAsync("Tomasz");
        await page.GetByLabel("I am not in the room").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask it" }).ClickAsync();

        await Assertions.Expect(page.GetByText("Your question is in the queue.")).ToBeVisibleAsync();
        var (question, headers) = Assert.Single(stage.Hub.Asked);
        Assert.Equal(new NewQuestion("Tomasz", "Does the queue survive a reinstall?", true), question);
        Assert.StartsWith("backchannel-visitor=", headers.Cookie, StringComparison.Ordinal);
        await Assertions.Expect(page.Locator("li.q .vote")).ToBeDisabledAsync();
        await Assertions.Expect(page.GetByLabel("Name")).ToHaveValueAsync("Tomasz");
        stage.WasClean();
    }

    [Fact]
    public async Task A_double_click_asks_once()
    {
        await using var stage = await Stage.Set(chromium);
        var answer = new TaskCompletionSource();
        var asked = 0;
        stage.Hub.OnAsk = () =>
        {
            if (Interlocked.Increment(ref asked) == 1) answer.Task.Wait(TimeSpan.FromMinutes(2));
            return null;
        };
        var page = await stage.Open(Path);
        await page.GetByLabel("Your question").FillAsync("Does the queue survive a reinstall?");
        await page.GetByLabel("Name").FillAsync("Tomasz");
        var press = await page.Mouse.On(page.GetByRole(AriaRole.Button, new() { Name = "Ask it" }));
        await press();
        await Eventually.True(() => Volatile.Read(ref asked) == 1, "it was sent");
        await press();
        answer.SetResult();
        await Assertions.Expect(page.GetByText("Your question is in the queue.")).ToBeVisibleAsync();
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task The_asker_hears_how_far_their_question_has_come()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path);
        await page.GetByLabel("Your question").FillAsync("Does the queue survive a reinstall?");
        await page.GetByLabel("Name").FillAsync("Tomasz");
        await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Ask it" }).ClickAsync(), Stage.IsStream);
        var id = stage.Hub.BoardOf(Event, Session).Questions.Single().Id;
        var other = await stage.Hub.Ask(Event, Session, "Somebody else's question?");

        await stage.Hub.SetState(Event, Session, other, QuestionState.Answered);
        await stage.Hub.SetState(Event, Session, id, QuestionState.Asked);
        await Assertions.Expect(page.Locator("#questions-said")).ToHaveTextAsync("Your question is being asked now");
        await stage.Hub.SetState(Event, Session, id, QuestionState.Answered);
        await Assertions.Expect(page.Locator("#questions-said")).ToHaveTextAsync("Your question has been answered");
        await Assertions.Expect(Item(page, id)).ToHaveAttributeAsync("data-mine", "yes");
        stage.WasClean();
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path);
        await page.GetByLabel("Your question").FillAsync(new string('a', 301));
        await page.GetByLabel("I am not in the room").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask it" }).ClickAsync();
        await Assertions.Expect(page.Locator("#ask-text-error")).ToContainTextAsync("301 characters, 1 more than fit");
        await Assertions.Expect(page.Locator("#ask-name-error")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Your question")).ToHaveValueAsync(new string('a', 301));
        await Assertions.Expect(page.GetByLabel("I am not in the room")).ToBeCheckedAsync();
        Assert.Empty(stage.Hub.Asked);
        await Accessible.Check(page);
    }

    [Fact]
    public async Task A_limit_and_a_hub_that_is_away_are_explained()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path);
        foreach (var (answer, words) in new[] { (Results.StatusCode(429), "You can ask again in"), (Results.StatusCode(503), "Nothing was asked") })
        {
            stage.Hub.OnAsk = () => answer;
            await page.GetByLabel("Your question").FillAsync("Once more?");
            await page.GetByLabel("Name").FillAsync("Tomasz");
            await page.GetByRole(AriaRole.Button, new() { Name = "Ask it" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(words);
            await Assertions.Expect(page.GetByLabel("Your question")).ToHaveValueAsync("Once more?");
        }
    }

    [Fact]
    public async Task A_script_in_a_name_or_a_question_is_only_words()
    {
        await using var stage = await Stage.Set(chromium);
        const string hostile = "</p><img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script>";
        await stage.Hub.Ask(Event, Session, $"{hostile} \" ' &?", hostile);
        var page = await stage.Open(Path);
        await stage.Hub.Ask(Event, Session, $"{hostile} again?", hostile);
        await Assertions.Expect(page.Locator(".asks").Nth(1)).ToHaveTextAsync($"{hostile} again?");
        await Assertions.Expect(page.Locator("li.q img, li.q script")).ToHaveCountAsync(0);
        Assert.StartsWith("Questions", await page.TitleAsync(), StringComparison.Ordinal);
        stage.WasClean();
    }

    [Fact]
    public async Task It_makes_good_what_it_missed_while_the_hub_was_away()
    {
        await using var stage = await Stage.Set(chromium);
        var id = await stage.Hub.Ask(Event, Session, "Does the queue survive a reinstall?", votes: 3);
        var page = await stage.Open(Path);
        await stage.Hub.Stop();
        await Assertions.Expect(page.Locator("#lost")).ToContainTextAsync("held up");
        await stage.Hub.Votes(Event, Session, id, 9);
        await stage.Hub.Restart();
        await Assertions.Expect(Vote(page, id)).ToHaveAccessibleNameAsync("Vote for this: 9 votes");
        await Assertions.Expect(page.Locator("#lost")).ToBeHiddenAsync();
    }

    static ILocator Item(IPage page, string id) => page.Locator($"li.q[data-question=\"{id}\"]");

    static ILocator Vote(IPage page, string id) => Item(page, id).Locator(".vote");

    internal static async Task Fill(Stage stage)
    {
        await stage.Hub.Ask(Event, Session, "Does the offline queue survive a reinstall?", votes: 28, remote: true, state: QuestionState.Asked);
        await stage.Hub.Ask(Event, Session, "How do you show a conflict to somebody who is not a developer?", "Ines Faber", votes: 17);
        await stage.Hub.Ask(Event, Session, "オフラインのまま一週間たったら、同期にはどのくらい時間がかかりますか？", "佐藤 みなと", votes: 1, network: Network.Bluesky, remote: true);
        await stage.Hub.Ask(Event, Session, "هل يعمل هذا بدون شبكة على الهواتف القديمة؟", "سارة الخطيب", QuestionState.Proposed, network: Network.Mastodon);
        await stage.Hub.Ask(Event, Session, "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenhalterungsbefestigung? Is there a word for that?", "Wojciech Brzęczyszczykiewicz-Featherstonehaugh", QuestionState.Answered, votes: 5, network: Network.X);
    }
}
