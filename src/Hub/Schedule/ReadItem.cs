namespace Backchannel.Hub.Schedule;

/// <summary>One item of a schedule as its file writes it, before <see cref="ScheduleSheet"/> makes a session of it.</summary>
/// <param name="line">Line of the file.</param>
sealed class ReadItem(int line)
{
    public int Line { get; } = line;
    public string? Guid { get; set; }
    public string? Number { get; set; }
    public string? Code { get; set; }
    public string? Title { get; set; }
    public string? Subtitle { get; set; }
    public string? Room { get; set; }
    public string? Track { get; set; }
    public string? Kind { get; set; }
    public string? Language { get; set; }
    public string? Abstract { get; set; }
    public string? Url { get; set; }
    public string? FeedbackUrl { get; set; }
    public string? WatchUrl { get; set; }
    public List<string> Speakers { get; } = [];

    /// <summary>Where they may be found elsewhere: addresses of any kind.</summary>
    public List<string> Links { get; } = [];

    /// <summary>Accounts that the schedule names as such, as <c>network:handle</c>.</summary>
    public List<string> Handles { get; } = [];
    public List<string> Hashtags { get; } = [];

    /// <summary>Null where it cannot be read; <see cref="StartGiven"/> is then what stands there.</summary>
    public DateTimeOffset? Start { get; set; }
    public string? StartGiven { get; set; }

    /// <summary>Null where the schedule does not tell it.</summary>
    public DateTimeOffset? End { get; set; }

    /// <summary>What stands in the place of an end or a duration and cannot be read.</summary>
    public string? EndGiven { get; set; }

    public string Where => Title is { Length: > 0 } ? Title : Guid ?? Number ?? "an item without a title";
}
