using Backchannel.Hub.Archive;
using Backchannel.Hub.Feed;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests;

public class FeedTailsTests
{
    [Fact]
    public async Task A_tail_that_missed_a_commit_reads_on_however_often_the_archive_fails()
    {
        await using var hub = await HubUnderTest.Start();
        var (archives, time) = (new FailingArchives(hub.Services.GetRequiredService<IDbContextFactory<ArchiveDb>>()), new FakeTimeProvider());
        var tails = new FeedTails(new FeedReader(archives) { Epoch = "epoch" }, time, NullLogger<FeedTails>.Instance);
        var tail = await tails.Get(Made.Event);
        var advanced = 0;
        tails.Advanced += _ => Interlocked.Increment(ref advanced);
        await hub.Capture(Made.Many(3));

        archives.Failures = 2;
        tails.Append(new(Made.Event, 2, [FeedTailTests.Entry(3, Contracts.EntryKind.Shown, "late", "Late")], [new("late", 1, 0, 0)], []));
        await Eventually.True(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return advanced > 0;
        }, "it reads on");
        Assert.Equal((3L, 0), (tail.Last, archives.Failures));
        Assert.Equal(3, tail.Read(0, null, 500, Reach.Committed)!.Entries.Count);
    }

    [Fact]
    public async Task A_tail_that_could_not_be_opened_is_opened_for_the_next_who_asks()
    {
        await using var hub = await HubUnderTest.Start();
        var archives = new FailingArchives(hub.Services.GetRequiredService<IDbContextFactory<ArchiveDb>>()) { Failures = 1 };
        var tails = new FeedTails(new FeedReader(archives), TimeProvider.System, NullLogger<FeedTails>.Instance);
        await Assert.ThrowsAsync<IOException>(() => tails.Get(Made.Event));
        Assert.Equal(0, (await tails.Get(Made.Event)).Last);
    }

    /// <summary>An archive that is away for a while.</summary>
    sealed class FailingArchives(IDbContextFactory<ArchiveDb> archives) : IDbContextFactory<ArchiveDb>
    {
        int _failures;

        public int Failures
        {
            get => Math.Max(0, Volatile.Read(ref _failures));
            set => Volatile.Write(ref _failures, value);
        }

        public ArchiveDb CreateDbContext() => Interlocked.Decrement(ref _failures) >= 0 ? throw new IOException("made up") : archives.CreateDbContext();
    }
}
