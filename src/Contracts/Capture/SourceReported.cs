using System.Text.Json.Serialization;

namespace Backchannel.Contracts;

/// <summary>What a source is doing.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<SourceState>))]
public enum SourceState
{
    /// <summary>No hub has answered yet.</summary>
    Opening,
    Connecting,
    /// <summary>Fetching what was missed.</summary>
    CatchingUp,
    /// <summary>Hearing posts as they are made, or asking for them every few seconds.</summary>
    Live,
    /// <summary>Waiting before another try, by the network's rules.</summary>
    Waiting,
    /// <summary>Stopped for good until an organizer acts: <see cref="SourceReported.LastError"/> says what to do.</summary>
    Stopped,
    /// <summary>Everything there was has been captured.</summary>
    Finished,
}

/// <summary>How one source is doing: published every 5 s.</summary>
/// <param name="Source">Its name: <c>bluesky</c>, <c>mastodon:server.example</c>, <c>x</c>, <c>replay:file.jsonl</c>, <c>here</c>.</param>
/// <param name="Network">The network it captures; null for a replay of several.</param>
/// <param name="State">What it is doing.</param>
/// <param name="At">When this was true. UTC.</param>
/// <param name="LastPostAt">When it last captured a post; null if never since it started.</param>
/// <param name="LagMs">Milliseconds between the making and the hearing of what it heard last; null before anything was heard.</param>
/// <param name="Received">Messages heard since it started.</param>
/// <param name="Matched">Posts among them that belong to an event.</param>
/// <param name="Refused">Messages among them that could not be used.</param>
/// <param name="RateLimitLeft">Requests left by the network's own count; null where there is none.</param>
/// <param name="LastError">What went wrong last, in words an organizer understands; null if nothing did. Never holds a secret.</param>
/// <param name="LastErrorAt">When. UTC.</param>
/// <param name="BilledReads">Reads billed by the network in this UTC month; null where reading is free.</param>
/// <param name="BilledCeiling">The count at which the source stops itself.</param>
public sealed record SourceReported(
    string Source, Network? Network, SourceState State, DateTimeOffset At, DateTimeOffset? LastPostAt, long? LagMs,
    long Received, long Matched, long Refused, int? RateLimitLeft, string? LastError, DateTimeOffset? LastErrorAt,
    long? BilledReads, long? BilledCeiling);
