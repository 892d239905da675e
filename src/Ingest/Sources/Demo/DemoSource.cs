using Backchannel.Contracts;
using Backchannel.Demo;

namespace Backchannel.Ingest.Sources.Demo;

/// <summary>
/// Lives through <see cref="DemoConference"/>, run after run. What was due while it was down in the same run comes at once; the rest of an
/// older run is skipped. A first start begins with the last posts before it, so that the wall is full from the first second.
/// </summary>
public sealed class DemoSource : IPostSource
{
    /// <summary>Posts of a first start.</summary>
    const int Backlog = 75;

    public string Name => "demo";

    public Network? Network => null;

    public async Task Run(SourceOpened opened, CaptureSink sink, CancellationToken stop)
    {
        sink.Health.State = SourceState.Live;
        var run = DemoConference.RunStart(sink.Time.GetUtcNow());
        var next = DemoPosition.Parse(opened.Position) is { } done && done.RunStart == run ? done.Index + 1 : await FillWall(run, sink, stop);
        while (true)
        {
            await Live(run, next, sink, stop);
            var end = run + DemoConference.RunLength;
            await WaitFor(end, sink.Time, stop);
            // Not simply the next one: a laptop may have slept through several.
            run = DemoConference.RunStart(sink.Time.GetUtcNow());
            next = 0;
        }
    }

    static async Task Live(DateTimeOffset run, int next, CaptureSink sink, CancellationToken stop)
    {
        foreach (var step in DemoConference.Posts(run).Skip(next))
        {
            await WaitFor(step.At, sink.Time, stop);
            await Add(step, run, sink, stop);
        }
    }

    /// <returns>The first step of the run that is not due yet.</returns>
    static async Task<int> FillWall(DateTimeOffset run, CaptureSink sink, CancellationToken stop)
    {
        var now = sink.Time.GetUtcNow();
        var before = run - DemoConference.RunLength;
        var due = DemoConference.Posts(before).Select(step => (Run: before, Step: step))
            .Concat(DemoConference.Posts(run).TakeWhile(step => step.At <= now).Select(step => (Run: run, Step: step))).ToList();
        var posts = 0;
        var from = due.FindLastIndex(past => past.Step.Change is PostSeen { Post.EditedAt: null } && ++posts == Backlog);
        foreach (var (of, step) in due.Skip(from)) await Add(step, of, sink, stop);
        return due.Count(past => past.Run == run);
    }

    static ValueTask Add(DemoStep step, DateTimeOffset run, CaptureSink sink, CancellationToken stop)
    {
        sink.Health.Received();
        sink.Health.Heard(step.At);
        return sink.Add(ReceivedNow(step, sink.Time.GetUtcNow()), new DemoPosition(run, step.Index).ToString(), stop);
    }

    static PostChange ReceivedNow(DemoStep step, DateTimeOffset now)
    {
        // A timer may go off a moment early, and nothing is received before it was made.
        var at = now < step.At ? step.At : now;
        return step.Change switch
        {
            PostSeen seen => seen with { Post = seen.Post with { ReceivedAt = at } },
            PostReposted reposted => reposted with { Original = reposted.Original with { ReceivedAt = at } },
            var other => other,
        };
    }

    static async Task WaitFor(DateTimeOffset at, TimeProvider time, CancellationToken stop)
    {
        if (at - time.GetUtcNow() is { Ticks: > 0 } wait) await Task.Delay(wait, time, stop);
    }
}
