using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Filing;

namespace Backchannel.Hub.Admission;

/// <summary>What one line of the log changed, and how it was before: by it the act is taken back, exactly and no further.</summary>
sealed record Memo
{
    public IReadOnlyList<PostMemo> Posts { get; init; } = [];
    public RuleMemo? Rule { get; init; }
    public SpotlightMemo? Spotlight { get; init; }
}

/// <summary>One row: a card, or what is folded into it. Only what changed is named.</summary>
sealed record PostMemo(string Id)
{
    public Changed<Standing>? Standing { get; init; }

    /// <summary>The version that it stood in: it comes back unasked only as it was.</summary>
    public long? Version { get; init; }
    public Changed<bool>? Pinned { get; init; }
    public Changed<Filed>? Filed { get; init; }
}

/// <summary>What was put in one of the event's lists.</summary>
sealed record RuleMemo(Act Act, string Entry);

/// <summary>Which post screens showed alone; null for none.</summary>
sealed record SpotlightMemo(string? Was, string? Became);

sealed record Changed<T>(T Was, T Became);
