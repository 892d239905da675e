using Backchannel.Contracts;
using Backchannel.Demo;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Backchannel.Hub.Here;
using Backchannel.Hub.Questions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Backchannel.Standalone;

/// <summary>
/// Asks the demo conference's questions, votes for them, and says what became of them, through the hub's own services. What was due before this
/// process began is left out: who asked then is not known any more, and nobody would be asked twice.
/// </summary>
sealed class DemoQuestions(EventCatalog catalog, HereDesk desk, QuestionVotes votes, FeedWriter writer, TimeProvider time) : BackgroundService
{
    const int MaxText = 300;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            for (var run = DemoConference.RunStart(time.GetUtcNow()); ; run = DemoConference.RunStart(time.GetUtcNow()))
            {
                await LiveThrough(run, stoppingToken);
                await WaitFor(run + DemoConference.RunLength, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    async Task LiveThrough(DateTimeOffset run, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        // Questions know their posts once they are asked.
        var posts = new Dictionary<DemoQuestion, string>();
        var acts = DemoConference.Questions(run).Where(question => question.At >= now).SelectMany(question => Acts(question, run, posts)).OrderBy(act => act.At);
        foreach (var (at, act) in acts)
        {
            await WaitFor(at, stop);
            await act(stop);
        }
    }

    IEnumerable<(DateTimeOffset At, Func<CancellationToken, Task> Act)> Acts(DemoQuestion question, DateTimeOffset run, Dictionary<DemoQuestion, string> posts)
    {
        yield return (question.At, async stop =>
        {
            if (await Ask(question, stop) is { } post) posts[question] = post;
        }
        );
        foreach (var (number, at) in question.Votes.Index())
            yield return (at, stop => With(post => votes.Vote(DemoConference.Slug, post, $"demo-{run.ToUnixTimeSeconds()}-{number}", wanted: true, stop)));
        if (question.Asked is { } asked)
            yield return (asked, stop => With(post => writer.Move(DemoConference.Slug, post, from: null, QuestionState.Asked, stop)));
        if (question.Answered is { } answered)
            yield return (answered, stop => With(post => writer.Move(DemoConference.Slug, post, from: null, QuestionState.Answered, stop)));

        Task With(Func<string, Task> act) => posts.TryGetValue(question, out var post) ? act(post) : Task.CompletedTask;
    }

    async Task<string?> Ask(DemoQuestion question, CancellationToken stop) => catalog.Find(DemoConference.Slug) is { } known
        && (await desk.Take(known, new(question.Name, question.Text), MaxText, question.Session, new(null, Question: true, question.Remote), stop)).Result
            is Accepted<NewPostAccepted> { Value: { } taken } ? taken.Id : null;

    async Task WaitFor(DateTimeOffset at, CancellationToken stop)
    {
        if (at - time.GetUtcNow() is { Ticks: > 0 } wait) await Task.Delay(wait, time, stop);
    }
}
