using System.Net;
using Backchannel.Contracts;
using Xunit;

namespace Backchannel.Hub.Tests.Questions;

public class QuestionStateTests
{
    [Fact]
    public async Task The_board_has_those_being_asked_first_then_the_queue_the_proposed_and_the_answered()
    {
        await using var hub = await Stage.Set();
        var proposed = Made.Post("Is this a question too? #piertalk");
        await hub.Capture(Made.Seen(proposed));
        var (answered, queued, asked, dismissed) =
            (await hub.Ask("What was the first one?"), await hub.Ask("What is the second one?"), await hub.Ask("What is the third one?"), await hub.Ask("What is the fourth one?"));
        await hub.Voted(answered, "a", "b", "c");
        await hub.Moved(answered, "answered");
        await hub.Moved(asked, "asked");
        await hub.Moved(dismissed, "dismissed");
        Assert.Equal([asked, queued, proposed.Id, answered], (await hub.Board("pier")).Select(q => q.Id));
        Assert.Equal(["What was the first one?", "What is the second one?", "What is the third one?", "What is the fourth one?"], (await hub.Texts("pier")).Skip(1));
    }

    [Fact]
    public async Task Asking_the_next_one_answers_nothing_by_itself()
    {
        await using var hub = await Stage.Set();
        var (first, second) = (await hub.Ask("What was the first one?"), await hub.Ask("What is the second one?"));
        await hub.Moved(first, "asked");
        await hub.Moved(second, "asked");
        Assert.All(await hub.Board("pier"), q => Assert.Equal(QuestionState.Asked, q.State));
        await hub.Moved(first, "queued");
        await hub.Moved(first, "queued");
        Assert.Equal([second, first], (await hub.Board("pier")).Select(q => q.Id));
    }

    [Theory]
    [InlineData("perhaps")]
    [InlineData("")]
    [InlineData(3)]
    [InlineData(null)]
    public async Task A_state_that_is_none_is_400(object? state)
    {
        await using var hub = await Stage.Set();
        var id = await hub.Ask("What was the first one?");
        using var answer = await hub.SetState(id, state!);
        Assert.Contains("state", (await Problem.Read(answer, HttpStatusCode.BadRequest)).Errors.Keys);
        Assert.Equal(QuestionState.Queued, (await hub.Board("pier")).Single().State);
    }

    [Fact]
    public async Task Only_organizers_say_so_and_only_of_questions()
    {
        await using var hub = await Stage.Set();
        var id = await hub.Ask("What was the first one?");
        using var visitor = await hub.As("visitor-1", HttpMethod.Put, HubUnderTest.Api($"/questions/state/{id}"), new { state = "asked" });
        await Problem.Read(visitor, HttpStatusCode.Unauthorized);
        using var unknown = await hub.SetState("here:no-such", "asked");
        await Problem.Read(unknown, HttpStatusCode.NotFound);
    }
}
