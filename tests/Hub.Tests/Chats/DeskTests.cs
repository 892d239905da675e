using System.Net;
using System.Net.Http.Json;
using Backchannel.Contracts;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Backchannel.Hub.Tests.Chats.ChatBed;

namespace Backchannel.Hub.Tests.Chats;

public class DeskTests
{
    [Fact]
    public async Task A_question_is_put_from_the_desk_as_a_post_of_the_host_and_answers_find_it()
    {
        var time = new FakeTimeProvider(ChatBed.Start.AddMinutes(5));
        await using var hub = await ChatBed.Open(time);
        await hub.Plan((1, "How do you plan around the tide?", null), (2, "Which buoys?", null));
        Assert.Equal([null, null], (await hub.Chat()).Questions.Select(question => question.Text));
        (await hub.Put(1)).EnsureSuccessStatusCode();
        var chat = await hub.Chat();
        Assert.Equal((1, "How do you plan around the tide?", ChatBed.Start.AddMinutes(5)), (chat.Open, chat.Questions[0].Text, chat.Questions[0].AskedAt));
        Assert.Equal("Q1: How do you plan around the tide? #tidewater26", (await hub.Cards()).Single().Text);
        var answer = Said("A1: with tables", 6);
        await hub.Capture(Made.Seen(answer));
        Assert.Equal("1 Number", await hub.Bound(answer));

        (await hub.Put(3, "And what did we forget?")).EnsureSuccessStatusCode();
        Assert.Equal([1, 2, 3], (await hub.Chat()).Questions.Select(question => question.Number));
        Assert.Equal(HttpStatusCode.BadRequest, (await hub.Put(4)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await hub.Put(31, "Too far?")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await hub.Put(4, new string('a', 401))).StatusCode);
    }

    [Fact]
    public async Task What_is_planned_is_put_when_its_minute_has_come_and_never_twice()
    {
        var time = new FakeTimeProvider(ChatBed.Start.AddMinutes(-1));
        await using var hub = await ChatBed.Open(time);
        await hub.Plan((1, "How do you plan around the tide?", 5), (2, "Which buoys?", 15));
        await hub.State(new(ByTheClock: true));
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(await hub.Cards());
        // One that is five minutes late is not put any more: the clock does not go that far while a slow machine puts it.
        time.Advance(TimeSpan.FromMinutes(1));
        await Eventually.AsTimePasses(time, TimeSpan.FromMilliseconds(20), async () => (await hub.Chat()).Open == 1, "the first question is put");
        await hub.State(new(ByTheClock: false));
        time.SetUtcNow(ChatBed.Start.AddMinutes(17));
        await hub.State(new(ByTheClock: true));
        await Eventually.AsTimePasses(time, TimeSpan.FromMilliseconds(20), async () => (await hub.Chat()).Open == 2, "the second one is put");
        Assert.Equal(2, (await hub.Cards()).Count);
    }

    [Fact]
    public async Task A_question_is_put_once_whoever_presses_and_what_is_planned_in_other_words_is_told_in_those()
    {
        await using var hub = await ChatBed.Open(new(ChatBed.Start.AddMinutes(5)));
        await hub.Plan((1, "How do you plan around the tide?", null));
        (await hub.Put(1)).EnsureSuccessStatusCode();
        (await hub.Put(1)).EnsureSuccessStatusCode();
        Assert.Single(await hub.Cards());
        (await hub.Put(1, "How do you plan around the moon?")).EnsureSuccessStatusCode();
        Assert.Equal("How do you plan around the moon?", Assert.Single((await hub.Chat()).Questions).Text);
        // The first of the two posts still puts it.
        Assert.Equal([1, 1], await hub.Read(db => Task.FromResult(db.Posts.Select(p => p.Question).ToList())));
        (await hub.Put(2, "And what did we forget?")).EnsureSuccessStatusCode();
        (await hub.Organize(HttpMethod.Delete, HubUnderTest.Api($"/posts/{(await hub.Cards())[^1].Id}"))).EnsureSuccessStatusCode();
        Assert.Equal([null], (await hub.Chat()).Questions.Where(question => question.Number == 2).Select(question => question.Text));
    }

    [Fact]
    public async Task Questions_without_a_number_have_one_each_after_all_others()
    {
        await using var hub = await ChatBed.Open(new(ChatBed.Start.AddMinutes(5)));
        await hub.Plan((2, "Which buoys?", null));
        foreach (var answer in await Task.WhenAll(New("And what did we forget?"), New("And who was not here?"))) answer.EnsureSuccessStatusCode();
        Assert.Equal([2, 3, 4], (await hub.Chat()).Questions.Select(question => question.Number));
        Assert.Equal(["Q3", "Q4"], (await hub.Cards()).Select(card => card.Text[..2]).Order());
        Assert.Equal(["Q3", "Q4"], (await hub.Ask<AuditPage>(HubUnderTest.Api("/audit"))).Entries.Where(entry => entry.Line.Act == "put").Select(entry => entry.Line.Subject!).Order());
        Assert.Equal(HttpStatusCode.BadRequest, (await New(null)).StatusCode);
        await hub.Plan((30, "The last one?", null));
        Assert.Equal(HttpStatusCode.Conflict, (await New("Too far?")).StatusCode);

        Task<HttpResponseMessage> New(string? text) => hub.Organize(HttpMethod.Post, HubUnderTest.Api($"/sessions/{Session}/chat/questions"), new NewChatQuestion(text));
    }

    [Fact]
    public async Task On_our_own_page_nobody_but_the_desk_puts_questions_whatever_name_they_take()
    {
        await using var hub = await ChatBed.Open(new(ChatBed.Start.AddMinutes(5)), new ChatPerson("Ada Lund"));
        (await hub.Put(1, "How do you plan around the tide?")).EnsureSuccessStatusCode();
        (await hub.Http.PostAsJsonAsync(HubUnderTest.Api("/posts"), new NewPost("Ada Lund", "Q2: Who wants to take over this chat?", Session))).EnsureSuccessStatusCode();
        Assert.Single((await hub.Chat()).Questions);
    }

    [Fact]
    public async Task Questions_are_planned_one_by_one_and_those_that_were_put_stay()
    {
        await using var hub = await ChatBed.Open(new(ChatBed.Start.AddMinutes(5)));
        string Plan(string path = "") => HubUnderTest.Api($"/sessions/{Session}/chat/plan{path}");
        (await hub.Organize(HttpMethod.Post, Plan(), new PlannedQuestion(0, "How do you plan around the tide?", 5))).EnsureSuccessStatusCode();
        (await hub.Organize(HttpMethod.Post, Plan(), new PlannedQuestion(0, "Which buoys?"))).EnsureSuccessStatusCode();
        (await hub.Organize(HttpMethod.Put, Plan("/2"), new PlannedQuestion(2, "Which buoys, and why?", 15))).EnsureSuccessStatusCode();
        Assert.Equal([(1, "How do you plan around the tide?", 5), (2, "Which buoys, and why?", 15)], (await hub.Desk()).Chat.Questions.Select(question => (question.Number, question.Text!, question.Minute!.Value)));
        (await hub.Put(1)).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.Conflict, (await hub.Organize(HttpMethod.Delete, Plan("/1"))).StatusCode);
        (await hub.Organize(HttpMethod.Delete, Plan("/2"))).EnsureSuccessStatusCode();
        Assert.Single((await hub.Chat()).Questions);
        Assert.Equal(HttpStatusCode.BadRequest, (await hub.Organize(HttpMethod.Post, Plan(), new PlannedQuestion(0, " "))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await hub.Organize(HttpMethod.Put, Plan("/31"), new PlannedQuestion(31, "Too far?"))).StatusCode);
    }

    [Fact]
    public async Task Who_is_new_is_named_until_a_host_answers_names_or_welcomes_them()
    {
        await using var hub = await ChatBed.Open(new(ChatBed.Start.AddMinutes(10)));
        var third = new Author("did:plc:third", "third.tidewater.example", "Third of the Pier");
        var fourth = new Author("did:plc:fourth", "fourth.tidewater.example", "Fourth of the Pier");
        await hub.Capture(Made.Seen(Said("Long before #tidewater26", -3_000)));
        var hello = Said("Hello from the pier", 1, Made.Dario);
        await hub.Capture(Made.Seen(hello), Made.Seen(Said("Me too", 2)), Made.Seen(Said("And me", 3, third)), Made.Seen(Said("I as well", 4, fourth)));
        Assert.Equal(["Dario Amin", "Third of the Pier", "Fourth of the Pier"], (await hub.Desk()).New.Select(guest => guest.Author.Name));
        var greeting = Said("Welcome @third.tidewater.example", 5, MadeUpChat.Host) with { Spans = [new(8, 24, SpanKind.Mention, "https://bsky.app/profile/third.tidewater.example")] };
        await hub.Capture(Made.Seen(Said("Welcome!", 5, MadeUpChat.Host, hello.Id)), Made.Seen(greeting));
        Assert.Equal(["Fourth of the Pier"], (await hub.Desk()).New.Select(guest => guest.Author.Name));
        (await hub.Organize(HttpMethod.Post, HubUnderTest.Api($"/sessions/{Session}/chat/welcomes"), new NewWelcome("bluesky:did:plc:fourth"))).EnsureSuccessStatusCode();
        Assert.Empty((await hub.Desk()).New);
    }

    [Fact]
    public async Task What_asks_waits_until_it_is_answered_and_a_silence_is_told()
    {
        var time = new FakeTimeProvider(ChatBed.Start.AddMinutes(10));
        await using var hub = await ChatBed.Open(time);
        var asks = Said("Where can I find the tide tables for the north pier?", 8);
        await hub.Capture(Made.Seen(asks), Made.Seen(Said("I know them by heart", 9)));
        var desk = await hub.Desk();
        Assert.Equal((asks.Id, null, 1), (Assert.Single(desk.Unanswered).PostId, desk.QuietFor, desk.People));
        await hub.Capture(Made.Seen(Said("In the kiosk", 9, Made.Dario, asks.Id)));
        Assert.Empty((await hub.Desk()).Unanswered);
        time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(7, (await hub.Desk()).QuietFor);
        await hub.State(new(Closed: true));
        Assert.Null((await hub.Desk()).QuietFor);
    }

    [Fact]
    public async Task What_was_answered_elsewhere_is_set_aside_and_what_is_pinned_is_told_in_its_words()
    {
        await using var hub = await ChatBed.Open(new(ChatBed.Start.AddMinutes(10)));
        var (asks, other) = (Said("Where can I find the tide tables for the north pier?", 8), Said("Who has a key to the lighthouse?", 9));
        await hub.Capture(Made.Seen(asks), Made.Seen(other));
        var path = HubUnderTest.Api($"/sessions/{Session}/chat/set-aside");
        (await hub.Organize(HttpMethod.Post, path, new NewSetAside(asks.Id))).EnsureSuccessStatusCode();
        Assert.Equal([other.Id], (await hub.Desk()).Unanswered.Select(guest => guest.PostId));
        Assert.Equal(HttpStatusCode.BadRequest, (await hub.Organize(HttpMethod.Post, path, new NewSetAside("nothing"))).StatusCode);
        Assert.Null((await hub.Desk()).Pinned);
        await hub.State(new(Pinned: other.Id));
        Assert.Equal(other.Text, (await hub.Desk()).Pinned?.Text);
    }

    [Fact]
    public async Task The_desk_names_those_who_may_take_it_by_invitation()
    {
        await using var hub = await ChatBed.Open(new(ChatBed.Start.AddMinutes(10)));
        await hub.Read(async db =>
        {
            foreach (var (name, role, slug, session) in ((string, Role, string, string?)[])[
                ("Zoe of all", Role.Host, Made.Event, Caller.AllSessions), ("Abe of tonight", Role.Host, Made.Event, Session), ("Far away", Role.Host, Made.Event, "another"),
                ("Elsewhere", Role.Host, "other", Caller.AllSessions), ("Mo Derator", Role.Moderator, Made.Event, null)])
                db.Accounts.Add(new() { Id = name, Name = name, NameKey = name, Role = role, Event = slug, Session = session });
            return await db.SaveChangesAsync();
        });
        Assert.Equal(["Abe of tonight", "Zoe of all"], (await hub.Desk()).MayLead);
    }

    [Fact]
    public async Task Pinning_handing_over_and_closing_are_told_to_followers_and_stand_in_the_log()
    {
        await using var hub = await ChatBed.Open(new(ChatBed.Start.AddMinutes(10)));
        await using var follower = await Follower.Start(hub);
        var post = Said("Read this first", 8);
        await hub.Capture(Made.Seen(post));
        await hub.State(new(Lead: "Dario Amin", Pinned: post.Id));
        await Eventually.True(() => follower.Chats.Any(chat => chat is { Lead: "Dario Amin", Pinned: { } pinned } && pinned == post.Id), "followers hear of it");
        await hub.State(new(Pinned: "", Closed: true));
        var chat = await hub.Chat();
        Assert.Equal(("Dario Amin", null, ChatBed.Start.AddMinutes(10)), (chat.Lead, chat.Pinned, chat.ClosedAt));
        Assert.Equal(4, (await hub.Ask<AuditPage>(HubUnderTest.Api("/audit"))).Entries.Count(entry => entry.Line.Act == "chat"));
    }

    [Fact]
    public async Task Closing_ends_the_session_for_everybody_and_opening_it_again_takes_that_back()
    {
        var time = new FakeTimeProvider(ChatBed.Start.AddMinutes(20));
        await using var hub = await ChatBed.Open(time);
        await hub.Plan((1, "What knots do you tie in the dark?", 0));
        (await hub.Put(1)).EnsureSuccessStatusCode();
        await hub.State(new(Closed: true));
        Assert.Equal(ChatBed.Start.AddMinutes(20), Assert.Single(await hub.Get<SessionInfo[]>(HubUnderTest.Api("/sessions"))).End);
        // What comes after that is of its hour, and answers the question only where it says so.
        await hub.Capture(Made.Seen(Said("Those knots in the dark were my favourites tonight", 25)), Made.Seen(Said("A1: the bowline", 26)));
        Assert.Equal((1, 1), ((await hub.Chat()).Questions[0].Answers, (await hub.Chat()).Beside));
        await hub.State(new(Closed: false));
        Assert.Equal(ChatBed.Start.AddHours(1), Assert.Single(await hub.Get<SessionInfo[]>(HubUnderTest.Api("/sessions"))).End);
        Assert.Equal(2, (await hub.Chat()).Questions[0].Answers);
    }

    [Fact]
    public async Task A_session_without_hosts_is_no_chat_and_nobody_leads_one_unasked()
    {
        await using var hub = await ChatBed.Open();
        Assert.Equal(HttpStatusCode.Unauthorized, (await hub.Http.GetAsync(HubUnderTest.Api($"/sessions/{Session}/chat/desk"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Http.GetAsync(HubUnderTest.Api("/sessions/nowhere/chat"))).StatusCode);
        await hub.SetSessions(new SessionInfo(Session, "Tonight", null, null, [], ChatBed.Start, ChatBed.Start.AddHours(1), [], null), Made.Session("pier"));
        Assert.Equal(HttpStatusCode.Conflict, (await hub.Http.GetAsync(HubUnderTest.Api("/sessions/pier/chat"))).StatusCode);
    }
}
