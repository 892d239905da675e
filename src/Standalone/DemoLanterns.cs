using Backchannel.Contracts;
using Backchannel.Demo;
using Backchannel.Hub.Chats;
using Backchannel.Hub.Feed;
using Backchannel.Hub.Schedule;

namespace Backchannel.Standalone;

/// <summary>
/// Puts up the demo's chat and lets it be said, through the hub's own services: a series with a place in the calendar, and a meeting that is on now. A start in the midst of a run catches up with it; what
/// is there already changes nothing.
/// </summary>
sealed class DemoLanterns(SeriesStore series, ProgrammeStore programmes, FeedWriter writer, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await PutUp(stoppingToken);
            for (var run = DemoConference.RunStart(time.GetUtcNow()); ; run = DemoConference.RunStart(time.GetUtcNow()))
            {
                await Meet(run, stoppingToken);
                await Speak(run, stoppingToken);
                await WaitFor(run + DemoConference.RunLength, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    Task PutUp(CancellationToken stop)
    {
        var draft = new SeriesDraft { Name = DemoChat.Name, TimeZone = DemoConference.TimeZone, Hashtags = [DemoChat.Slug] };
        return series.Save(
            new(DemoChat.Slug, DemoChat.Name, SeriesKind.Chat, DemoConference.TimeZone, [DemoChat.Slug], DemoChat.About, DemoChat.Subjects, DemoChat.Hosts, new DateTime(2026, 1, 6, 20, 0, 0), 60, DemoChat.Rule, [], [], null),
            draft, null, stop);
    }

    Task Meet(DateTimeOffset run, CancellationToken stop)
    {
        // Named by its start there, as the meetings of the rule are, so that the calendar knows it.
        var (meeting, local) = (DemoChat.Meeting(run), TimeZoneInfo.ConvertTime(run, TimeZoneInfo.FindSystemTimeZoneById(DemoConference.TimeZone)).DateTime);
        return programmes.Change(DemoChat.Slug, programme => programme.Find(meeting.Id) is null ? programme.With(Programme.Row(DemoChat.Slug, meeting, SeriesProgramme.Key(local), new SessionEdit(meeting.Title, Abstract: meeting.Abstract).ToJson())) : programme, stop, async db =>
        {
            if (await db.Chats.FindAsync([DemoChat.Slug, meeting.Id], stop) is not null) return false;
            db.Chats.Add(new() { Event = DemoChat.Slug, Session = meeting.Id, Hosts = KnownChat.People(DemoChat.Hosts), Guests = "[]", Lead = DemoChat.Hosts[0].Name });
            foreach (var (number, text, minute) in DemoChat.Questions(run)) db.ChatQuestions.Add(new() { Event = DemoChat.Slug, Session = meeting.Id, Number = number, Planned = text, Minute = minute });
            return true;
        });
    }

    async Task Speak(DateTimeOffset run, CancellationToken stop)
    {
        var steps = DemoChat.Posts(run).ToList();
        var missed = steps.TakeWhile(step => step.At <= time.GetUtcNow()).Select(step => step.Change).ToList();
        foreach (var some in missed.Chunk(100)) await writer.Apply(new("demo", null, some), stop);
        foreach (var step in steps.Skip(missed.Count))
        {
            await WaitFor(step.At, stop);
            await writer.Apply(new("demo", null, [step.Change]), stop);
        }
    }

    async Task WaitFor(DateTimeOffset at, CancellationToken stop)
    {
        if (at - time.GetUtcNow() is { Ticks: > 0 } wait) await Task.Delay(wait, time, stop);
    }
}
