using System.Data.Common;
using System.Net;
using Backchannel.Contracts;
using Backchannel.Hub.Admission;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Screens;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Backchannel.Hub.Tests.Moderation;

public class DecisionTests
{
    [Fact]
    public async Task A_decision_on_five_hundred_posts_is_one_transaction_with_a_line_for_each()
    {
        await using var hub = await Bench.Approving();
        using var mira = await hub.SignedIn("Mira");
        var posts = Made.Many(500);
        await hub.Capture(posts);
        var made = await mira.Decide(Act.Approve, [.. posts.Select(seen => seen.Post.Id)]);
        Assert.Equal(500, made.Posts.Count(post => post.Outcome == Outcome.Done));
        Assert.Equal(500, (await hub.Cards()).Count);
        await mira.Undo(made.Number);
        Assert.Empty(await hub.Cards());
        Assert.Equal(500, (await mira.Queue()).Counts.Waiting);
    }

    [Fact]
    public async Task An_edit_of_a_refused_or_saved_post_brings_it_back_nowhere()
    {
        await using var hub = await HubUnderTest.Start();
        using var mira = await hub.SignedIn("Mira");
        var (refused, saved) = (Made.Post("Bad"), Made.Post("Later"));
        await hub.Capture(Made.Seen(refused), Made.Seen(saved));
        await mira.Decide(Act.Refuse, refused.Id);
        await mira.Decide(Act.Save, saved.Id);
        await hub.Capture(Made.Seen(refused.Edited("Good, honestly")), Made.Seen(saved.Edited("Now, please")));
        Assert.Empty(await hub.Cards());
        Assert.Equal(["Good, honestly"], await mira.Texts("refused"));
        Assert.Equal(["Now, please"], await mira.Texts("saved"));
    }

    [Fact]
    public async Task An_edit_of_what_was_let_through_is_looked_at_again_unless_it_says_the_same()
    {
        await using var hub = await Bench.Approving();
        using var mira = await hub.SignedIn("Mira");
        var post = Made.Post("Lovely harbour");
        await hub.Capture(Made.Seen(post));
        await mira.Decide(Act.Approve, post.Id);
        await hub.Capture(Made.Seen(post.Edited(post.Text, minutes: 1)));
        Assert.Equal(["Lovely harbour"], await hub.Texts());
        await hub.Capture(Made.Seen(post.Edited("Buy my coins", minutes: 2)));
        Assert.Empty(await hub.Texts());
        Assert.Equal(["Buy my coins"], await mira.Texts());
    }

    [Fact]
    public async Task An_edit_by_somebody_who_is_trusted_stays_on_show()
    {
        await using var hub = await Bench.Approving();
        using var mira = await hub.SignedIn("Mira");
        var post = Made.Post("Lovely harbour");
        await hub.Capture(Made.Seen(post));
        await mira.Decide(Act.TrustAuthor, post.Id);
        await hub.Capture(Made.Seen(post.Edited("Lovely, lovely harbour")));
        Assert.Equal(["Lovely, lovely harbour"], await hub.Texts());
    }

    [Fact]
    public async Task A_pin_is_a_changed_entry_and_needs_a_post_on_show()
    {
        await using var hub = await HubUnderTest.Start();
        using var mira = await hub.SignedIn("Mira");
        var post = Made.Post("Lunch is at noon");
        await hub.Capture(Made.Seen(post));
        await mira.Decide(Act.Pin, post.Id);
        Assert.Equal(Outcome.Unchanged, Assert.Single((await mira.Decide(Act.Pin, post.Id)).Posts).Outcome);
        Assert.True(Assert.Single(await hub.Cards()).Pinned);
        await hub.Capture(Made.Seen(post.Edited("Lunch is at one")));
        Assert.True(Assert.Single(await hub.Cards()).Pinned);
        await mira.Decide(Act.Unpin, post.Id);
        Assert.False(Assert.Single(await hub.Cards()).Pinned);
        Assert.Equal("shown changed changed changed", await hub.Kinds());
        await mira.Decide(Act.Hide, post.Id);
        Assert.Equal(Outcome.Offshow, Assert.Single((await mira.Decide(Act.Pin, post.Id)).Posts).Outcome);
    }

    [Fact]
    public async Task One_post_at_a_time_is_spotlit_and_taking_it_back_lights_the_one_before()
    {
        await using var hub = await HubUnderTest.Start();
        using var mira = await hub.SignedIn("Mira");
        var (first, second) = (Made.Post("First"), Made.Post("Second"));
        await hub.Capture(Made.Seen(first), Made.Seen(second));
        await mira.Decide(Act.Spotlight, first.Id);
        var made = await mira.Decide(Act.Spotlight, second.Id);
        Assert.Equal(second.Id, await Lit());
        await mira.Undo(made.Number);
        Assert.Equal(first.Id, await Lit());
        await mira.Decide(Act.Unspotlight);
        Assert.Null(await Lit());
        using var two = await mira.Try(Act.Spotlight, first.Id, second.Id);
        Assert.Contains("posts", (await Problem.Read(two, HttpStatusCode.BadRequest)).Errors.Keys);

        async Task<string?> Lit() => (await hub.Get<ScreenState>(HubUnderTest.Api("/screen"))).Spotlight?.PostId;
    }

    [Fact]
    public async Task Whoever_hangs_up_at_the_commit_keeps_nobody_from_hearing_of_it()
    {
        var hangUp = new HangUpAtCommit();
        await using var hub = await HubUnderTest.Start(services: services => services.ConfigureDbContext<ArchiveDb>(db => db.AddInterceptors(hangUp)));
        var (known, mira) = (hub.Services.GetRequiredService<EventCatalog>().Find(Made.Event)!, new Caller("mira", "Mira", Role.Moderator));
        var post = Made.Post("First");
        await hub.Capture(Made.Seen(post));
        await using var follower = await Follower.Start(hub);
        var (decisions, screens, store) = (hub.Services.GetRequiredService<Decisions>(), hub.Services.GetRequiredService<EventScreens>(), hub.Services.GetRequiredService<EventStore>());
        await hangUp.During(stop => decisions.Decide(known, mira, new(Act.BlockWord, Word: "barnacle"), stop));
        await hangUp.During(stop => decisions.Decide(known, mira, new(Act.Spotlight, [post.Id]), stop));
        await hangUp.During(stop => screens.Change(Made.Event, new(Blank: true), mira, stop));
        await hangUp.During(stop => store.Save(Made.Event, new(Name: "Tidewater"), stop));
        await hangUp.During(stop => store.SetSessions(Made.Event, [Made.Session("boats")], stop));
        Assert.Equal(("Tidewater", 1), (hub.Services.GetRequiredService<EventCatalog>().Find(Made.Event)!.Name, hub.Services.GetRequiredService<EventCatalog>().Find(Made.Event)!.Sessions.Count));
    }

    sealed class HangUpAtCommit : DbTransactionInterceptor
    {
        // Of the caller's own commit: what the hub commits by itself meanwhile is not theirs.
        readonly AsyncLocal<Func<Task>?> _hangUp = new();

        public async Task During(Func<CancellationToken, Task> act)
        {
            using var caller = new CancellationTokenSource();
            _hangUp.Value = caller.CancelAsync;
            await act(caller.Token);
            _hangUp.Value = null;
            Assert.True(caller.IsCancellationRequested);
        }

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
            _hangUp.Value is { } hangUp ? hangUp() : Task.CompletedTask;
    }

    [Fact]
    public async Task What_was_decided_so_already_and_what_is_not_there_is_told_of_each()
    {
        await using var hub = await Bench.Approving();
        using var mira = await hub.SignedIn("Mira");
        var (shown, gone) = (Made.Post("Shown"), Made.Post("Gone"));
        await hub.Capture(Made.Seen(shown), Made.Seen(gone));
        await hub.Capture(new PostDeleted(gone.Id));
        await mira.Decide(Act.Approve, shown.Id);
        var made = await mira.Decide(Act.Approve, shown.Id, gone.Id, "bluesky:unknown");
        Assert.Null(made.Number);
        Assert.Equal([Outcome.Unchanged, Outcome.Gone, Outcome.Gone], made.Posts.Select(post => post.Outcome));
        Assert.Equal("rules approve", await mira.Acts());
    }

    [Theory]
    [InlineData("""{ "posts": ["bluesky:1"] }""", "act")]
    [InlineData("""{ "act": "burn", "posts": ["bluesky:1"] }""", "act")]
    [InlineData("""{ "act": "approve" }""", "posts")]
    [InlineData("""{ "act": "approve", "posts": [null] }""", "posts")]
    [InlineData("""{ "act": "approve", "posts": [""] }""", "posts")]
    [InlineData("""{ "act": "blockWord" }""", "word")]
    [InlineData("""{ "act": "blockWord", "word": " *** " }""", "word")]
    [InlineData("[]", "body")]
    public async Task A_decision_that_cannot_be_is_refused_by_field(string body, string field)
    {
        await using var hub = await HubUnderTest.Start();
        using var mira = await hub.SignedIn("Mira");
        using var answer = await mira.PostAsync(HubUnderTest.Api("/decisions"), new StringContent(body, null, "application/json"));
        Assert.Contains(field, (await Problem.Read(answer, HttpStatusCode.BadRequest)).Errors.Keys);
    }

    [Fact]
    public async Task More_than_five_hundred_posts_at_once_are_refused()
    {
        await using var hub = await HubUnderTest.Start();
        using var mira = await hub.SignedIn("Mira");
        using var answer = await mira.Try(Act.Approve, [.. Made.Many(501).Select(seen => seen.Post.Id)]);
        Assert.Contains("posts", (await Problem.Read(answer, HttpStatusCode.BadRequest)).Errors.Keys);
    }

    [Theory]
    [InlineData("GET", "/queue")]
    [InlineData("GET", "/queue/counts")]
    [InlineData("POST", "/queue/take")]
    [InlineData("DELETE", "/queue/take")]
    [InlineData("POST", "/decisions")]
    [InlineData("POST", "/decisions/1/undo")]
    [InlineData("GET", "/audit")]
    [InlineData("GET", "/audit.csv")]
    [InlineData("GET", "/audit.jsonl")]
    public async Task Nobody_gets_in_without_signing_in(string method, string path)
    {
        await using var hub = await HubUnderTest.Start();
        using var request = new HttpRequestMessage(new(method), HubUnderTest.Api(path));
        if (method == "POST") request.Content = new StringContent("{}", null, "application/json");
        using var answer = await hub.Http.SendAsync(request);
        await Problem.Read(answer, HttpStatusCode.Unauthorized);
    }
}
