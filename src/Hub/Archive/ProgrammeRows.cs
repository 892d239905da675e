using Backchannel.Contracts;

namespace Backchannel.Hub.Archive;

sealed class SessionRow
{
    public required string Event { get; init; }
    public required string Id { get; init; }

    /// <summary>What names it in the schedule it came from (a guid); null for one made by hand, which no import touches.</summary>
    public string? Key { get; set; }
    public required string Title { get; set; }
    public string? Subtitle { get; set; }
    public string? Room { get; set; }
    public string? Track { get; set; }
    public required List<string> Speakers { get; set; }
    public List<string> SpeakerHandles { get; set; } = [];
    public DateTimeOffset Start { get; set; }
    public DateTimeOffset End { get; set; }
    public required List<string> Hashtags { get; set; }
    public bool Proposed { get; set; }
    public string? Abstract { get; set; }
    public string? Url { get; set; }
    public string? Code { get; set; }
    public string? Kind { get; set; }
    public string? Language { get; set; }
    public string? WatchUrl { get; set; }
    public bool Cancelled { get; set; }

    /// <summary>What was changed by hand, as JSON: an import leaves it as it is. Null where nothing was.</summary>
    public string? Edits { get; set; }

    public SessionInfo ToInfo() => new(Id, Title, Room, Track, Speakers, Start, End, Hashtags, Abstract)
    {
        Subtitle = Subtitle,
        Url = Url,
        Code = Code,
        Kind = Kind,
        Language = Language,
        SpeakerHandles = SpeakerHandles,
        WatchUrl = WatchUrl,
        Cancelled = Cancelled,
        Proposed = Proposed,
    };
}

sealed class RoomRow
{
    public required string Event { get; init; }
    public required string Name { get; init; }
    public required List<string> Hashtags { get; set; }
    public bool Proposed { get; set; }

    public RoomInfo ToInfo() => new(Name, Hashtags, Proposed);
}

/// <summary>Where an event's schedule is read from, and how it went the last time.</summary>
sealed class ScheduleRow
{
    public required string Event { get; init; }

    /// <summary>A file's path or an http(s) address; null for one that was sent to us.</summary>
    public string? Address { get; set; }

    /// <summary>What to send so that an unchanged schedule is not sent again.</summary>
    public string? ETag { get; set; }
    public string? LastModified { get; set; }

    /// <summary>The latest report, as JSON.</summary>
    public string? Report { get; set; }
}
