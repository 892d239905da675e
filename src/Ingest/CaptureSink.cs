using System.Threading.Channels;
using Backchannel.Contracts;

namespace Backchannel.Ingest;

/// <summary>Where a source puts what it hears. Waits while the bus is behind, so that nothing piles up in memory.</summary>
public sealed class CaptureSink
{
    readonly ChannelWriter<(PostChange? Change, string? Position)> _changes;
    readonly Func<ListShown, CancellationToken, Task<ShownListed>> _listShown;

    internal CaptureSink(
        ChannelWriter<(PostChange? Change, string? Position)> changes, SourceHealth health, TimeProvider time,
        Func<ListShown, CancellationToken, Task<ShownListed>> listShown)
    {
        (_changes, Health, Time, _listShown) = (changes, health, time, listShown);
    }

    public SourceHealth Health { get; }

    public TimeProvider Time { get; }

    /// <summary>Hands over a change, from one task at a time.</summary>
    /// <param name="change">What was heard.</param>
    /// <param name="position">Where to resume once this change and all before it are archived; null while that does not change.</param>
    public ValueTask Add(PostChange change, string? position, CancellationToken stop)
    {
        if (change is PostSeen or PostReposted) Health.Matched();
        return _changes.WriteAsync((change, position), stop);
    }

    /// <summary>Nothing to hand over, but all up to <paramref name="position"/> has been looked at. Call it now and then, not for each message.</summary>
    public ValueTask Passed(string position, CancellationToken stop) => _changes.WriteAsync((null, position), stop);

    /// <summary>A page of the ids on show of a network, asked of the hub.</summary>
    public async Task<IReadOnlyList<string>> Shown(Network network, DateTimeOffset since, string? after, int limit, CancellationToken stop) =>
        (await _listShown(new(network.ToString().ToLowerInvariant(), since, after, limit), stop)).PostIds;
}
