using System.Net;
using Backchannel.Contracts;
using Backchannel.Hub.Access;
using Backchannel.Hub.Recaps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests.Recaps;

public class RecapApiTests
{
    readonly FakeTimeProvider _time = new(Made.Noon);

    [Fact]
    public async Task A_session_with_posts_has_a_recap_a_quarter_of_an_hour_after_its_end_and_one_without_has_none()
    {
        await using var hub = await Harbour();
        await hub.Capture(Made.Seen("Of boats #pier1"));
        _time.Advance(TimeSpan.FromMinutes(74));
        Assert.Empty((await List(hub)).Recaps);
        await Due(hub, "pier", TimeSpan.FromMinutes(1));
        Assert.Equal(["pier"], (await List(hub)).Recaps.Select(line => line.Id));
        var recap = await Read(hub, "pier");
        Assert.Equal((RecapKind.Talk, "About pier", "Of boats #pier1"), (recap.Kind, recap.Title, recap.Posts.Single().Post!.Text));
        Assert.NotNull(recap.PublishedAt);
        // Late posts flow into it.
        await hub.Capture(Made.Seen("Late #pier1"));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(2, (await Read(hub, "pier")).Posts.Count());
    }

    [Fact]
    public async Task A_chat_has_a_recap_once_its_host_closes_it()
    {
        await using var hub = await Chat();
        await hub.Read(async db =>
        {
            (await db.Chats.SingleAsync()).ClosedAt = _time.GetUtcNow();
            return await db.SaveChangesAsync();
        });
        await Due(hub, "pier");
        var recap = await Read(hub, "pier");
        Assert.Equal((RecapKind.Chat, "Which harbour?"), (recap.Kind, recap.Sections[0].Title));
        Assert.Equal("made-up:q1", recap.Sections[0].Asks!.Id);
        Assert.Equal(["made-up:a1", "made-up:a2"], recap.Sections[0].Posts.Select(post => post.Id));
        Assert.Equal("made-up:r1", Assert.Single(recap.Sections[0].Posts[0].Replies).Id);
        Assert.Equal(("beside", "made-up:b1"), (recap.Sections[1].Key, recap.Sections[1].Posts.Single().Id));
        Assert.All(recap.Numbers, number => Assert.NotEmpty(number.Means));
    }

    [Fact]
    public async Task Who_asks_for_the_recap_of_a_chat_before_it_is_made_is_told_when_to_ask_again()
    {
        await using var hub = await Chat();
        async Task<(HttpStatusCode, TimeSpan?)> Asked(string id)
        {
            using var answer = await hub.Http.GetAsync(HubUnderTest.Api($"/recaps/{id}"));
            return (answer.StatusCode, answer.Headers.RetryAfter?.Delta);
        }
        Assert.Equal((HttpStatusCode.NotFound, TimeSpan.FromMinutes(75)), await Asked("pier"));
        Assert.Equal((HttpStatusCode.NotFound, null), await Asked("nowhere"));
        await hub.Read(async db =>
        {
            (await db.Chats.SingleAsync()).ClosedAt = _time.GetUtcNow();
            return await db.SaveChangesAsync();
        });
        Assert.Equal((HttpStatusCode.NotFound, TimeSpan.FromSeconds(5)), await Asked("pier"));
        await Due(hub, "pier");
        Assert.Equal((HttpStatusCode.OK, null), await Asked("pier"));
        // One that was taken off is not there, and none comes.
        await hub.Read(async db =>
        {
            (await db.Recaps.SingleAsync(recap => recap.Id == "pier")).PublishedAt = null;
            return await db.SaveChangesAsync();
        });
        Assert.Equal((HttpStatusCode.NotFound, null), await Asked("pier"));
    }

    [Fact]
    public async Task A_day_has_a_recap_when_it_is_over_where_the_event_is()
    {
        await using var hub = await Harbour();
        await hub.Change(new { timeZone = "Pacific/Auckland" });
        await hub.Capture(Made.Seen("Of boats #pier1"), Made.Seen("In no session"));
        // Noon in UTC is midnight there: these posts are of the day that has just begun.
        _time.Advance(TimeSpan.FromHours(23));
        Assert.DoesNotContain((await List(hub)).Recaps, line => line.Kind == RecapKind.Day);
        await Due(hub, "day-2026-09-02", TimeSpan.FromHours(1));
        var recap = await Read(hub, "day-2026-09-02");
        Assert.Equal((RecapKind.Day, "Wednesday 2 September 2026", Made.Noon), (recap.Kind, recap.Title, recap.Start));
        Assert.Equal(["s-pier", "unfiled"], recap.Sections.Select(section => section.Key));
        Assert.Equal("day-2026-09-02", (await List(hub)).Recaps[0].Id);
        var latest = await hub.Get<RecapList>("/api/recaps");
        Assert.Equal(["day-2026-09-02", "pier"], latest.Recaps.Select(line => line.Id));
    }

    [Fact]
    public async Task A_recap_that_another_hub_made_is_left_as_it_is()
    {
        await using var hub = await Harbour();
        await hub.Capture(Made.Seen("Of boats #pier1"));
        await Add(hub, "pier", published: false);
        await Due(hub, "day-2026-09-01", TimeSpan.FromHours(12));
        Assert.Null((await hub.Read(db => db.Recaps.SingleAsync(r => r.Id == "pier"))).PublishedAt);
    }

    [Fact]
    public async Task What_is_gone_is_gone_from_it_at_once_and_from_its_file_too()
    {
        await using var hub = await Chat();
        await Add(hub, "pier");
        Assert.Contains((await Read(hub, "pier")).Posts, post => post.Id == "made-up:a1");
        await hub.Capture(new PostDeleted("made-up:a1"));
        var recap = await Read(hub, "pier");
        // What was answered to it stands for itself.
        Assert.Equal(["made-up:a2", "made-up:r1"], recap.Sections[0].Posts.Select(post => post.Id));
        Assert.DoesNotContain("A1 Lisbon", await hub.Http.GetStringAsync(HubUnderTest.Api("/recaps/pier/file")), StringComparison.Ordinal);
        using var hidden = await hub.Organize(HttpMethod.Delete, HubUnderTest.Api("/posts/made-up:a2"));
        Assert.Equal(["made-up:r1"], (await Read(hub, "pier")).Sections[0].Posts.Select(post => post.Id));
        // Its question's words are its host's plan, its post's are gone.
        await hub.Capture(new PostDeleted("made-up:q1"));
        recap = await Read(hub, "pier");
        Assert.Null(recap.Sections[0].Asks);
        Assert.Equal("Which harbour?", recap.Sections[0].Title);
    }

    [Fact]
    public async Task What_is_gone_is_gone_from_a_day_at_once()
    {
        await using var hub = await Chat();
        await Add(hub, "day-2026-09-01");
        Assert.Contains((await Read(hub, "day-2026-09-01")).Posts, post => post.Id == "made-up:a1");
        await hub.Capture(new PostDeleted("made-up:a1"));
        Assert.DoesNotContain((await Read(hub, "day-2026-09-01")).Posts, post => post.Id == "made-up:a1");
    }

    [Fact]
    public async Task A_host_edits_it_and_no_word_of_a_post_is_kept()
    {
        await using var hub = await Chat();
        await Add(hub, "pier");
        var host = await SignedIn(hub, Role.Host, "pier");
        var version = (await Read(hub, "pier")).Version;
        var draft = new RecapDraft(version, "Harbours", "What a night.", [new(Question: 1, Words: "Lisbon won.", Order: ["made-up:a2", "made-up:gone"], LeftOut: ["made-up:r1"])], Hidden: ["people"]);
        var edited = await hub.Done<RecapInfo>(HttpMethod.Patch, HubUnderTest.Api("/recaps/pier"), draft, host);
        Assert.Equal(("Harbours", "What a night.", "Lisbon won."), (edited.Title, edited.Words, edited.Sections[0].Words));
        Assert.Equal(["made-up:a2", "made-up:a1"], edited.Sections[0].Posts.Select(post => post.Id));
        Assert.DoesNotContain(edited.Posts, post => post.Id == "made-up:r1");
        Assert.Equal([0, 0], edited.Sections[0].Posts.Select(post => post.Post!.Echo.Replies));
        Assert.Empty(edited.People);
        // The other one who had it open is told.
        var stale = await hub.Refused(HttpStatusCode.Conflict, HttpMethod.Patch, HubUnderTest.Api("/recaps/pier"), draft with { Title = "Boats" }, host);
        Assert.Contains("read it again", stale.Detail, StringComparison.Ordinal);
        // What is not named stays.
        edited = await hub.Done<RecapInfo>(HttpMethod.Patch, HubUnderTest.Api("/recaps/pier"), new RecapDraft(edited.Version, Title: ""), host);
        Assert.Equal(("About pier", "What a night.", "Lisbon won."), (edited.Title, edited.Words, edited.Sections[0].Words));
        var whole = await hub.Done<RecapForEditing>(HttpMethod.Get, HubUnderTest.Api("/recaps/pier/draft"), token: host);
        Assert.Contains(whole.Recap.Posts, post => post.Id == "made-up:r1");
        Assert.Equal(1, whole.Recap.Posts.Single(post => post.Id == "made-up:a1").Post!.Echo.Replies);
        Assert.Equal(["made-up:r1"], whole.Edits.Sections[0].LeftOut);
        var log = await hub.Read(db => db.Decisions.AsNoTracking().ToListAsync());
        Assert.Equal([("recap", "pier"), ("recap", "pier")], log.Select(line => (line.Act, line.Subject)));
        var row = await hub.Read(db => db.Recaps.AsNoTracking().SingleAsync());
        Assert.DoesNotContain("A2 Porto", row.Edits, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_not_published_is_there_for_who_may_edit_it()
    {
        await using var hub = await Chat();
        await Add(hub, "pier");
        await Add(hub, "day-2026-09-01");
        var (host, other) = (await SignedIn(hub, Role.Host, "pier"), await SignedIn(hub, Role.Host, "quay"));
        var path = HubUnderTest.Api("/recaps/pier");
        var version = (await Read(hub, "pier")).Version;
        await hub.Refused(HttpStatusCode.Unauthorized, HttpMethod.Patch, path, new RecapDraft(version, Published: false), token: null);
        await hub.Refused(HttpStatusCode.Forbidden, HttpMethod.Patch, path, new RecapDraft(version, Published: false), other);
        await hub.Refused(HttpStatusCode.Forbidden, HttpMethod.Patch, HubUnderTest.Api("/recaps/day-2026-09-01"), new RecapDraft(version, Published: false), host);
        await hub.Done<RecapInfo>(HttpMethod.Patch, path, new RecapDraft(version, Published: false), host);
        await hub.Refused(HttpStatusCode.NotFound, HttpMethod.Get, path, token: null);
        await hub.Refused(HttpStatusCode.NotFound, HttpMethod.Get, path, token: other);
        await hub.Refused(HttpStatusCode.NotFound, HttpMethod.Get, path + "/file", token: null);
        Assert.Equal(["day-2026-09-01"], (await List(hub)).Recaps.Select(line => line.Id));
        Assert.Null((await hub.Done<RecapInfo>(HttpMethod.Get, path, token: host)).PublishedAt);
        Assert.Equal(2, (await hub.Done<RecapList>(HttpMethod.Get, HubUnderTest.Api("/recaps"), token: host)).Recaps.Count);
        Assert.Equal("unpublishrecap", (await hub.Read(db => db.Decisions.AsNoTracking().SingleAsync())).Act);
    }

    [Fact]
    public async Task A_file_has_posts_of_X_by_their_ids_but_for_organizers_who_may_take_them()
    {
        await using var hub = await Harbour();
        var (x, own) = (Made.Post("Of cables #pier1", new("77", "ada", "Ada Lund", ProfileUrl: "https://x.com/ada"), Network.X, "x:1234567890"), Made.Post("Of boats #pier1"));
        await hub.Capture(Made.Seen(x), Made.Seen(own));
        await Add(hub, "pier");
        Assert.Contains((await Read(hub, "pier")).Posts, post => post.Post!.Text == x.Text);

        var text = await hub.Http.GetStringAsync(HubUnderTest.Api("/recaps/pier/file"));
        Assert.DoesNotContain("Of cables", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada Lund", text, StringComparison.Ordinal);
        Assert.Contains("https://x.com/i/status/1234567890", text, StringComparison.Ordinal);
        var file = await hub.Get<RecapFile>(HubUnderTest.Api("/recaps/pier/file"));
        Assert.Equal((1, _time.GetUtcNow()), (file.OnlyIds, file.MadeAt));
        Assert.Contains(file.Recap.People, person => person is { Network: Network.X, Id: "77", Name: null });

        await hub.Refused(HttpStatusCode.Forbidden, HttpMethod.Get, HubUnderTest.Api("/recaps/pier/file?whole=true"), token: null);
        var organizer = await SignedIn(hub, Role.Organizer);
        file = await hub.Done<RecapFile>(HttpMethod.Get, HubUnderTest.Api("/recaps/pier/file?whole=true"), token: organizer);
        Assert.Equal((0, 2), (file.OnlyIds, file.Recap.Posts.Count(post => post.Post is not null)));
        Assert.Equal(1, (await hub.Read(db => db.Exports.AsNoTracking().SingleAsync())).Posts);
    }

    [Theory]
    [InlineData("no-such")]
    [InlineData("day-2026-09-09")]
    [InlineData("day-0001-01-01")]
    [InlineData("day-2026-13-01")]
    public async Task One_that_was_not_made_is_not_there(string id)
    {
        await using var hub = await Harbour();
        Assert.Contains("recaps", (await hub.Refused(HttpStatusCode.NotFound, HttpMethod.Get, HubUnderTest.Api($"/recaps/{id}"), token: null)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_that_cannot_be_is_told_what_is_wrong_with_it()
    {
        await using var hub = await Chat();
        await Add(hub, "pier");
        var problem = await hub.Refused(HttpStatusCode.BadRequest, HttpMethod.Patch, HubUnderTest.Api("/recaps/pier"),
            new RecapDraft(null, new string('a', 201), new string('b', 5_001), [new(), new(Question: 0)], [""], [""]));
        Assert.Equal(["hidden", "leftOut", "sections", "title", "version", "words"], problem.Errors.Keys.Order());
    }

    async Task<HubUnderTest> Harbour()
    {
        var hub = await HubUnderTest.Start(null, _time);
        await hub.SetSessions(Made.Session("pier", "pier1"), Made.Session("quay", "quay1"));
        return hub;
    }

    /// <summary>A chat of one question, with two answers, an answer to one of them and something beside.</summary>
    async Task<HubUnderTest> Chat()
    {
        var hub = await Harbour();
        Post Said(string id, string text, Author? by = null, string? replyTo = null) => Made.Post($"{text} #pier1", by, id: $"made-up:{id}", replyTo: replyTo);
        await hub.Capture(
            Made.Seen(Said("q1", "Q1 Which harbour?")), Made.Seen(Said("a1", "A1 Lisbon", Made.Dario)), Made.Seen(Said("a2", "A2 Porto")),
            Made.Seen(Said("r1", "Why?", replyTo: "made-up:a1")), Made.Seen(Said("b1", "Hello all", Made.Dario)));
        await hub.Read(async db =>
        {
            db.Chats.Add(new() { Event = Made.Event, Session = "pier", Hosts = """[{"name":"Ada Lund"}]""", Guests = "[]" });
            db.ChatQuestions.Add(new() { Event = Made.Event, Session = "pier", Number = 1, Planned = "Which harbour?", AskedAt = Made.Noon, PostId = "made-up:q1" });
            foreach (var row in await db.Posts.ToListAsync())
                if (row.PostId is "made-up:a1" or "made-up:a2") (row.Question, row.AnswerBy, row.AnswerConfidence) = (1, AnswerBy.Number, 1);
                else if (row.PostId is "made-up:r1") (row.Question, row.AnswerBy, row.AnswerConfidence) = (1, AnswerBy.Thread, .9);
            return await db.SaveChangesAsync();
        });
        await hub.Services.GetRequiredService<Events.EventCatalog>().Reload(CancellationToken.None);
        return hub;
    }

    static Task Add(HubUnderTest hub, string id, bool published = true) => hub.Read(async db =>
    {
        db.Recaps.Add(new() { Event = Made.Event, Id = id, MadeAt = Made.Noon, ChangedAt = Made.Noon, PublishedAt = published ? Made.Noon : null });
        return await db.SaveChangesAsync();
    });

    /// <summary>Somebody who signed in: an invitation looks at the system's clock.</summary>
    async Task<string> SignedIn(HubUnderTest hub, Role role, string? session = null)
    {
        var (id, token) = (Guid.NewGuid().ToString("N"), Tokens.New());
        await hub.Read(async db =>
        {
            db.Accounts.Add(new() { Id = id, Name = id, NameKey = id, Role = role, Event = Made.Event, Session = session });
            db.SignIns.Add(new() { Hash = Tokens.Hash(token), Account = id, ExpiresAt = _time.GetUtcNow().AddDays(30) });
            return await db.SaveChangesAsync();
        });
        return token;
    }

    /// <summary>Lets a recap come due, and then time pass until it is there: no more than that takes, or others would be there too.</summary>
    async Task Due(HubUnderTest hub, string id, TimeSpan wait = default)
    {
        _time.Advance(wait);
        await Eventually.AsTimePasses(_time, RecapKeeper.Look / 10, () => hub.Read(db => db.Recaps.AnyAsync(r => r.Id == id)), $"{id} is made");
    }

    static Task<RecapList> List(HubUnderTest hub) => hub.Get<RecapList>(HubUnderTest.Api("/recaps"));

    static Task<RecapInfo> Read(HubUnderTest hub, string id) => hub.Get<RecapInfo>(HubUnderTest.Api($"/recaps/{id}"));
}
