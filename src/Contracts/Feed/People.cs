using System.Text.Json.Serialization;

namespace Backchannel.Contracts;

/// <summary>What somebody is at an event, by what they do and say there. Nobody is ranked by followers.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<PersonRole>))]
public enum PersonRole
{
    /// <summary>The programme names them.</summary>
    Speaker,
    /// <summary>The organizers trust their posts.</summary>
    Host,
    /// <summary>They answer others.</summary>
    Answers,
    /// <summary>They began to post within the last day of the event that has posts.</summary>
    Newcomer,
}

/// <summary>Somebody who posts.</summary>
/// <param name="Network">Where.</param>
/// <param name="Author">As their latest post shows them.</param>
/// <param name="Roles">What they are here.</param>
/// <param name="Posts">Cards of theirs on show.</param>
/// <param name="Answers">How many of these answer somebody else.</param>
/// <param name="First">Their first post here. UTC.</param>
/// <param name="Last">Their latest. UTC.</param>
/// <param name="Sessions">Ids of sessions they post in, most first, at most 5.</param>
/// <param name="Hashtags">Hashtags they use beside the event's, most first, at most 5.</param>
/// <param name="TalksWith">Whom they mention and answer, most first, at most 5.</param>
public sealed record PersonInfo(
    Network Network, Author Author, IReadOnlyList<PersonRole> Roles, int Posts, int Answers, DateTimeOffset First, DateTimeOffset Last,
    IReadOnlyList<string> Sessions, IReadOnlyList<string> Hashtags, IReadOnlyList<PersonName> TalksWith);

/// <summary>Somebody named beside somebody else.</summary>
public sealed record PersonName(Network Network, string Handle, string Name);

/// <summary>Somebody to meet, and what there is to talk about.</summary>
/// <param name="Person">Who.</param>
/// <param name="Sessions">Ids of sessions that both post in.</param>
/// <param name="Hashtags">Rare hashtags that both use.</param>
public sealed record PersonToMeet(PersonInfo Person, IReadOnlyList<string> Sessions, IReadOnlyList<string> Hashtags);

/// <summary>Who is here: the answer of <c>GET /api/events/{event}/people</c>.</summary>
/// <param name="People">Speakers first, then hosts, then by how many they answer; those of one role where <c>role=</c> asks for them; at most 200.</param>
/// <param name="Count">How many there are of these in all.</param>
/// <param name="Hashtags">Used by several beside the event's, by people, most first.</param>
/// <param name="Me">Who <c>me=</c> names; null where nobody is known by it.</param>
/// <param name="Meet">People who share a rare hashtag or a session with them, closest first, at most 12.</param>
/// <param name="Posts">Out of how many of the latest posts all this was made.</param>
public sealed record PeopleHere(
    IReadOnlyList<PersonInfo> People, int Count, IReadOnlyList<TagUse> Hashtags, PersonInfo? Me, IReadOnlyList<PersonToMeet> Meet, int Posts)
{
    /// <summary>The roles that anybody here has, whatever was asked for.</summary>
    public IReadOnlyList<PersonRole> Roles { get; init; } = [];
}

/// <summary>A hashtag and how many people use it.</summary>
public sealed record TagUse(string Hashtag, int People);

/// <summary>The body of <c>POST /api/events/{event}/people/left-out</c>: who is to be left out of the people pages.</summary>
/// <param name="Network">Where.</param>
/// <param name="Handle">Their handle there, with or without @; on our own page the name they post under.</param>
public sealed record LeftOut(Network? Network, string? Handle);
