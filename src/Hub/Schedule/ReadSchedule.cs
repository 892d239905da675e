using Backchannel.Contracts;

namespace Backchannel.Hub.Schedule;

/// <summary>What a schedule says, in whichever format it came. Cleaned, of limited length, with keys that differ.</summary>
sealed record ReadSchedule(string Format, string? Version, string? TimeZone, IReadOnlyList<ReadSession> Sessions, IReadOnlyList<ScheduleProblem> Problems);

/// <summary>One session of it.</summary>
/// <param name="Key">What names it for as long as the schedule lives, wherever it moves.</param>
/// <param name="Title">Plain text.</param>
/// <param name="Start">UTC.</param>
/// <param name="End">UTC.</param>
sealed record ReadSession(string Key, string Title, DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>The schedule's number of it, where it has one.</summary>
    public string? Number { get; init; }
    public string? Code { get; init; }
    public string? Subtitle { get; init; }
    public string? Room { get; init; }
    public string? Track { get; init; }
    public string? Kind { get; init; }
    public string? Language { get; init; }
    public string? Abstract { get; init; }
    public string? Url { get; init; }
    public string? WatchUrl { get; init; }
    public IReadOnlyList<string> Speakers { get; init; } = [];
    public IReadOnlyList<string> SpeakerHandles { get; init; } = [];
    public IReadOnlyList<string> Hashtags { get; init; } = [];
}

/// <summary>The file is broken as a whole: nothing of it is used, and the old schedule stands.</summary>
sealed class UnreadableScheduleException(string words) : Exception(words);
