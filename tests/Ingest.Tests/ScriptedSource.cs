using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Backchannel.Contracts;

namespace Backchannel.Ingest.Tests;

/// <summary>A source that does as it is told: each time it is opened it runs the next act, and after the last it waits to be stopped.</summary>
sealed class ScriptedSource(params ScriptedSource.Act[] acts) : IPostSource
{
    readonly Channel<SourceOpened> _opened = Channel.CreateUnbounded<SourceOpened>();
    readonly Queue<Act> _acts = new(acts);
    int _times;

    static readonly StrongBox<int> NoCount = new();

    public delegate Task Act(SourceOpened opened, CaptureSink sink, CancellationToken stop);

    public string Name => "scripted";

    public Network? Network => Contracts.Network.Bluesky;

    /// <summary>How often it was opened.</summary>
    public int Times => Volatile.Read(ref _times);

    public async Task Run(SourceOpened opened, CaptureSink sink, CancellationToken stop)
    {
        // Counted before it is told: whoever has been told can rely on the count.
        Interlocked.Increment(ref _times);
        _opened.Writer.TryWrite(opened);
        if (_acts.TryDequeue(out var act)) await act(opened, sink, stop);
        else await Task.Delay(Timeout.InfiniteTimeSpan, stop);
    }

    /// <summary>What it was opened with, one opening after the other.</summary>
    public async Task<SourceOpened> Opened()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _opened.Reader.ReadAsync(patience.Token);
    }

    /// <summary>Hands over posts <paramref name="from"/>… with their numbers as positions, then waits to be stopped.</summary>
    /// <param name="handedOver">Counts them.</param>
    public static Act HandOver(int from, int count, StrongBox<int>? handedOver = null) => async (_, sink, stop) =>
    {
        for (var n = from; n < from + count; n++)
        {
            await sink.Add(Deleted(n), $"{n}", stop);
            Interlocked.Increment(ref (handedOver ?? NoCount).Value);
        }
        await Task.Delay(Timeout.InfiniteTimeSpan, stop);
    };

    /// <summary>The shortest change there is.</summary>
    public static PostDeleted Deleted(int number) => new($"bluesky:{number}");
}
