using System.Net;
using System.Net.Http.Json;
using System.Text;
using Backchannel.Contracts;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Backchannel.Hub.Tests.Questions;

public class AskingTests
{
    [Fact]
    public async Task A_question_is_a_post_of_its_session_and_waits_in_the_queue()
    {
        await using var hub = await Stage.Set();
        var id = await hub.Ask("  Does the queue survive a reinstall? #docktalk ", remote: true);
        var entry = Assert.Single(await hub.Feed());
        Assert.Equal((id, "pier", FiledBy.Author, true), (entry.PostId, entry.Session, entry.FiledBy, entry.Post!.Question));
        var question = Assert.Single(await hub.Board("pier"));
        Assert.Equal(
            (id, "Does the queue survive a reinstall? #docktalk", "Tomasz", Network.Here, true, QuestionState.Queued, 0, false, false),
            (question.Id, question.Text, question.Author.Name, question.Network, question.Remote, question.State, question.Votes, question.Mine, question.Voted));
        Assert.Empty(await hub.Board("dock"));
    }

    [Fact]
    public async Task Whose_it_is_the_cookie_tells_and_nobody_else_is_told()
    {
        await using var hub = await Stage.Set();
        await hub.Ask("Which of these would you take out?", "visitor-1");
        Assert.True((await hub.Board("pier", "visitor-1")).Single().Mine);
        Assert.False((await hub.Board("pier", "visitor-2")).Single().Mine);
        Assert.Null(await hub.Read(db => db.Questions.Where(q => q.Asker == "visitor-1").SingleOrDefaultAsync()));
    }

    [Fact]
    public async Task A_held_question_is_on_the_board_once_a_moderator_shows_it()
    {
        await using var hub = await Stage.Set(new() { ["Backchannel:Admission"] = "approve" });
        var id = await hub.Ask("Is there a recording of this?");
        Assert.Empty(await hub.Board("pier"));
        (await hub.Organize(HttpMethod.Put, HubUnderTest.Api($"/posts/shown/{id}"))).EnsureSuccessStatusCode().Dispose();
        Assert.Equal(QuestionState.Queued, (await hub.Board("pier")).Single().State);
        (await hub.Organize(HttpMethod.Delete, HubUnderTest.Api($"/posts/{id}"))).EnsureSuccessStatusCode().Dispose();
        Assert.Empty(await hub.Board("pier"));
    }

    [Theory]
    [InlineData("""{ "text": "Hello there you?" }""", "name")]
    [InlineData("""{ "name": "Mira", "text": " " }""", "text")]
    [InlineData("""{ "name": "Mira", "text": "Yes?", "remote": "perhaps" }""", "remote")]
    [InlineData("""{ "name": 7 }""", "name")]
    public async Task A_question_that_cannot_be_is_400_and_names_the_field(string body, string field)
    {
        await using var hub = await Stage.Set();
        using var answer = await hub.Http.PostAsync(HubUnderTest.Questions("pier"), new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal([field], (await Problem.Read(answer, HttpStatusCode.BadRequest)).Errors.Keys);
        Assert.Empty(await hub.Feed());
    }

    [Fact]
    public async Task A_question_has_three_hundred_characters_and_a_large_body_is_not_read()
    {
        await using var hub = await Stage.Set();
        using var long300 = await hub.As("v", HttpMethod.Post, HubUnderTest.Questions("pier"), new NewQuestion("M", new string('a', 300)));
        Assert.Equal(HttpStatusCode.Accepted, long300.StatusCode);
        using var long301 = await hub.As("v", HttpMethod.Post, HubUnderTest.Questions("pier"), new NewQuestion("M", new string('a', 301)));
        Assert.Equal(["text"], (await Problem.Read(long301, HttpStatusCode.BadRequest)).Errors.Keys);
        using var large = await hub.As("v", HttpMethod.Post, HubUnderTest.Questions("pier"), new NewQuestion("M", new string('a', 20_000)));
        await Problem.Read(large, HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Questions_to_nowhere_are_404()
    {
        await using var hub = await Stage.Set();
        foreach (var path in new[] { HubUnderTest.Questions("no-such-session"), "/api/events/no-such-event/sessions/pier/questions" })
        {
            using var read = await hub.Http.GetAsync(path);
            await Problem.Read(read, HttpStatusCode.NotFound);
            using var asked = await hub.Http.PostAsJsonAsync(path, new NewQuestion("Mira", "Is anybody there?"));
            await Problem.Read(asked, HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Asking_counts_as_posting_does_against_one_who_does_it_too_fast()
    {
        await using var hub = await Stage.Set();
        using var refused = await Limit.Bites(
            5, perMinute: 6, n => hub.As("visitor-1", HttpMethod.Post, HubUnderTest.Questions("pier"), new NewQuestion("Mira", $"How many more questions, {n}?")), HttpStatusCode.Accepted);
        await Problem.Read(refused, HttpStatusCode.TooManyRequests);
    }
}
