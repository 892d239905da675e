using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Desk.Tests.Moderation;

[Collection(nameof(Chromium))]
public class ModerationPageTests(Chromium chromium)
{
    [Fact]
    public async Task The_whole_flow_works_by_keyboard_alone()
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.SetSessions(Made.Session("boats", "tidewaterboats"));
        await desk.Approve();
        await desk.Capture(Made.Many(8, "Waiting"));
        await using var table = await Table.Open(desk, chromium);
        await table.Sees("Waiting 1");
        await table.Press("a");
        await table.Hears("Approved. 7 left. U takes it back.");
        await table.Sees("Waiting 2");
        await table.Press("r");
        await table.Sees("Waiting 3");
        await table.Press("s");
        await table.Sees("Waiting 4");
        await table.Press("u");
        await table.Sees("Waiting 3");
        await table.Hears("Taken back.");
        await table.Press("ArrowDown");
        await table.Sees("Waiting 4");
        await table.Press("k");
        await table.Sees("Waiting 3");

        await table.Write("e", "rude to ra");
        await table.Press("Enter");
        await Assertions.Expect(table.Focused.GetByText("Why: rude to ra")).ToBeVisibleAsync();
        await table.Press("r");
        await table.Sees("Waiting 4");
        await table.Press("f");
        await Assertions.Expect(table.Page.Locator("select[data-autofocus]")).ToBeFocusedAsync();
        await table.Press("ArrowDown", "Tab", "Enter");
        await table.Hears("Filed in About boats.");

        await table.Press("x", "j", "j", "Shift+X");
        await table.Hears("3 posts selected.");
        await table.Press("a");
        await table.Hears("Approved 3 posts.");
        await table.Sees("Waiting 7");
        await table.Press("*", "r");
        await table.Hears("Refused 2 posts. 0 left.");
        await Assertions.Expect(table.Page.GetByText("Nothing waits")).ToBeVisibleAsync();

        Assert.Equal(["Waiting 1", "Waiting 4", "Waiting 5", "Waiting 6"], await desk.Shown());
        var refused = (await desk.Queue("refused")).Items;
        Assert.Equal(["Waiting 2", "Waiting 3", "Waiting 7", "Waiting 8"], refused.Select(item => item.Post.Text).Order());
        Assert.Equal("rude to ra", refused.Single(item => item.Post.Text == "Waiting 3").Why);
        Assert.Equal("boats", (await desk.Queue("shown")).Items.Single(item => item.Post.Text == "Waiting 4").Session);
        Assert.Empty(table.Complaints);
    }

    [Fact]
    public async Task What_is_on_show_is_pinned_spotlit_and_hidden_and_people_and_words_are_blocked_by_keys()
    {
        await using var desk = await DeskUnderTest.Start();
        var others = Made.Post("Dario, politely", Made.Dario);
        await desk.Capture(Made.Seen("Lovely harbour"), Made.Seen("You barnacle"), Made.Seen(others));
        await using var table = await Table.Open(desk, chromium);
        await table.Open("Shown");
        await Assertions.Expect(table.Cards).ToHaveCountAsync(3);
        await Focus(table, "Dario, politely");
        await table.Press("p");
        await table.Hears("Pinned.");
        await Assertions.Expect(table.Focused.Locator(".pinned")).ToHaveTextAsync("pinned");
        await table.Press("l");
        await table.Hears("On all screens.");
        Assert.Equal(others.Id, (await desk.Get<ScreenState>(DeskUnderTest.Api("/screen"))).Spotlight?.PostId);
        await table.WriteAhead("w", "barnacle");
        await table.Hears("Word blocked, 1 post held.");
        await Assertions.Expect(table.Cards).ToHaveCountAsync(2);
        await Focus(table, "Lovely harbour");
        await table.Press("b");
        await Assertions.Expect(table.Page.GetByText("All their posts are refused")).ToBeVisibleAsync();
        await table.Press("Escape");
        await Assertions.Expect(table.Page.GetByText("All their posts are refused")).ToBeHiddenAsync();
        await table.Press("b");
        await Assertions.Expect(table.Page.Locator("button[data-autofocus]")).ToBeFocusedAsync();
        await table.Press("Enter");
        await table.Hears("Author blocked, 2 posts refused.");
        Assert.Equal(["Dario, politely"], await desk.Shown());
        await table.Press("u");
        await table.Hears("Taken back.");
        await Eventually.Equal(2, async () => (await desk.Shown()).Count);
    }

    static async Task Focus(Table table, string text)
    {
        await table.Cards.Filter(new() { HasText = text }).Locator(".words").ClickAsync();
        await table.Sees(text);
    }

    [Fact]
    public async Task Two_browsers_finish_a_queue_and_never_see_the_same_post()
    {
        const int queue = 60;
        await using var desk = await DeskUnderTest.Start();
        await desk.Approve();
        await desk.Capture(Made.Many(queue, "Waiting"));
        await using var mira = await Table.Open(desk, chromium, "Mira");
        await using var tomasz = await Table.Open(desk, chromium, "Tomasz");
        await Assertions.Expect(mira.Page.GetByText("Tomasz is looking at 25")).ToBeVisibleAsync();

        var seen = await Task.WhenAll(Work(desk, mira, "a"), Work(desk, tomasz, "r"));

        Assert.Empty(seen[0].Intersect(seen[1]));
        Assert.Equal(queue, seen[0].Union(seen[1]).Count());
        Assert.NotEmpty(seen[0]);
        Assert.NotEmpty(seen[1]);
        // A card leaves before the hub has answered.
        await Eventually.Equal(queue, async () => (await desk.Get<AuditPage>(DeskUnderTest.Api("/audit?limit=200"))).Entries.Count(entry => entry.Line.Act is "approve" or "refuse"));
        Assert.Equal(new(0, seen[0].Count, seen[1].Count, 0), (await desk.Queue("shown")).Counts);
    }

    // Every card that is ever on the page counts as seen. A table is empty for a moment too where its decisions are still on their way.
    static async Task<HashSet<string>> Work(DeskUnderTest desk, Table table, string key)
    {
        await table.Page.EvaluateAsync("""
            () => {
              globalThis.seen = new Set();
              const look = () => { for (const card of document.querySelectorAll('.queue-card')) seen.add(card.dataset.post); };
              new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
              look();
            }
            """);
        await Eventually.True(async () =>
        {
            if ((await desk.Queue("waiting")).Counts.Waiting == 0) return true;
            await table.Press(key);
            return false;
        }, "nothing waits any more");
        await Assertions.Expect(table.Page.GetByText("Nothing").First).ToBeVisibleAsync();
        return [.. await table.Page.EvaluateAsync<string[]>("() => [...seen]")];
    }

    [Fact]
    public async Task A_page_that_is_closed_frees_its_posts_at_once()
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.Approve();
        await desk.Capture(Made.Many(3));
        await using var tomasz = await Table.Open(desk, chromium, "Tomasz");
        await Assertions.Expect(tomasz.Cards).ToHaveCountAsync(3);
        await using var mira = await Table.Open(desk, chromium, "Mira");
        await Assertions.Expect(mira.Page.GetByText("Nothing left for you")).ToBeVisibleAsync();
        await tomasz.Page.GotoAsync("about:blank");
        await Assertions.Expect(mira.Cards).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task Whoever_may_not_moderate_any_more_does_not_go_on_looking_at_what_waits()
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.Approve();
        await desk.Capture(Made.Seen("Not for everybody"));
        await using var table = await Table.Open(desk, chromium);
        await table.Sees("Not for everybody");
        await desk.Read(db => db.Accounts.ExecuteUpdateAsync(set => set.SetProperty(account => account.Event, "elsewhere")));
        await table.Page.WaitForURLAsync("**/sign-in?**");
        await Assertions.Expect(table.Page.GetByText("That does not let you open this page")).ToBeVisibleAsync();
        await Assertions.Expect(table.Page.GetByText("Not for everybody")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_comes_joins_at_the_end_and_what_is_looked_at_stays_until_one_moves_on()
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.Approve();
        var first = Made.Post("First");
        await desk.Capture(Made.Seen(first));
        await using var table = await Table.Open(desk, chromium);
        await table.Sees("First");
        await desk.Capture(Made.Seen(Made.Post("Older, but later") with { ReceivedAt = Made.Noon.AddMinutes(-5) }));
        await Assertions.Expect(table.Cards.Nth(1).Locator(".words")).ToHaveTextAsync("Older, but later");
        await desk.Capture(new PostDeleted(first.Id));
        await Assertions.Expect(table.Focused.GetByText("not in this list any more")).ToBeVisibleAsync();
        await table.Press("a");
        await table.Press("j");
        await table.Sees("Older, but later");
        await Assertions.Expect(table.Cards).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task An_answer_that_is_late_does_not_bring_back_what_was_decided_meanwhile()
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.Approve();
        await desk.Capture(Made.Seen("The only one"));
        using var way = new LateAnswer("/queue/take");
        await using var web = await WebApart.Start(desk.Address, way);
        await using var table = await Table.Open(desk, chromium, at: web.Address);
        await table.Sees("The only one");
        await way.Hold();
        await table.Press("a");
        await table.Hears("Approved. 0 left.");
        var asked = way.Asked;
        way.LetGo();
        await Eventually.True(() => way.Asked > asked + 1, "the late answer was heard, and one after it");
        await Assertions.Expect(table.Page.GetByText("Nothing waits")).ToBeVisibleAsync();
        await Assertions.Expect(table.Cards).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_asked_about_one_card_is_not_asked_about_the_next()
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.Approve();
        await desk.Capture(Made.Seen("Rude"), Made.Seen(Made.Post("Polite", Made.Dario)));
        await using var table = await Table.Open(desk, chromium);
        await Assertions.Expect(table.Cards).ToHaveCountAsync(2);
        await Focus(table, "Rude");
        await table.Press("b");
        await Assertions.Expect(table.Page.Locator("button[data-autofocus]")).ToBeFocusedAsync();
        await table.Press("r");
        await table.Sees("Polite");
        await Assertions.Expect(table.Page.Locator("[data-autofocus]")).ToHaveCountAsync(0);
        await table.Press("f");
        await Assertions.Expect(table.Page.Locator("select[data-autofocus]")).ToBeFocusedAsync();
        await desk.SetSessions(Made.Session("boats", "tidewaterboats"));
        await Assertions.Expect(table.Page.Locator("select[data-autofocus] option")).ToHaveTextAsync(["None", "About boats"]);
    }

    [Fact]
    public async Task A_delayed_post_counts_down_and_is_vetoed()
    {
        await using var desk = await DeskUnderTest.Start();
        (await desk.Organizer.PatchAsJsonAsync(DeskUnderTest.Api(), new { policy = new { mode = "delay", delaySeconds = 300 } })).EnsureSuccessStatusCode();
        await desk.Capture(Made.Seen("Not this one"));
        await using var table = await Table.Open(desk, chromium);
        await Assertions.Expect(table.Focused.Locator(".countdown")).ToContainTextAsync("unless you refuse it");
        await Assertions.Expect(table.Focused.GetByRole(AriaRole.Button, new() { Name = "Veto" })).ToBeVisibleAsync();
        await table.Press("r");
        await table.Hears("Refused. 0 left.");
        Assert.Equal(1, (await desk.Queue("refused")).Counts.Refused);
    }

    [Fact]
    public async Task A_decision_that_is_not_taken_brings_the_card_back_with_words()
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.Capture(Made.Seen("On show"), Made.Seen("You barnacle"));
        await using var table = await Table.Open(desk, chromium);
        await table.Open("Shown");
        var words = Enumerable.Range(0, 1_000).Select(n => $"word{n}");
        (await desk.Organizer.PatchAsJsonAsync(DeskUnderTest.Api(), new { policy = new { blockedWords = words } })).EnsureSuccessStatusCode();
        await table.Write("w", "barnacle");
        await table.Press("Enter");
        await table.Hears("Not done: policy.blockedWords: takes at most 1,000 entries");
        await Assertions.Expect(table.Cards).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Pictures_of_held_posts_are_blurred_until_one_wants_to_see_them()
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.Approve();
        await desk.Capture(Made.Seen(Made.Post("Look") with { Media = [new(MediaKind.Image, "/demo/harbour.svg", Alt: "The harbour", Width: 1200, Height: 800)] }));
        await using var table = await Table.Open(desk, chromium);
        Assert.Contains("blur", await Filter(), StringComparison.Ordinal);
        await table.Press("v");
        await Assertions.Expect(table.Page.Locator(".queue-card:not(.veiled)")).ToHaveCountAsync(1);
        Assert.Equal("none", await Filter());

        Task<string> Filter() => table.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.photo img')).filter");
    }

    [Fact]
    public async Task Keys_do_nothing_while_one_types_nor_when_they_are_turned_off()
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.Approve();
        await desk.Capture(Made.Many(2));
        await using var table = await Table.Open(desk, chromium);
        await table.Write("w", "arshbu");
        await Assertions.Expect(table.Page.Locator("input[data-autofocus]")).ToHaveValueAsync("arshbu");
        await table.Press("Escape");
        await table.Page.GetByLabel("Single keys").UncheckAsync();
        await table.Press("a", "r");
        await table.Page.ReloadAsync();
        await table.Sees("Post 1");
        await Assertions.Expect(table.Page.GetByLabel("Single keys")).Not.ToBeCheckedAsync();
        await table.Press("a");
        Assert.Equal(2, (await desk.Queue("waiting")).Counts.Waiting);
        await table.Focused.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await table.Hears("Approved. 1 left.");
    }

    [Fact]
    public async Task A_host_has_the_posts_of_their_session_and_no_keys_that_are_about_the_event()
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.SetSessions(Made.Session("boats", "tidewaterboats"), Made.Session("queues", "tidewaterqueues"));
        await desk.Approve();
        await desk.Capture(Made.Seen("Of boats #tidewaterboats"), Made.Seen("Of neither"));
        await using var table = await Table.Open(desk, chromium, "Hanna", Role.Host, "boats");
        await Assertions.Expect(table.Cards).ToHaveCountAsync(1);
        foreach (var name in (string[])["Block author", "Block word", "Trust author", "File"])
            await Assertions.Expect(table.Page.GetByRole(AriaRole.Button, new() { Name = name })).ToHaveCountAsync(0);
        await table.Press("a");
        await table.Hears("Approved. 0 left.");
        Assert.Equal(["Of boats #tidewaterboats"], await desk.Shown());
    }

    [Fact]
    public async Task The_link_to_it_says_how_many_wait()
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.Approve();
        await desk.Capture(Made.Many(3));
        await using var table = await Table.Open(desk, chromium);
        var count = table.Page.Locator(".desk-links .count");
        await Assertions.Expect(count).ToHaveTextAsync("3 waiting");
        await table.Press("a");
        await Assertions.Expect(count).ToHaveTextAsync("2 waiting");
    }
}
