using System.Runtime.CompilerServices;
using Backchannel.Contracts;
using Xunit;
using static Backchannel.Ingest.Tests.ScriptedSource;

namespace Backchannel.Ingest.Tests;

/// <summary>From the hands of a source to the bus.</summary>
public class CapturePumpPublishingTests
{
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    static IEnumerable<string> Ids(int from, int count) => Enumerable.Range(from, count).Select(n => Deleted(n).Id);

    [Fact]
    public async Task A_lone_post_leaves_at_once_and_what_gathers_meanwhile_leaves_in_messages_of_at_most_200_in_order()
    {
        var source = new ScriptedSource(HandOver(1, 1_000));
        await using var bed = await PumpBed.Start(source, hub => hub.Holding = new());
        // While the first is being published others gather behind it, as many as there is room for.
        await bed.Until(() => bed.Hub.Tried.Count == 1);
        bed.Hub.Holding!.SetResult();

        await bed.Until(() => bed.Hub.Position == "1000");
        Assert.Equal(Ids(1, 1_000), bed.Hub.Ids);
        Assert.All(bed.Hub.Messages, message => Assert.InRange(message.Changes.Count, 1, PostsCaptured.MaxChanges));
        Assert.All(bed.Hub.Messages, message => Assert.Equal(message.Changes[^1], Deleted(int.Parse(message.Position!, null))));
    }

    [Fact]
    public async Task A_hub_that_is_behind_is_sent_full_messages_and_the_source_waits_meanwhile()
    {
        var handedOver = new StrongBox<int>();
        var source = new ScriptedSource(HandOver(1, 2_000, handedOver));
        await using var bed = await PumpBed.Start(source, hub => hub.Archiving = new());
        await bed.Until(() => bed.Hub.Tried.Count == Backlog.Most);
        // The first messages are what there was; behind them there is room for two more, and then the source's hands are full.
        var room = bed.Hub.Tried.Sum(message => message.Changes.Count) + (2 * PostsCaptured.MaxChanges);
        await bed.Until(() => Volatile.Read(ref handedOver.Value) >= room);
        Assert.Equal((Backlog.Most, room), (bed.Hub.Tried.Count, Volatile.Read(ref handedOver.Value)));
        bed.Hub.Archiving!.SetResult();
        bed.Hub.Archiving = null;

        await bed.Until(() => bed.Hub.Position == "2000");
        Assert.Equal(Ids(1, 2_000), bed.Hub.Ids);
        Assert.Equal(PostsCaptured.MaxChanges, bed.Hub.Messages.ElementAt(Backlog.Most).Changes.Count);
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_made_up_for_by_the_next()
    {
        var next = new SemaphoreSlim(0);
        var source = new ScriptedSource(async (_, sink, stop) =>
        {
            for (var n = 1; ; n++)
            {
                await next.WaitAsync(stop);
                await sink.Add(Deleted(n), null, stop);
            }
        });
        await using var bed = await PumpBed.Start(source, hub => hub.Says = count => count % 2 == 0);
        // The clock stands still: were one more answer waited for, nothing would go on.
        for (var n = 1; n <= 6; n++)
        {
            next.Release();
            await bed.Until(() => bed.Hub.Messages.Count == n);
        }
    }

    [Fact]
    public async Task When_the_process_stops_a_hub_that_is_behind_is_not_waited_for()
    {
        var handedOver = new StrongBox<int>();
        var source = new ScriptedSource(HandOver(1, 500, handedOver));
        await using var bed = await PumpBed.Start(source, hub => hub.Archiving = new());
        await bed.Until(() => Volatile.Read(ref handedOver.Value) >= 2 * PostsCaptured.MaxChanges);
        var stopping = bed.Stop();
        await bed.Until(() => bed.Hub.Published.Sum(message => message.Changes.Count) >= Volatile.Read(ref handedOver.Value));
        bed.Hub.Archiving!.SetResult();
        await stopping;
        Assert.Equal(Ids(1, handedOver.Value), bed.Hub.Published.SelectMany(message => message.Changes).Cast<PostDeleted>().Select(change => change.Id));
    }

    [Fact]
    public async Task A_hub_that_does_not_answer_is_not_waited_for_and_the_bus_keeps_what_comes()
    {
        var source = new ScriptedSource(HandOver(1, 2_000));
        await using var bed = await PumpBed.Start(source, hub => hub.Archiving = new());
        await bed.Until(() => bed.Hub.Tried.Count == Backlog.Most);
        // By this clock a publish may be too late that the bus has taken all the same: it is tried again, and taken twice.
        await bed.Until(() => bed.Hub.Published.Distinct().Sum(message => message.Changes.Count) == 2_000, Second);
        await bed.Until(() => !bed.Hub.Messages.IsEmpty);
        Assert.Single(bed.Hub.Messages);

        bed.Hub.Archiving!.SetResult();
        bed.Hub.Archiving = null;
        await bed.Until(() => bed.Hub.Position == "2000");
        Assert.Equal(Ids(1, 2_000), bed.Hub.Ids);
    }

    [Fact]
    public async Task A_single_change_is_not_kept_waiting_for_others()
    {
        var next = new SemaphoreSlim(0);
        var source = new ScriptedSource(async (_, sink, stop) =>
        {
            for (var n = 1; ; n++)
            {
                await next.WaitAsync(stop);
                await sink.Add(Deleted(n), null, stop);
            }
        });
        await using var bed = await PumpBed.Start(source);
        for (var n = 1; n <= 3; n++)
        {
            next.Release();
            await bed.Until(() => bed.Hub.Messages.Count == n);
        }
        Assert.All(bed.Hub.Messages, message => Assert.Single(message.Changes));
        Assert.Null(bed.Hub.Position);
    }

    [Fact]
    public async Task A_position_without_a_change_is_published_too_and_the_last_one_counts()
    {
        var source = new ScriptedSource(async (_, sink, stop) =>
        {
            await sink.Add(Deleted(1), "1", stop);
            await sink.Add(Deleted(2), null, stop);
            await sink.Passed("3", stop);
            await sink.Passed("4", stop);
        });
        await using var bed = await PumpBed.Start(source);
        await bed.Until(() => bed.Hub.Position == "4");
        Assert.Equal(Ids(1, 2), bed.Hub.Ids);
    }

    [Fact]
    public async Task What_is_being_published_when_the_source_fails_goes_out_before_it_is_opened_again()
    {
        var failed = new TaskCompletionSource();
        var source = new ScriptedSource(async (_, sink, stop) =>
        {
            await sink.Add(Deleted(1), "1", stop);
            await failed.Task;
            throw new InvalidOperationException("It is made to fail.");
        });
        await using var bed = await PumpBed.Start(source, hub => hub.Holding = new());
        await bed.Until(() => bed.Hub.Tried.Count == 1);
        failed.SetResult();
        bed.Clock.Advance(TimeSpan.FromSeconds(8));
        Assert.Equal(1, source.Times);
        bed.Hub.Holding!.SetResult();
        await bed.Until(() => source.Times == 2 && !bed.Hub.Messages.IsEmpty, Second);
        Assert.Equal(["1"], bed.Hub.Messages.Select(message => message.Position));
    }

    [Fact]
    public async Task What_was_handed_over_before_the_hashtags_changed_goes_out_all_the_same()
    {
        var handedOver = new StrongBox<int>();
        var source = new ScriptedSource(HandOver(1, 350, handedOver));
        await using var bed = await PumpBed.Start(source, hub => hub.Holding = new());
        await bed.Until(() => bed.Hub.Tried.Count == 1);
        await bed.Change(PumpBed.Harbour, new("tidepool", ["tidepool"]));
        bed.Hub.Holding!.SetResult();
        await bed.Until(() => source.Times == 2);
        // It hands over nothing more.
        await bed.Until(() => bed.Hub.Ids.Count >= handedOver.Value);
        Assert.Equal(Ids(1, handedOver.Value), bed.Hub.Ids);
    }

    [Fact]
    public async Task While_the_bus_takes_nothing_posts_wait_and_none_is_lost()
    {
        var source = new ScriptedSource(HandOver(1, 1_000));
        await using var bed = await PumpBed.Start(source, hub => hub.Broken = true);
        await bed.Until(() => bed.Hub.Tried.Count >= 12, Second);
        Assert.Empty(bed.Hub.Messages);
        bed.Hub.Broken = false;
        await bed.Until(() => bed.Hub.Position == "1000", Second);
        Assert.Equal(Ids(1, 1_000), bed.Hub.Ids);
        Assert.Equal(1, source.Times);
        Assert.Equal(2, bed.Log.Lines.Count(line => line.Contains("The message bus does not take posts", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_publish_that_is_never_answered_is_tried_again()
    {
        var source = new ScriptedSource(HandOver(1, 1_000));
        await using var bed = await PumpBed.Start(source, hub => hub.Holding = new());
        await bed.Until(() => bed.Hub.Tried.Count == 1);
        bed.Hub.Holding = null;
        await bed.Until(() => bed.Hub.Position == "1000", Second);
        Assert.Equal(Ids(1, 1_000), bed.Hub.Ids);
    }

    [Fact]
    public async Task When_the_process_stops_what_was_handed_over_still_goes_out_though_the_bus_stops_too()
    {
        var handedOver = new TaskCompletionSource();
        var source = new ScriptedSource(async (_, sink, stop) =>
        {
            for (var n = 1; n <= 350; n++) await sink.Add(Deleted(n), $"{n}", stop);
            handedOver.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
        });
        await using var bed = await PumpBed.Start(source, hub => hub.Holding = new());
        await handedOver.Task;
        var stopping = bed.Stop();
        bed.Hub.Holding!.SetResult();
        await stopping;
        Assert.Equal(Ids(1, 350), bed.Hub.Published.SelectMany(message => message.Changes).Cast<PostDeleted>().Select(change => change.Id));
    }

    [Fact]
    public async Task A_bus_that_takes_nothing_does_not_keep_the_process_from_stopping()
    {
        var source = new ScriptedSource(HandOver(1, 1_000));
        await using var bed = await PumpBed.Start(source, hub => hub.Broken = true);
        await bed.Until(() => !bed.Hub.Tried.IsEmpty);
        var stopping = bed.Stop();
        await bed.Until(() => stopping.IsCompleted, Second);
        await stopping;
    }
}
