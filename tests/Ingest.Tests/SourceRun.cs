using System.Threading.Channels;
using Backchannel.Contracts;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Ingest.Tests;

/// <summary>
/// Runs one source as the pump would, with a bounded channel in place of the bus, and keeps all that it hands over: whoever looks sees all of it.
/// Disposing stops the source and fails if it does not stop promptly.
/// </summary>
sealed class SourceRun : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly CancellationTokenSource _stop = new();
    readonly Channel<(PostChange? Change, string? Position)> _channel = Channel.CreateBounded<(PostChange?, string?)>(2 * PostsCaptured.MaxChanges);
    readonly Lock _lock = new();
    readonly List<(PostChange? Change, string? Position)> _heard = [];
    readonly LogLines _log = new();
    readonly Task _collecting;
    TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    SourceRun(IPostSource source, SourceOpened opened, TimeProvider time, IReadOnlyList<string> shown)
    {
        Health = new SourceHealth(source.Name, source.Network, time, _log);
        var sink = new CaptureSink(_channel.Writer, Health, time, (request, _) => Task.FromResult(Page(shown, request)));
        Finished = Task.Run(() => source.Run(opened, sink, _stop.Token));
        _collecting = Collect();
    }

    /// <param name="source">What to run.</param>
    /// <param name="events">What to capture for.</param>
    /// <param name="position">The archived position it resumes from.</param>
    /// <param name="knownAuthors">Account ids that have posts in the archive.</param>
    /// <param name="shown">Post ids that the hub would list as being on show.</param>
    /// <param name="time">The system's clock where null.</param>
    public static SourceRun Start(
        IPostSource source, IReadOnlyList<WatchedEvent> events, string? position = null, IReadOnlyList<string>? knownAuthors = null,
        IReadOnlyList<string>? shown = null, TimeProvider? time = null) =>
        new(source, new(source.Name, position, events, knownAuthors ?? []), time ?? TimeProvider.System, shown ?? []);

    public SourceHealth Health { get; }

    /// <summary>Ends when the source has returned; throws what it threw.</summary>
    public Task Finished { get; }

    /// <summary>Warnings and worse, in order.</summary>
    public IReadOnlyCollection<string> Log => _log.Lines;

    public IReadOnlyList<PostChange> Changes
    {
        get { lock (_lock) return [.. Drained().Select(h => h.Change).OfType<PostChange>()]; }
    }

    public IReadOnlyList<Post> Posts => [.. Changes.OfType<PostSeen>().Select(seen => seen.Post)];

    /// <summary>Every change and position, in the order handed over.</summary>
    public IReadOnlyList<(PostChange? Change, string? Position)> Heard
    {
        get { lock (_lock) return [.. Drained()]; }
    }

    /// <summary>Where the source would resume now.</summary>
    public string? Position => Heard.LastOrDefault(h => h.Position is not null).Position;

    /// <summary>Waits until what was handed over satisfies <paramref name="condition"/>; fails after 30 s, or at once if the source fails.</summary>
    public Task Until(Func<IReadOnlyList<PostChange>, bool> condition) => Wait(() => condition(Changes));

    public Task UntilPosts(int count) => Until(changes => changes.OfType<PostSeen>().Count() >= count);

    /// <summary>As <see cref="Until"/>, for the source's report.</summary>
    public Task UntilReport(Func<SourceReported, bool> condition) => Wait(() => condition(Health.Snapshot()));

    /// <summary>As <see cref="Until"/>, for anything else, such as what a stand-in has seen.</summary>
    public async Task Wait(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var moved = Moved();
            if (condition()) return;
            if (Finished.IsFaulted) await Finished;
            Assert.False(patience.IsCancellationRequested, "It did not happen in time. " + Describe());
            // Not all that a condition may look at announces itself, so it is also asked again now and then.
            await Task.WhenAny(moved, Task.Delay(20));
        }
    }

    /// <summary>Moves the clock while the source waits, until <paramref name="done"/>.</summary>
    public Task Pass(FakeTimeProvider time, Func<bool> done, TimeSpan? step = null) => Wait(() =>
    {
        if (done()) return true;
        if (Health.State is SourceState.Waiting or SourceState.Stopped) time.Advance(step ?? TimeSpan.FromSeconds(1));
        return false;
    });

    public async Task Stop()
    {
        await _stop.CancelAsync();
        try
        {
            await Finished.WaitAsync(Patience);
        }
        catch (OperationCanceledException) { }
        _channel.Writer.TryComplete();
        await _collecting;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _stop.Dispose();
    }

    async Task Collect()
    {
        while (await _channel.Reader.WaitToReadAsync())
            lock (_lock)
            {
                Drained();
                _moved.TrySetResult();
                _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
    }

    /// <remarks>What the source said of itself may be seen before the task that collects has run.</remarks>
    List<(PostChange? Change, string? Position)> Drained()
    {
        while (_channel.Reader.TryRead(out var heard)) _heard.Add(heard);
        return _heard;
    }

    Task Moved()
    {
        lock (_lock) return _moved.Task;
    }

    string Describe() =>
        $"Heard: {string.Join(", ", Changes.Select(c => c.GetType().Name))}. Report: {Health.Snapshot()}. Log: {string.Join(" | ", Log)}";

    static ShownListed Page(IReadOnlyList<string> shown, ListShown request) =>
        new([.. shown.Order(StringComparer.Ordinal).Where(id => string.CompareOrdinal(id, request.After) > 0).Take(request.Limit)]);
}
