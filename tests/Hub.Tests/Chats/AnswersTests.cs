using System.Net;
using Backchannel.Contracts;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Backchannel.Hub.Tests.Chats.ChatBed;

namespace Backchannel.Hub.Tests.Chats;

public class AnswersTests
{
    static readonly Post Q1 = Said("Q1: How do you plan around the tide? #tidewater26", 5, MadeUpChat.Host);
    static readonly Post Q2 = Said("Q2: Which buoys would you replace? #tidewater26", 15, MadeUpChat.Host);

    [Fact]
    public async Task An_answer_is_with_its_question_however_late_and_a_reply_is_with_what_it_answers()
    {
        await using var hub = await ChatBed.Open();
        var (numbered, late, bare, talk) = (Said("A2: the red ones", 20), Said("A1: with tables. Sorry, late", 40), Said("The green ones", 21, Made.Dario, Q2.Id), Said("My kettle whistles", 22));
        var (thread, beside) = (Said("Same here", 22, Made.Dario, numbered.Id), Said("Mine too", 23, Made.Dario, talk.Id));
        await hub.Capture(Seen(Q1, Q2, numbered, late, bare, talk, thread, beside));
        Assert.Equal("1 Asks", await hub.Bound(Q1));
        Assert.Equal("2 Number", await hub.Bound(numbered));
        Assert.Equal("1 Number", await hub.Bound(late));
        Assert.Equal("2 Reply", await hub.Bound(bare));
        Assert.Equal("2 Thread", await hub.Bound(thread));
        Assert.Equal("- -", $"{await hub.Bound(talk)} {await hub.Bound(beside)}");
        var chat = await hub.Chat();
        Assert.Equal(["How do you plan around the tide?", "Which buoys would you replace?"], chat.Questions.Select(question => question.Text));
        Assert.Equal((2, 1, 3, 2), (chat.Open, chat.Questions[0].Answers, chat.Questions[1].Answers, chat.Beside));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_order_posts_come_in_they_end_with_the_same_questions(int seed)
    {
        var posts = MadeUpChat.Posts(seed).Select(said => said.Post).ToList();
        var places = new List<string>();
        for (var order = 0; order < 2; order++)
        {
            await using var hub = await ChatBed.Open();
            var shuffled = order == 0 ? posts : Shuffled(posts, seed);
            foreach (var message in shuffled.Chunk(40)) await hub.Capture(Seen(message));
            places.Add(await hub.Read(async db => string.Join('\n', (await db.Posts.OrderBy(p => p.PostId).ToListAsync()).Select(row => $"{row.PostId} {row.Session} {row.Question} {row.AnswerBy}"))));
        }
        Assert.Equal(places[0], places[1]);
    }

    [Fact]
    public async Task An_answer_that_comes_before_its_question_is_flagged_and_goes_to_it_once_it_is_put()
    {
        await using var hub = await ChatBed.Open();
        var early = Said("A2: ahead of you all", 8);
        await hub.Capture(Seen(Q1, early));
        Assert.Equal("2 Early", await hub.Bound(early));
        Assert.Equal(1, (await hub.Chat()).Beside);
        await hub.Capture(Seen(Q2));
        Assert.Equal("2 Early", await hub.Bound(early));
        Assert.Equal((0, 1), ((await hub.Chat()).Beside, (await hub.Chat()).Questions[1].Answers));
    }

    [Fact]
    public async Task Where_nobody_puts_questions_nothing_is_an_answer()
    {
        await using var hub = await ChatBed.Open();
        var (a, b) = (Said("A1: to what?", 8), Said("Q4 this year cannot come soon enough", 9));
        await hub.Capture(Seen(a, b));
        Assert.Equal("- -", $"{await hub.Bound(a)} {await hub.Bound(b)}");
        Assert.Empty((await hub.Chat()).Questions);
    }

    [Fact]
    public async Task Where_no_account_of_a_host_is_known_who_puts_the_first_question_leads()
    {
        await using var hub = await ChatBed.Open(null, new ChatPerson("The lanterns"));
        var (mine, theirs) = (Said("Q1: how are the tides where you live?", 4, Made.Dario), Said("Q2: shall I ask as well, just so?", 6, Made.Mira));
        await hub.Capture(Seen(mine, theirs, Said("A1: high", 7)));
        Assert.Equal("1 Asks", await hub.Bound(mine));
        Assert.Single((await hub.Chat()).Questions, question => question.AskedAt is not null);
        await hub.Capture(Seen(Said("Q2: and how are the buoys?", 12, Made.Dario)));
        Assert.Equal([1, 2], (await hub.Chat()).Questions.Select(question => question.Number));
    }

    [Fact]
    public async Task A_question_that_is_deleted_loses_its_words_and_keeps_its_answers()
    {
        await using var hub = await ChatBed.Open();
        var answer = Said("A1: with tables", 8);
        await hub.Capture(Seen(Q1, answer));
        await hub.Capture(new PostDeleted(Q1.Id));
        var question = Assert.Single((await hub.Chat()).Questions);
        Assert.Equal((1, null, null, 1), (question.Number, question.Text, question.PostId, question.Answers));
        Assert.Equal("1 Number", await hub.Bound(answer));
        var again = Said("Q1: How do you plan around the tide, and the moon?", 9, MadeUpChat.Host);
        await hub.Capture(Seen(again));
        Assert.Equal("How do you plan around the tide, and the moon?", (await hub.Chat()).Questions.Single().Text);
    }

    [Fact]
    public async Task What_was_answered_to_an_answer_stays_with_the_question_when_that_is_deleted()
    {
        await using var hub = await ChatBed.Open();
        var answer = Said("A1: with tables", 8);
        var reply = Said("Same here", 9, Made.Dario, answer.Id);
        await hub.Capture(Seen(Q1, answer, reply));
        await hub.Capture(new PostDeleted(answer.Id));
        Assert.Equal("1 Thread", await hub.Bound(reply));
    }

    [Fact]
    public async Task A_hosts_word_on_where_a_post_belongs_stays_and_takes_its_thread_along()
    {
        await using var hub = await ChatBed.Open();
        var (stray, thread) = (Said("The red ones, always", 20), Said("Mine too", 21, Made.Dario));
        thread = thread with { ReplyTo = stray.Id };
        await hub.Capture(Seen(Q1, Q2, stray, thread));
        Assert.Equal("- -", $"{await hub.Bound(stray)} {await hub.Bound(thread)}");
        Assert.Equal(HttpStatusCode.NoContent, await Bind(hub, stray, 2));
        Assert.Equal("2 Hand, 2 Thread", $"{await hub.Bound(stray)}, {await hub.Bound(thread)}");
        await hub.Capture(Made.Seen(stray.Edited("A1: the red ones, always")));
        Assert.Equal("2 Hand", await hub.Bound(stray));
        Assert.Equal(HttpStatusCode.NoContent, await Bind(hub, stray, null));
        Assert.Equal("- -", $"{await hub.Bound(stray)} {await hub.Bound(thread)}");
        Assert.Equal(HttpStatusCode.BadRequest, await Bind(hub, stray, 9));
    }

    [Fact]
    public async Task What_is_said_in_the_hour_is_filed_in_the_chat_and_a_late_answer_too()
    {
        await using var hub = await ChatBed.Open();
        var (tea, later, stray) = (Said("Coffee is ready, who brings cake?", 3), Said("A1: read it only now", 26 * 60), Said("Back at my desk", 26 * 60 + 1));
        await hub.Capture(Seen(Q1, tea, later, stray));
        Assert.Equal([(Session, FiledBy.Time), (Session, FiledBy.Answer), (null, null)], await hub.Read(async db =>
            new[] { tea, later, stray }.Select(post => db.Posts.Single(p => p.PostId == post.Id)).Select(row => (row.Session, row.FiledBy)).ToList()));
        Assert.Equal("1 Number", await hub.Bound(later));
    }

    static List<Post> Shuffled(List<Post> posts, int seed)
    {
        var shuffled = posts.ToArray();
        new Random(seed).Shuffle(shuffled);
        return [.. shuffled];
    }

    static PostChange[] Seen(params IEnumerable<Post> posts) => [.. posts.Select(post => Made.Seen(post))];

    static async Task<HttpStatusCode> Bind(HubUnderTest hub, Post post, int? question) =>
        (await hub.Organize(HttpMethod.Put, HubUnderTest.Api($"/posts/answer/{Uri.EscapeDataString(post.Id)}"), new { question })).StatusCode;
}
