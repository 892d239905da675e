using System.Text.Json.Serialization;

namespace Backchannel.Contracts;

/// <summary>What a recap is of.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<RecapKind>))]
public enum RecapKind
{
    /// <summary>A session with questions: its answers are by question.</summary>
    Chat,
    /// <summary>Any other session: its posts are by time.</summary>
    Talk,
    /// <summary>A day of an event: its posts are by session.</summary>
    Day,
}

/// <summary>
/// What lasts of a session or a day, as <c>GET /api/events/{event}/recaps/{id}</c> gives it. Made from posts as they stand, each time: what is deleted or taken
/// off is in it no more.
/// </summary>
/// <param name="Event">The event's slug.</param>
/// <param name="EventName">What people call it.</param>
/// <param name="TimeZone">IANA name: the event's.</param>
/// <param name="Id">The session's id, or <c>day-2026-12-01</c>.</param>
/// <param name="Kind">What it is of.</param>
/// <param name="Title">The session's or the day's, or what its editor made of it. Plain text.</param>
/// <param name="Words">What its editor says of it. Plain text.</param>
/// <param name="By">Who led or spoke, in the programme's order.</param>
/// <param name="Start">When it began. UTC.</param>
/// <param name="End">When it ended. UTC.</param>
/// <param name="MadeAt">When it first was. UTC.</param>
/// <param name="PublishedAt">Since when it is for all to see; null while it is not. UTC.</param>
/// <param name="Version">Names how it was edited: an edit says which one it is of.</param>
/// <param name="Sections">Its posts.</param>
/// <param name="Links">Pages that were linked to, by how many people, at most 60.</param>
/// <param name="Photos">In the order in which they were posted, at most 120.</param>
/// <param name="People">Everybody who posted and does not mind to be named, by name. Not ranked.</param>
/// <param name="Numbers">What it comes to, each with what it means.</param>
/// <param name="Hidden">What its editor took off: <c>links</c>, <c>photos</c>, <c>people</c>, <c>numbers</c>, or a section's key. It is empty here.</param>
public sealed record RecapInfo(
    string Event, string EventName, string TimeZone, string Id, RecapKind Kind, string Title, string? Words, IReadOnlyList<string> By,
    DateTimeOffset Start, DateTimeOffset End, DateTimeOffset MadeAt, DateTimeOffset? PublishedAt, string Version,
    IReadOnlyList<RecapSection> Sections, IReadOnlyList<RecapLink> Links, IReadOnlyList<RecapPhoto> Photos, IReadOnlyList<RecapPerson> People,
    IReadOnlyList<RecapNumber> Numbers, IReadOnlyList<string> Hidden)
{
    /// <summary>What a recap of a day is called before its date.</summary>
    public const string DayPrefix = "day-";

    /// <summary>The session that it is of; null for a day's.</summary>
    public string? Session => Kind == RecapKind.Day ? null : Id;

    /// <summary>The day that it is of, <c>2026-12-01</c>; null for a session's.</summary>
    public string? Day => DayOf(Id);

    /// <summary>All its posts, in the order in which they are shown; answers after what they answer.</summary>
    [JsonIgnore]
    public IEnumerable<RecapPost> Posts => Sections.SelectMany(section => section.Asks is { } asks ? section.Posts.Prepend(asks) : section.Posts).SelectMany(post => post.Thread);

    /// <summary>The day that an id names; null where it names none.</summary>
    public static string? DayOf(string id) => id.StartsWith(DayPrefix, StringComparison.Ordinal) && DateOnly.TryParseExact(id[DayPrefix.Length..], "yyyy-MM-dd", out _)
        ? id[DayPrefix.Length..]
        : null;
}

/// <summary>A part of a recap: a question and its answers, a stretch of a talk, a session of a day.</summary>
/// <param name="Key"><c>q1</c>…, <c>beside</c>; <c>top</c>, <c>before</c>, <c>c1</c>…, <c>after</c>; <c>s-</c> and a session's id, <c>unfiled</c>.</param>
/// <param name="Question">The question's number; null where it is none.</param>
/// <param name="Title">Plain text.</param>
/// <param name="Words">What its editor says of it. Plain text.</param>
/// <param name="Session">The session that it is of, in a recap of a day.</param>
/// <param name="Start">When it begins, or when its question was put. UTC; null where it has no time.</param>
/// <param name="End">When it ends. UTC; null where that is not known.</param>
/// <param name="Count">Posts that belong here, those not shown among them.</param>
/// <param name="People">By how many accounts.</param>
/// <param name="Asks">The post that puts the question, while it is on show.</param>
/// <param name="Posts">The most answered and passed on first, unless its editor put them in another order; each with what was answered to it.</param>
/// <param name="More">How many posts belong here that are not shown.</param>
public sealed record RecapSection(
    string Key, int? Question, string Title, string? Words, string? Session, DateTimeOffset? Start, DateTimeOffset? End, int Count, int People,
    RecapPost? Asks, IReadOnlyList<RecapPost> Posts, int More);

/// <summary>A post of a recap and what was answered to it.</summary>
/// <param name="Id">The post's id.</param>
/// <param name="Post">The post; null in a file where nothing but its id may be taken away.</param>
/// <param name="Url">Where its network shows it.</param>
/// <param name="Replies">In the order in which they were made.</param>
public sealed record RecapPost(string Id, Post? Post, string? Url, IReadOnlyList<RecapPost> Replies)
{
    /// <summary>This one and all below it.</summary>
    [JsonIgnore]
    public IEnumerable<RecapPost> Thread => Replies.SelectMany(reply => reply.Thread).Prepend(this);
}

/// <summary>A page that was linked to.</summary>
/// <param name="Url">Its address, http or https.</param>
/// <param name="Title">As a network's preview has it; null where none does.</param>
/// <param name="People">How many people linked to it.</param>
public sealed record RecapLink(string Url, string? Title, int People);

/// <summary>A photo of a recap.</summary>
/// <param name="PostId">The post that it is in.</param>
/// <param name="At">When that was made. UTC.</param>
/// <param name="By">Whose it is.</param>
/// <param name="Network">Where it was posted.</param>
/// <param name="Media">The picture, with its author's own description.</param>
/// <param name="Sensitive">Its author or its network asks for a blur.</param>
public sealed record RecapPhoto(string PostId, DateTimeOffset At, string By, Network Network, Media Media, bool Sensitive);

/// <summary>Somebody who posted.</summary>
/// <param name="Network">Where.</param>
/// <param name="Id">The network's own account id.</param>
/// <param name="Name">As their latest post shows them; null in a file where nothing but the id may be taken away.</param>
/// <param name="Handle">Likewise.</param>
/// <param name="ProfileUrl">Their profile on their network.</param>
public sealed record RecapPerson(Network Network, string Id, string? Name, string? Handle, string? ProfileUrl);

/// <summary>A number of a recap.</summary>
/// <param name="Key">Such as <c>posts</c>.</param>
/// <param name="Name">In words.</param>
/// <param name="Value">The number.</param>
/// <param name="Means">What is counted, in a sentence.</param>
public sealed record RecapNumber(string Key, string Name, int Value, string Means);
