using System.Threading.Channels;
using Backchannel.Contracts;
using Backchannel.Demo;
using Backchannel.Ingest.Sources.Demo;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Ingest.Tests.Demo;

public sealed class DemoSourceTests : IDisposable
{
    static readonly DateTimeOffset Start = DemoConference.RunStart(new(2026, 10, 15, 14, 0, 0, TimeSpan.Zero));

    readonly Channel<(PostChange? Change, string? Position)> _channel = Channel.CreateBounded<(PostChange? Change, string? Position)>(10_000);
    readonly CancellationTokenSource _stop = new(TimeSpan.FromSeconds(60));

    [Theory]
    [InlineData(0.01)]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(35.9)]
    public async Task A_first_start_fills_the_wall_and_goes_on_from_there(double minutes)
    {
        var clock = new FakeTimeProvider(Start.AddMinutes(minutes));
        _ = Run(clock, null);
        var backlog = await Heard(clock, 75);
        Assert.All(backlog, seen => Assert.True(seen.CreatedAt <= clock.GetUtcNow() && seen.ReceivedAt == clock.GetUtcNow()));
        Assert.Equal(75, backlog.Select(seen => seen.Id).Distinct().Count());
        var next = await Heard(clock, 12, TimeSpan.FromSeconds(2));
        Assert.All(next, seen => Assert.True(seen.CreatedAt > Start.AddMinutes(minutes)));
    }

    [Fact]
    public async Task A_restart_goes_on_in_the_same_run_with_what_was_due_meanwhile()
    {
        var steps = DemoConference.Posts(Start).ToList();
        var done = steps[200];
        var clock = new FakeTimeProvider(done.At.AddMinutes(5));
        _ = Run(clock, $"{Start.ToUnixTimeSeconds()}:{done.Index}");
        foreach (var missed in steps.Skip(201).TakeWhile(step => step.At <= clock.GetUtcNow()))
            Assert.Equal($"{Start.ToUnixTimeSeconds()}:{missed.Index}", (await _channel.Reader.ReadAsync(_stop.Token)).Position);
        Assert.False(_channel.Reader.TryRead(out _));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("1:5")]
    [InlineData("99999999999999999:5")]
    public async Task The_rest_of_an_older_run_is_skipped(string position)
    {
        var clock = new FakeTimeProvider(Start.AddMinutes(10));
        _ = Run(clock, position);
        Assert.All(await Heard(clock, 75), seen => Assert.True(seen.CreatedAt > Start));
    }

    [Fact]
    public async Task After_the_last_run_comes_the_next_even_if_the_machine_has_slept()
    {
        var last = DemoConference.Posts(Start).Last();
        var clock = new FakeTimeProvider(Start + DemoConference.RunLength - TimeSpan.FromMilliseconds(1));
        _ = Run(clock, $"{Start.ToUnixTimeSeconds()}:{last.Index}");
        var later = Start + 5 * DemoConference.RunLength;
        var reading = _channel.Reader.ReadAsync(_stop.Token).AsTask();
        while (!reading.IsCompleted)
        {
            clock.SetUtcNow(clock.GetUtcNow() < later ? later.AddSeconds(20) : clock.GetUtcNow().AddSeconds(1));
            await Task.WhenAny(reading, Task.Delay(20));
        }
        Assert.Equal($"{later.ToUnixTimeSeconds()}:0", (await reading).Position);
    }

    [Fact]
    public void It_runs_where_the_setting_says_so()
    {
        Assert.Empty(DemoOptions.Faults(Settings("true")));
        Assert.True(DemoOptions.From(Settings("true")).Demo);
        Assert.False(DemoOptions.From(Settings(null)).Demo);
        Assert.StartsWith("Backchannel:Demo", Assert.Single(DemoOptions.Faults(Settings("perhaps"))));
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    Task Run(TimeProvider clock, string? position)
    {
        var health = new SourceHealth("demo", null, clock, NullLogger.Instance);
        var sink = new CaptureSink(_channel.Writer, health, clock, (_, _) => Task.FromResult(new ShownListed([])));
        return new DemoSource().Run(new("demo", position, [new("harbourconf", ["harbourconf"])], []), sink, _stop.Token);
    }

    /// <summary>So many new posts, the clock moved on by <paramref name="step"/> while none is there.</summary>
    async Task<List<Post>> Heard(FakeTimeProvider clock, int count, TimeSpan step = default)
    {
        var posts = new List<Post>();
        while (posts.Count < count)
        {
            var reading = _channel.Reader.WaitToReadAsync(_stop.Token).AsTask();
            while (step > TimeSpan.Zero && await Task.WhenAny(reading, Task.Delay(10)) != reading) clock.Advance(step);
            await reading;
            while (posts.Count < count && _channel.Reader.TryRead(out var heard))
                if (heard.Change is PostSeen { Post: { EditedAt: null } post }) posts.Add(post);
        }
        return posts;
    }

    static IConfiguration Settings(string? demo) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Backchannel:Demo"] = demo }).Build();
}
