using Backchannel.Contracts;

namespace Backchannel.Web.Live;

/// <summary>What a page shows at the moment it is rendered.</summary>
/// <param name="Event">The event.</param>
/// <param name="Sessions">Its programme, by start.</param>
/// <param name="Programme">Names this version of it: hand it to <c>GET /{event}/live?programme=</c> to hear of a later one.</param>
/// <param name="Entries">Posts on show, oldest first, one entry a post, <see cref="FeedEntry.Post"/> never null.</param>
/// <param name="Position"><c>epoch.seq</c>: hand it to <c>GET /{event}/live?after=</c> and nothing falls between page and stream.</param>
/// <param name="Status">How fresh all this is.</param>
public sealed record LiveView(
    EventInfo Event, IReadOnlyList<SessionInfo> Sessions, string Programme, IReadOnlyList<FeedEntry> Entries, string Position, LiveStatus Status);

/// <summary>How fresh a feed is.</summary>
/// <param name="Stale">The hub does not answer: what is on show is the last that was known.</param>
/// <param name="Since">Since when. UTC; null while it is fresh.</param>
/// <param name="Sources">The latest report of each source, by name.</param>
public sealed record LiveStatus(bool Stale, DateTimeOffset? Since, IReadOnlyList<SourceReported> Sources);
