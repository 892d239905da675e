namespace Backchannel.Contracts;

/// <summary>What all screens of an event show.</summary>
/// <param name="Event">The event's slug.</param>
/// <param name="Blank">No posts: the event's name and nothing else.</param>
/// <param name="Spotlight">The one post that is shown large, as it stands now; null for none, and where it is not on show any more.</param>
/// <param name="At">When that was decided. UTC.</param>
public sealed record ScreenState(string Event, bool Blank, FeedEntry? Spotlight, DateTimeOffset At);

/// <summary>The body of <c>PATCH /api/events/{event}/screen</c>: what is left out stays.</summary>
/// <param name="Blank">Whether screens show the event's name alone.</param>
/// <param name="Spotlight">The id of a post on show; an empty text takes away what is there.</param>
public sealed record ScreenChange(bool? Blank = null, string? Spotlight = null);

/// <summary>One hub changed what an event's screens show: the others read it from the archive and tell their own followers.</summary>
public sealed record ScreenChanged(string Event);
