using Backchannel.Contracts;

namespace Backchannel.Ingest;

/// <summary>One connection that captures posts of one network, or replays them.</summary>
public interface IPostSource
{
    /// <summary>Stable over restarts: the archived position is kept under it.</summary>
    string Name { get; }

    /// <summary>Null where posts of several networks come through it.</summary>
    Network? Network { get; }

    /// <summary>
    /// Hands over everything from <see cref="SourceOpened.Position"/> on, in order, until <paramref name="stop"/>. Reconnects by itself, by its network's
    /// own rules. Returns when there is nothing more to come (a file's end), or when only an organizer can help (<see cref="SourceHealth.Stop"/>).
    /// What it throws is logged and it is opened again after a pause.
    /// </summary>
    Task Run(SourceOpened opened, CaptureSink sink, CancellationToken stop);
}
