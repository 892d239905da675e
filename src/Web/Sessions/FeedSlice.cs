using Backchannel.Contracts;

namespace Backchannel.Web.Sessions;

/// <summary>The three views of a session's feed, as addresses name them.</summary>
static class FeedViews
{
    public const string Latest = "latest", Start = "start", Top = "top";

    /// <summary>The view that an address means; the latest for one that nobody knows.</summary>
    public static string Of(string? named) => named is Start or Top ? named : Latest;
}

/// <summary>What a session's page shows of its feed as it opens.</summary>
/// <param name="View">One of <see cref="FeedViews"/>.</param>
/// <param name="Entries">In the order in which they are shown.</param>
/// <param name="Before">Older ones are had with it; null where there are none.</param>
/// <param name="From">Newer ones are had with it; null at the feed's end.</param>
public sealed record FeedSlice(string View, IReadOnlyList<FeedEntry> Entries, long? Before, long? From);
