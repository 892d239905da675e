using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Web.Search;
using Backchannel.Web.Shell;
using Microsoft.AspNetCore.WebUtilities;

namespace Backchannel.Web.Programmes;

/// <summary>What of a programme somebody wants to see. It is all in the page's address, so that it can be sent to others and gone back to.</summary>
/// <param name="Day">Of the event, from 1; null for today's, or the first.</param>
/// <param name="Track">Only this track.</param>
/// <param name="Room">Only this room.</param>
/// <param name="ByRoom">Room by room rather than hour by hour.</param>
/// <param name="Words">Only what these words are in, on all days.</param>
public sealed record ScheduleQuery(int? Day, string? Track, string? Room, bool ByRoom, SearchWords? Words)
{
    public bool IsNarrow => Track is not null || Room is not null || Words is not null;

    /// <summary>The page's address for this.</summary>
    public string Link(EventInfo info) => QueryHelpers.AddQueryString(EventLinks.Schedule(info), new Dictionary<string, string?>
    {
        ["day"] = Day?.ToString(CultureInfo.InvariantCulture),
        ["track"] = Track,
        ["room"] = Room,
        ["by"] = ByRoom ? "room" : null,
        ["q"] = Words?.Asked,
    }.Where(pair => pair.Value is not null));

    public bool Wants(SessionInfo session) =>
        (Track is null || session.Track == Track) && (Room is null || session.Room == Room) && (Words is null || Words.Fit(session) > 0);
}
