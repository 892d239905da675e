using Backchannel.Hub.Archive;

namespace Backchannel.Hub.Pulse;

/// <summary>A card that came (+1) or left (−1).</summary>
readonly record struct CardCount(string? Session, string Author, DateTimeOffset At, Traits Traits, int By)
{
    public static CardCount Of(PostRow row, int by) => new(row.Session, AuthorOf(row.Network, row.AuthorId), row.CreatedAt, row.Traits, by);

    public static string AuthorOf(Contracts.Network network, string id) => $"{network}:{id}";

    /// <summary>What it counts for: the whole event, and its session.</summary>
    public IEnumerable<string> Fields => Session is { } session ? [PulseKeys.Whole, session] : [PulseKeys.Whole];
}
