using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Hub.Schedule;

namespace Backchannel.Hub;

/// <summary>Settings of the hub, all under <c>Backchannel:</c>. The event described here is made, or brought up to date, at start.</summary>
public sealed class HubOptions
{
    /// <summary>The event's hashtags, with or without #; the first one, folded, is its slug.</summary>
    public List<string> Hashtag { get; set; } = [];

    public string? Name { get; set; }

    /// <summary>IANA time zone; UTC where nobody says otherwise.</summary>
    public string? TimeZone { get; set; }

    /// <summary><c>#rrggbb</c>.</summary>
    public string? Accent { get; set; }

    /// <summary><c>auto</c>, the default: shown at once. <c>delay</c>: after some seconds, unless a moderator says otherwise. <c>approve</c>: held for a moderator.</summary>
    public string? Admission { get; set; }

    /// <summary>A post with one of these is held. Whole words, in any case, accents and leet spelling; <c>*part*</c> matches inside words too.</summary>
    public List<string> BlockedWords { get; set; } = [];

    /// <summary>Posts of these are refused: <c>x:handle</c>, <c>mastodon:name@server</c>, <c>bluesky:handle</c>, or an account id after the network.</summary>
    public List<string> BlockedAuthors { get; set; } = [];

    /// <summary>Where the event's schedule is read from, again and again: a file, or an http(s) address, be it of an intranet.</summary>
    public string? Schedule { get; set; }

    /// <summary>Lets organizers' calls in by <c>Authorization: Bearer</c>. Without it nobody may make them.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Where the archive, keys and cached pictures are kept.</summary>
    public string Data { get; set; } = "data";

    internal string Slug => Hashtag.Count > 0 ? Slugs.Of(Hashtag[0]) : "";

    /// <summary>An address as it was given, or the whole path of a file, which is looked for where the process was started.</summary>
    internal string? ScheduleAddress => string.IsNullOrWhiteSpace(Schedule) ? null : ScheduleFetch.IsWeb(Schedule.Trim()) ? Schedule.Trim() : Path.GetFullPath(Schedule.Trim());

    /// <summary>The event these settings describe; null where they name no hashtag. What they leave out stays as an organizer set it.</summary>
    internal EventDraft? Draft() => Hashtag.Count == 0 ? null : new(Name, TimeZone, Hashtag, Accent, Policy());

    // An empty list in the settings says nothing, as the binder knows no other way of leaving one out.
    PolicyDraft Policy() => new(
        Enum.TryParse<AdmissionMode>(Admission, ignoreCase: true, out var mode) ? mode : null,
        BlockedWords is { Count: > 0 } ? BlockedWords : null, BlockedAuthors is { Count: > 0 } ? BlockedAuthors : null);

    internal static string DataFolder(IConfiguration configuration) => configuration["Backchannel:Data"] is { Length: > 0 } folder ? folder : "data";
}
