namespace Backchannel.Contracts;

/// <summary>A recap as lists name it.</summary>
/// <param name="Event">The event's slug.</param>
/// <param name="EventName">What people call it.</param>
/// <param name="TimeZone">IANA name: the event's.</param>
/// <param name="Id">As in <see cref="RecapInfo"/>.</param>
/// <param name="Kind">What it is of.</param>
/// <param name="Title">Plain text.</param>
/// <param name="Words">What its editor says of it. Plain text.</param>
/// <param name="Start">UTC.</param>
/// <param name="End">UTC.</param>
/// <param name="Posts">Cards on show in its session; null for a day's.</param>
/// <param name="MadeAt">When it first was. UTC.</param>
/// <param name="ChangedAt">When it was last edited. UTC.</param>
/// <param name="PublishedAt">Since when it is for all to see; null while it is not. UTC.</param>
public sealed record RecapLine(
    string Event, string EventName, string TimeZone, string Id, RecapKind Kind, string Title, string? Words, DateTimeOffset Start, DateTimeOffset End, int? Posts,
    DateTimeOffset MadeAt, DateTimeOffset ChangedAt, DateTimeOffset? PublishedAt);

/// <summary>Recaps, newest first.</summary>
/// <param name="Recaps">At most as many as were asked for.</param>
/// <param name="More">There are older ones.</param>
public sealed record RecapList(IReadOnlyList<RecapLine> Recaps, bool More);
