namespace Backchannel.Contracts;

/// <summary>The body of <c>PATCH /api/events/{event}/recaps/{id}</c>: what is left out stays as it is.</summary>
/// <param name="Version">The <see cref="RecapInfo.Version"/> that is edited.</param>
/// <param name="Title">At most 200 characters; empty for the session's or the day's own.</param>
/// <param name="Words">An introduction, at most 5,000 characters; empty for none.</param>
/// <param name="Sections">Those that change.</param>
/// <param name="LeftOut">Ids of posts that are left out of all of it, with what is answered to them.</param>
/// <param name="Hidden">What is taken off: <c>links</c>, <c>photos</c>, <c>people</c>, <c>numbers</c>, or keys of sections.</param>
/// <param name="Published">Whether it is for all to see.</param>
public sealed record RecapDraft(
    string? Version, string? Title = null, string? Words = null, IReadOnlyList<RecapSectionDraft>? Sections = null, IReadOnlyList<string>? LeftOut = null,
    IReadOnlyList<string>? Hidden = null, bool? Published = null);

/// <summary>How one section is edited: what is left out stays as it is.</summary>
/// <param name="Key">Its <see cref="RecapSection.Key"/>.</param>
/// <param name="Question">Instead of a key: the question's number.</param>
/// <param name="Words">At most 5,000 characters; empty for none.</param>
/// <param name="Order">Ids of posts that come first, in this order; the others follow as they would by themselves.</param>
/// <param name="LeftOut">Ids of posts that are left out, with what is answered to them.</param>
public sealed record RecapSectionDraft(
    string? Key = null, int? Question = null, string? Words = null, IReadOnlyList<string>? Order = null, IReadOnlyList<string>? LeftOut = null);

/// <summary>A recap as it is edited.</summary>
/// <param name="Recap">With all that is left out and hidden in it.</param>
/// <param name="Edits">How it is edited so far.</param>
public sealed record RecapForEditing(RecapInfo Recap, RecapEdits Edits);

/// <summary>What an editor made of a recap. It has ids of posts, and none of their words.</summary>
public sealed record RecapEdits
{
    public string? Title { get; init; }
    public string? Words { get; init; }
    public IReadOnlyList<RecapSectionEdits> Sections { get; init; } = [];
    public IReadOnlyList<string> LeftOut { get; init; } = [];
    public IReadOnlyList<string> Hidden { get; init; } = [];
}

/// <summary>What an editor made of one section.</summary>
public sealed record RecapSectionEdits(string Key, string? Words, IReadOnlyList<string> Order, IReadOnlyList<string> LeftOut);

/// <summary>A recap to take away: <c>GET /api/events/{event}/recaps/{id}/file</c>.</summary>
/// <param name="Recap">Posts of X are in it by their ids, but for those that may be taken whole.</param>
/// <param name="MadeAt">When the file was made. UTC.</param>
/// <param name="OnlyIds">How many posts are in it by their ids alone.</param>
public sealed record RecapFile(RecapInfo Recap, DateTimeOffset MadeAt, int OnlyIds);
