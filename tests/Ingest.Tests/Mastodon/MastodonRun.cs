using System.Threading.Channels;
using Backchannel.Contracts;
using Backchannel.Ingest.Sources.Mastodon;
using Backchannel.StandIns.Mastodon;
using Microsoft.Extensions.Time.Testing;

namespace Backchannel.Ingest.Tests.Mastodon;

/// <summary>A source against a stand-in server, with a clock that runs only while a test waits for something. Whoever looks sees all that it has handed over.</summary>
sealed class MastodonRun : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), Step = TimeSpan.FromMilliseconds(100);

    readonly Channel<(PostChange? Change, string? Position)> _channel = Channel.CreateBounded<(PostChange?, string?)>(10);
    readonly Lock _lock = new();
    readonly List<(PostChange? Change, string? Position)> _heard = [];
    readonly CancellationTokenSource _stop = new();
    Task _running = Task.CompletedTask, _reading = Task.CompletedTask;

    MastodonRun(FakeTimeProvider clock, MastodonStandIn server) => (Clock, Server) = (clock, server);

    public FakeTimeProvider Clock { get; }

    public MastodonStandIn Server { get; }

    public MastodonOptions Options { get; } = new() { PollSeconds = 1, LookAgainSeconds = 5, AnswerSeconds = 30 };

    public SourceHealth Health { get; private set; } = null!;

    public LogLines Log { get; } = new();

    public string? Position
    {
        get { lock (_lock) return Drained().LastOrDefault(h => h.Position is not null).Position; }
    }

    public IReadOnlyList<PostChange> Changes
    {
        get { lock (_lock) return [.. Drained().Select(h => h.Change).OfType<PostChange>()]; }
    }

    public IReadOnlyList<Post> Seen => [.. Changes.OfType<PostSeen>().Select(seen => seen.Post)];

    public IReadOnlyList<string> SeenIds => [.. Seen.Select(post => post.Id.Split('/')[^1])];

    public static async Task<MastodonRun> Begin()
    {
        var clock = new FakeTimeProvider(new(2026, 6, 5, 9, 0, 0, TimeSpan.Zero));
        return new(clock, await MastodonStandIn.Start(clock));
    }

    public MastodonRun Open(string? position = null, string? token = null, params string[] tags)
    {
        var source = new MastodonSource(Options, new() { Url = Server.Url, Token = token }, "Sources:Mastodon:Servers:0:Token");
        Health = new(source.Name, source.Network, Clock, Log);
        var sink = new CaptureSink(_channel.Writer, Health, Clock, (_, _) => throw new NotSupportedException());
        WatchedEvent harbour = new("harbourconf", tags.Length > 0 ? tags : ["HarbourConf"]);
        _reading = Read();
        _running = source.Run(new(source.Name, position, [harbour], []), sink, _stop.Token);
        return this;
    }

    /// <summary>Lets the clock run until something is so.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="step">How far the clock jumps at a time: far where minutes are waited for; at zero it stands still.</param>
    public async Task Until(Func<bool> condition, TimeSpan? step = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"It never came so. Said last: {Health.Snapshot().LastError} Heard: {string.Join("; ", Changes)}");
            await Go(step ?? Step);
        }
    }

    /// <summary>Lets the clock run for a while, which takes as long as it takes.</summary>
    public async Task For(double seconds)
    {
        for (var end = Clock.GetUtcNow().AddSeconds(seconds); Clock.GetUtcNow() < end;) await Go(Step);
    }

    public async Task Stop()
    {
        await _stop.CancelAsync();
        try
        {
            await _running.WaitAsync(Patience);
        }
        catch (OperationCanceledException) { }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Stop();
        }
        finally
        {
            await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Server.DisposeAsync();
            _stop.Dispose();
        }
    }

    async Task Go(TimeSpan step)
    {
        if (_running.IsCompleted) await _running;
        Clock.Advance(step);
        await Task.Delay(2, CancellationToken.None);
    }

    async Task Read()
    {
        while (await _channel.Reader.WaitToReadAsync(_stop.Token))
            lock (_lock) Drained();
    }

    /// <remarks>What the source said of itself may be seen before the task that reads has run.</remarks>
    List<(PostChange? Change, string? Position)> Drained()
    {
        while (_channel.Reader.TryRead(out var heard)) _heard.Add(heard);
        return _heard;
    }
}
