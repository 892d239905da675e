using System.Text.Json.Serialization;

namespace Backchannel.Contracts;

/// <summary>What is compared.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<Compared>))]
public enum Compared { Sessions, Days }

/// <summary>Two sessions, or two days, side by side: the answer of <c>GET /api/events/{event}/engagement/compare</c>.</summary>
/// <param name="Event">The event's slug.</param>
/// <param name="Of">What is compared.</param>
/// <param name="At">The moment. UTC.</param>
/// <param name="First">The minute that both charts begin with, counted from the start of each.</param>
/// <param name="Step">Minutes that each of their numbers stands for.</param>
/// <param name="A">One.</param>
/// <param name="B">The other.</param>
/// <param name="InBoth">Accounts that posted in both.</param>
public sealed record EngagementComparison(string Event, Compared Of, DateTimeOffset At, int First, int Step, ComparedSide A, ComparedSide B, int InBoth);

/// <summary>One of the two.</summary>
/// <param name="Id">The session's id, or the day as <c>2026-09-01</c> in the event's zone.</param>
/// <param name="Start">When it begins. UTC.</param>
/// <param name="End">When it ends. UTC.</param>
/// <param name="Posts">Cards filed in the session, or made on the day.</param>
/// <param name="People">Accounts that made them.</param>
/// <param name="NewPeople">Those whose first post at this event is among them.</param>
/// <param name="Replies">Cards that answer another post.</param>
/// <param name="ReplyShare">Their share, 0…1; null without posts.</param>
/// <param name="Peak">Posts a minute in the busiest step of its chart.</param>
/// <param name="PeakAt">The minute in which that step begins, counted from the start; null without posts.</param>
/// <param name="Questions">Questions put there, whatever became of them but for those dismissed; those only proposed are none yet.</param>
/// <param name="Answered">Those of them that were answered.</param>
/// <param name="Networks">Where its posts were made, most first.</param>
/// <param name="Links">Pages that most people linked to, of its latest 2,000 posts with a link. <see cref="RisingLink.Before"/> is 0.</param>
/// <param name="Chart">Cards made in each step, up to now.</param>
public sealed record ComparedSide(
    string Id, DateTimeOffset Start, DateTimeOffset End, int Posts, int People, int NewPeople, int Replies, double? ReplyShare, double Peak, int? PeakAt,
    int Questions, int Answered, IReadOnlyList<NetworkShare> Networks, IReadOnlyList<RisingLink> Links, IReadOnlyList<int> Chart);

/// <summary>A day of an event, in its zone.</summary>
/// <param name="Day">As <c>2026-09-01</c>.</param>
/// <param name="Posts">Cards made on it.</param>
public sealed record EngagementDay(string Day, int Posts);
