using System.Collections.Concurrent;
using Backchannel.Contracts;

namespace Backchannel.Hub.Feed;

/// <summary>The tails of all feeds that anybody follows here.</summary>
sealed partial class FeedTails(FeedReader reader, TimeProvider time, ILogger<FeedTails> logger)
{
    /// <summary>Entries kept per event: an hour of a very busy one.</summary>
    public const int Capacity = 2_000;

    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<string, Lazy<Task<FeedTail>>> _tails = new();

    /// <summary>Called with a tail whenever it has something new.</summary>
    public event Action<FeedTail>? Advanced;

    // On a thread of its own: SQLite reads synchronously, and whoever asks for the same tail meanwhile must wait for the task, not for the lock.
    public Task<FeedTail> Get(string slug) => _tails.GetOrAdd(slug, _ => new(() => Task.Run(() => Open(slug)))).Value;

    /// <summary>Hands on what this hub committed. Commits come in order.</summary>
    public void Append(FeedStep step)
    {
        if (!_tails.TryGetValue(step.Event, out var opening)) return;
        var tail = opening.Value;
        // One that is still being read, or that missed another hub's commit, reads on from the archive.
        if (tail.IsCompletedSuccessfully && Opened(tail) is { } open && open.Append(step)) Advanced?.Invoke(open);
        else _ = KeepReadingOn(step.Event, step.Echoes);
    }

    /// <summary>Another hub committed up to <paramref name="last"/>.</summary>
    public async Task AdvanceTo(string slug, long last, IReadOnlyList<EchoCount> echoes)
    {
        if (!_tails.ContainsKey(slug)) return;
        var tail = await Get(slug);
        if (tail.Last < last || echoes.Count > 0) await KeepReadingOn(slug, echoes);
    }

    // It must not give up: followers would miss what was committed until the next commit.
    async Task KeepReadingOn(string slug, IReadOnlyList<EchoCount> echoes)
    {
        while (true)
        {
            try
            {
                await ReadOn(slug, echoes);
                return;
            }
            catch (ObjectDisposedException) // The process stops.
            {
                return;
            }
            catch (Exception failure)
            {
                LogBehind(failure, slug);
                await Task.Delay(Pause, time);
            }
        }
    }

    async Task ReadOn(string slug, IReadOnlyList<EchoCount> echoes)
    {
        var tail = await Get(slug);
        FeedPage page;
        do
        {
            page = await reader.After(slug, null, tail.Last, FeedReader.PageSize, CancellationToken.None);
            tail.Append(new(slug, tail.Last, page.Entries, [], []));
        }
        while (page.More);
        tail.Append(new(slug, tail.Last, [], echoes, []));
        Advanced?.Invoke(tail);
    }

    async Task<FeedTail> Open(string slug)
    {
        try
        {
            var (entries, from, last) = await reader.Tail(slug, Capacity, CancellationToken.None);
            var tail = new FeedTail(slug, reader.Epoch, Capacity);
            tail.Load(entries, from, last);
            return tail;
        }
        catch
        {
            _tails.TryRemove(slug, out _);
            throw;
        }
    }

#pragma warning disable RS0030 // The task is known to be complete.
    static FeedTail Opened(Task<FeedTail> tail) => tail.Result;
#pragma warning restore RS0030

    [LoggerMessage(LogLevel.Warning, "The feed of {Event} cannot be read on: followers wait, and it is tried again")]
    partial void LogBehind(Exception failure, string @event);
}
