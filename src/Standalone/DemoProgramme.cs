using Backchannel.Demo;
using Backchannel.Hub.Events;
using Backchannel.Hub.Schedule;

namespace Backchannel.Standalone;

/// <summary>Puts the demo conference's programme up, and puts it up anew each time the conference starts over.</summary>
sealed class DemoProgramme(EventStore store, ProgrammeStore programmes, TimeProvider time) : BackgroundService
{
    // Before the sources open, so that they know the sessions' hashtags from the first post on.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await PutUp(DemoConference.RunStart(time.GetUtcNow()), cancellationToken);
        await programmes.Change(DemoConference.Slug, WithRooms, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = DemoConference.RunStart(time.GetUtcNow()) + DemoConference.RunLength;
            await Task.Delay(next - time.GetUtcNow(), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested) await PutUp(next, stoppingToken);
        }
    }

    static Programme WithRooms(Programme programme) =>
        DemoConference.Rooms.Aggregate(programme, (some, room) => some.WithTags(DemoConference.Slug, room.Name, room.Hashtags));

    Task PutUp(DateTimeOffset runStart, CancellationToken stop) =>
        store.SetSessions(DemoConference.Slug, DemoConference.Sessions(runStart), stop);
}
