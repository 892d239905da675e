using Backchannel.Contracts;
using StackExchange.Redis.Profiling;
using Xunit;

namespace Backchannel.Hub.Tests.Pulse;

public class CountingCostTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public async Task Counting_a_message_of_any_size_takes_two_round_trips(int posts)
    {
        await using var hub = await CountedHub.Start();
        var asking = new AsyncLocal<ProfilingSession?>();
        hub.Redis.RegisterProfiler(() => asking.Value);
        var random = new Random(9);
        PostChange[] changes = [.. Enumerable.Range(0, posts).Select(_ => CountedHub.Post(random))];

        asking.Value = new();
        await hub.Apply(changes);
        var commands = asking.Value.FinishProfiling().ToList();
        asking.Value = null;

        var trips = RoundTrips(commands);
        output.WriteLine($"{posts} posts: {commands.Count} commands in {trips} round trips");
        Assert.InRange(trips, 1, 4);
        Assert.Equal(2, trips);
        Assert.Equal("", await hub.Difference());
    }

    [Fact]
    public async Task Reading_all_numbers_takes_four_round_trips()
    {
        await using var hub = await CountedHub.Start();
        var random = new Random(10);
        await hub.Apply([.. Enumerable.Range(0, 200).Select(_ => CountedHub.Post(random))]);
        var asking = new AsyncLocal<ProfilingSession?>();
        hub.Redis.RegisterProfiler(() => asking.Value);
        asking.Value = new();
        await hub.Counted();
        Assert.InRange(RoundTrips([.. asking.Value.FinishProfiling()]), 1, 4);
    }

    /// <summary>A command that was made after an answer to all before it had come begins another round trip.</summary>
    static int RoundTrips(List<IProfiledCommand> commands)
    {
        var (trips, answered) = (0, DateTime.MinValue);
        foreach (var command in commands.OrderBy(command => command.CommandCreated))
        {
            if (command.CommandCreated >= answered) trips++;
            var end = command.CommandCreated + command.ElapsedTime;
            if (end > answered) answered = end;
        }
        return trips;
    }
}
