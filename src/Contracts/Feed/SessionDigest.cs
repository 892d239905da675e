namespace Backchannel.Contracts;

/// <summary>What a session's posts come to: the answer of <c>GET /api/events/{event}/sessions/{session}/digest</c>.</summary>
/// <param name="Event">The event's slug.</param>
/// <param name="Session">The session's id.</param>
/// <param name="Epoch">As in <see cref="FeedPage"/>.</param>
/// <param name="Last">The feed's number up to which posts are counted in.</param>
/// <param name="Posts">Cards on show in it.</param>
/// <param name="People">Their distinct authors.</param>
/// <param name="Minutes">Posts by the minute in which they were made; minutes without any are left out.</param>
/// <param name="Photos">Pictures in the order in which they were posted, at most 120.</param>
/// <param name="Links">Pages that were linked to, most often shared first, at most 40.</param>
/// <param name="Top">The five most answered or passed on posts, best first.</param>
public sealed record SessionDigest(
    string Event, string Session, string Epoch, long Last, int Posts, int People,
    IReadOnlyList<DigestMinute> Minutes, IReadOnlyList<DigestPhoto> Photos, IReadOnlyList<DigestLink> Links, IReadOnlyList<FeedEntry> Top);

/// <summary>One minute of a session.</summary>
/// <param name="Minute">Counted from the session's start: 0 is the first, −1 the one before it.</param>
/// <param name="Posts">How many were made in it.</param>
/// <param name="Seq">The lowest number of them: read on from there to hear what was said then.</param>
public sealed record DigestMinute(int Minute, int Posts, long Seq);

/// <summary>A picture, most often of a slide.</summary>
/// <param name="PostId">The post that it came with.</param>
/// <param name="Seq">The post's number.</param>
/// <param name="At">When it was posted. UTC.</param>
/// <param name="Minute">As in <see cref="DigestMinute"/>.</param>
/// <param name="By">The author's name.</param>
/// <param name="Media">The picture.</param>
/// <param name="Sensitive">The author or the network asks for a blur.</param>
public sealed record DigestPhoto(string PostId, long Seq, DateTimeOffset At, int Minute, string By, Media Media, bool Sensitive);

/// <summary>A page that was linked to.</summary>
/// <param name="Url">http or https.</param>
/// <param name="Title">As a network's preview gives it; null where none did.</param>
/// <param name="Shares">Distinct people who posted it, reposts not counted.</param>
public sealed record DigestLink(string Url, string? Title, int Shares);
