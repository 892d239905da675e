using Backchannel.Contracts;
using Backchannel.Hub.Digests;

namespace Backchannel.Hub.Recaps;

/// <summary>A question of a chat that was put, as a recap knows it.</summary>
sealed record RecapQuestion(int Number, string? Planned, DateTimeOffset? AskedAt, string? PostId);

/// <summary>What a recap is of, beyond its posts.</summary>
/// <param name="Id">The session's id, or <c>day-2026-12-01</c>.</param>
/// <param name="Kind">What it is of.</param>
/// <param name="Title">The session's or the day's own.</param>
/// <param name="By">Who led or spoke.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends.</param>
/// <param name="Questions">Of a chat: those that were put.</param>
/// <param name="Sessions">Of a day: those that are on, or that its posts are in.</param>
/// <param name="Own">Pages that are no find.</param>
/// <param name="LeftOut">Who asked not to be named, as <see cref="People.Names.Key"/> makes it.</param>
/// <param name="Edits">What its editor made of it.</param>
sealed record RecapSubject(
    string Id, RecapKind Kind, string Title, IReadOnlyList<string> By, DateTimeOffset Start, DateTimeOffset End,
    IReadOnlyList<RecapQuestion> Questions, IReadOnlyList<SessionInfo> Sessions, OwnPages Own, IReadOnlySet<string> LeftOut, RecapEdits Edits);
