namespace Backchannel.Contracts;

/// <summary>How it went when an event's schedule was read the last time.</summary>
/// <param name="Address">Where it is read from, again and again; null for one that was sent to us.</param>
/// <param name="Format"><c>schedule.xml</c>, <c>schedule.json</c>, <c>sessionize</c> or <c>icalendar</c>; null while nothing was read.</param>
/// <param name="Version">What the schedule calls its own version.</param>
/// <param name="ReadAt">When it was tried.</param>
/// <param name="Sessions">How many sessions were read; where there is an <paramref name="Error"/>, how many the old schedule has.</param>
/// <param name="Added">Sessions that were not there before.</param>
/// <param name="Changed">Sessions that are not as they were.</param>
/// <param name="Cancelled">Sessions that the schedule does not list any more.</param>
/// <param name="Problems">What could not be understood, and what was understood by a guess, in the order of the file.</param>
/// <param name="Error">Why nothing was read and the old schedule stands; null where all is well.</param>
public sealed record ScheduleReport(
    string? Address, string? Format, string? Version, DateTimeOffset? ReadAt, int Sessions, int Added, int Changed, int Cancelled,
    IReadOnlyList<ScheduleProblem> Problems, string? Error);

/// <summary>One thing in a schedule that could not be understood.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Where">Which item of it, by the title or id it gives.</param>
/// <param name="Words">What is wrong, and what became of it.</param>
public sealed record ScheduleProblem(int Line, string Where, string Words);

/// <summary>The body of <c>POST /api/events/{event}/schedule</c>.</summary>
/// <param name="Address">http or https.</param>
public sealed record ScheduleAddress(string? Address);
