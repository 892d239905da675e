using System.Globalization;

namespace Backchannel.Web.Events;

/// <summary>Rooms as people look for them: Room 2 before Room 10; what has no room comes last.</summary>
sealed class RoomOrder : IComparer<string?>
{
    static readonly StringComparer Numbers = StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering | CompareOptions.IgnoreCase);

    public static RoomOrder Natural { get; } = new();

    public int Compare(string? x, string? y) => (string.IsNullOrEmpty(x), string.IsNullOrEmpty(y)) switch
    {
        (true, true) => 0,
        (true, false) => 1,
        (false, true) => -1,
        // Rooms that differ in case only stay apart, in an order that stays.
        _ => Numbers.Compare(x, y) is not 0 and var order ? order : string.CompareOrdinal(x, y),
    };
}
