using Backchannel.Contracts;
using Xunit;
using static Backchannel.Ingest.Tests.ScriptedSource;

namespace Backchannel.Ingest.Tests;

/// <summary>When a source is opened, and opened again.</summary>
public class CapturePumpTests
{
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    static IEnumerable<string> Ids(int from, int count) => Enumerable.Range(from, count).Select(n => Deleted(n).Id);

    [Fact]
    public async Task It_opens_only_when_a_hub_has_answered_and_there_is_an_event()
    {
        var source = new ScriptedSource(HandOver(1, 1));
        await using var bed = await PumpBed.Start(source, hub => hub.Failing = true);
        await bed.Until(() => bed.Log.Lines.Any(line => line.Contains("The hub cannot say", StringComparison.Ordinal)), Second);
        Assert.Equal(0, source.Times);

        (bed.Hub.Events, bed.Hub.Failing) = ([], false);
        await bed.Until(() => bed.Log.Lines.Any(line => line.Contains("There is no event", StringComparison.Ordinal)), Second);
        Assert.Equal(0, source.Times);

        await bed.Change(PumpBed.Harbour);
        Assert.Equal([PumpBed.Harbour], (await source.Opened()).Events);
        await bed.Until(() => bed.Hub.Position == "1");
    }

    [Fact]
    public async Task A_source_that_fails_is_opened_again_where_the_archive_ends_and_what_it_handed_over_is_not_lost()
    {
        // As an HttpClient fails that has waited too long: that is no wish to stop.
        var source = new ScriptedSource(
            async (_, sink, stop) =>
            {
                for (var n = 1; n <= 300; n++) await sink.Add(Deleted(n), $"{n}", stop);
                throw new TaskCanceledException("The request took too long.");
            },
            HandOver(301, 1));
        await using var bed = await PumpBed.Start(source);
        // Archived before it is opened again: until then the clock stands still.
        await bed.Until(() => bed.Hub.Position == "300");
        await bed.Until(() => bed.Hub.Position == "301", Second);
        Assert.Equal(Ids(1, 301), bed.Hub.Ids);
        await source.Opened();
        Assert.Equal("300", (await source.Opened()).Position);
        Assert.Contains(bed.Log.Lines, line => line.Contains("It stopped unexpectedly and is being started again: The request took too long.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_source_that_fails_again_and_again_is_opened_less_and_less_often_and_that_is_logged_at_powers_of_ten()
    {
        var source = new ScriptedSource([.. Enumerable.Repeat<ScriptedSource.Act>((_, _, _) => throw new InvalidOperationException("It is made to fail."), 15)]);
        await using var bed = await PumpBed.Start(source);
        await bed.Until(() => source.Times >= 15, TimeSpan.FromMinutes(5));
        Assert.Equal(
            ["scripted: It stopped unexpectedly and is being started again: It is made to fail. (time 1 of this kind)",
                "scripted: It stopped unexpectedly and is being started again: It is made to fail. (time 10 of this kind)"],
            bed.Log.Lines.Where(line => line.Contains("unexpectedly", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task New_hashtags_open_the_source_anew_and_the_same_ones_do_not()
    {
        var source = new ScriptedSource(HandOver(1, 1));
        await using var bed = await PumpBed.Start(source);
        await source.Opened();
        await bed.Until(() => bed.Hub.Position == "1");
        // Past the bus, on which the two could overtake each other.
        bed.Hear(PumpBed.Harbour with { Hashtags = ["harbourconf"] });
        await bed.Change(PumpBed.Harbour, new("tidepool", ["tidepool"]));
        var opened = await source.Opened();
        Assert.Equal(["harbourconf", "tidepool"], opened.Events.Select(e => e.Slug));
        Assert.Equal("1", opened.Position);
        Assert.Equal(2, source.Times);
        Assert.DoesNotContain(bed.Log.Lines, line => line.Contains("unexpectedly", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hashtags_that_change_while_the_hub_answers_are_not_missed()
    {
        var source = new ScriptedSource();
        WatchedEvent tidepool = new("tidepool", ["tidepool"]);
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var bed = await PumpBed.Start(source, hub => hub.BeforeAnswer = () =>
        {
            asked.TrySetResult();
            return answer.Task;
        });
        await asked.Task;
        // Past the bus, which has a queue for each consumer: so it is heard before the answer is.
        bed.Hear(tidepool);
        answer.SetResult();
        Assert.Equal([tidepool], (await source.Opened()).Events);
        Assert.Equal(1, source.Times);
    }

    [Fact]
    public void Events_heard_of_after_the_end_disturb_nobody()
    {
        var events = new WatchedEvents();
        var watch = events.Watch();
        watch.Opened([PumpBed.Harbour]);
        watch.Dispose();
        events.Set([]);
        watch.Hear([]);
    }

    [Fact]
    public async Task A_source_that_has_finished_rests_until_the_hashtags_change()
    {
        var source = new ScriptedSource(async (_, sink, stop) => await sink.Add(Deleted(1), "1", stop), HandOver(2, 1));
        await using var bed = await PumpBed.Start(source);
        await bed.Until(() => bed.Hub.Reports.Any(report => report.State == SourceState.Finished), Second);
        Assert.Equal(1, source.Times);
        await bed.Change(PumpBed.Harbour, new("tidepool", ["tidepool"]));
        await bed.Until(() => bed.Hub.Position == "2");
    }

    [Fact]
    public async Task A_source_that_only_an_organizer_can_help_says_so_and_is_left_alone()
    {
        var source = new ScriptedSource((_, sink, _) =>
        {
            sink.Health.Stop("Give a token.");
            return Task.CompletedTask;
        });
        await using var bed = await PumpBed.Start(source);
        await bed.Until(() => bed.Hub.Reports.Any(report => report is { State: SourceState.Stopped, LastError: "Give a token." }), Second);
        bed.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, source.Times);
    }

    [Fact]
    public async Task It_reports_at_once_and_then_every_five_seconds()
    {
        var source = new ScriptedSource(HandOver(1, 1));
        await using var bed = await PumpBed.Start(source);
        await source.Opened();
        await bed.Until(() => bed.Hub.Reports.Count == 1);
        for (var report = 2; report <= 4; report++)
        {
            bed.Clock.Advance(TimeSpan.FromSeconds(4.9));
            bed.Clock.Advance(TimeSpan.FromSeconds(0.1));
            await bed.Until(() => bed.Hub.Reports.Count == report);
        }
        Assert.All(bed.Hub.Reports.Zip(bed.Hub.Reports.Skip(1)), pair => Assert.Equal(5, (pair.Second.At - pair.First.At).TotalSeconds, 3));
        Assert.Equal(("scripted", Network.Bluesky), (bed.Hub.Reports.Last().Source, bed.Hub.Reports.Last().Network));
    }
}
