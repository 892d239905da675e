using System.Globalization;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Chats;
using Backchannel.Text;

namespace Backchannel.Hub.Schedule;

/// <summary>
/// Gives every room and every session that has no hashtag a short one: letters that stand for the event, one for the room, and the session's number in it
/// (<c>#hrbA</c>, <c>#hrbA2</c>). Given once and kept for ever: they are on slides, and in posts that nobody can change. Pure.
/// </summary>
sealed class HashtagProposals
{
    // As in HashtagPrefix: without I and O.
    const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";

    readonly string _prefix;
    readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    // All that is taken, without the numbers at the end: a room's letters are also for the numbers that will follow them.
    readonly HashSet<string> _takenStems;
    readonly Dictionary<string, string> _stems = new(StringComparer.Ordinal);

    HashtagProposals(IReadOnlyList<string> hashtags, Programme programme)
    {
        _prefix = HashtagPrefix.Of(hashtags.Count > 0 ? hashtags[0] : "");
        _taken.UnionWith(hashtags.Concat(programme.Sessions.SelectMany(session => session.Hashtags)).Concat(programme.Rooms.SelectMany(room => room.Hashtags)).Select(TextFold.Tag));
        _takenStems = [.. _taken.Select(tag => tag.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'))];
    }

    /// <param name="programme">Its rows may lack hashtags, and its rooms rows.</param>
    /// <param name="slug">The event.</param>
    /// <param name="hashtags">The event's own.</param>
    public static Programme Complete(Programme programme, string slug, IReadOnlyList<string> hashtags)
    {
        programme = WithoutClashes(programme, hashtags);
        var proposals = new HashtagProposals(hashtags, programme);
        var rooms = proposals.Rooms(slug, programme);
        return new(proposals.Sessions(programme), rooms);
    }

    // Whatever people chose wins over what was proposed.
    static Programme WithoutClashes(Programme programme, IReadOnlyList<string> hashtags)
    {
        var own = hashtags.Concat(programme.Sessions.Where(session => !session.Proposed).SelectMany(session => session.Hashtags))
            .Concat(programme.Rooms.Where(room => !room.Proposed).SelectMany(room => room.Hashtags)).Select(TextFold.Tag).ToHashSet();
        var clashing = programme.Sessions.Where(session => session.Proposed && session.Hashtags.Any(tag => own.Contains(TextFold.Tag(tag)))).ToHashSet();
        return new(
            [.. programme.Sessions.Select(session => clashing.Contains(session) ? With(session, []) : session)],
            [.. programme.Rooms.Where(room => !room.Proposed || !room.Hashtags.Any(tag => own.Contains(TextFold.Tag(tag))))]);
    }

    List<RoomRow> Rooms(string slug, Programme programme)
    {
        var known = programme.Rooms.ToDictionary(room => room.Name);
        var names = programme.Sessions.Where(session => !session.Cancelled).Select(session => session.Room).OfType<string>()
            .Concat(programme.Rooms.Select(room => room.Name)).Distinct();
        var rooms = names.Select(name => known.GetValueOrDefault(name) is { Hashtags.Count: > 0 } room
            ? room
            : new RoomRow { Event = slug, Name = name, Hashtags = [NewStem(name)], Proposed = true }).ToList();
        foreach (var room in rooms) _stems[room.Name] = room.Proposed || IsShort(room.Hashtags[0]) ? room.Hashtags[0] : NewStem(room.Name);
        return rooms;
    }

    IReadOnlyList<SessionRow> Sessions(Programme programme)
    {
        var given = new Dictionary<string, SessionRow>();
        foreach (var room in programme.Sessions.GroupBy(session => session.Room))
        {
            var stem = room.Key is { } name && _stems.TryGetValue(name, out var known) ? known : _prefix;
            foreach (var (number, session) in room.OrderBy(session => session.Start).ThenBy(session => session.Id, StringComparer.Ordinal).Index())
                // A chat has its series' hashtag, and none of its own.
                if (session is { Hashtags.Count: 0, Cancelled: false } && session.Kind != SeriesProgramme.Kind) given[session.Id] = With(session, [Numbered(stem, number + 1)]);
        }
        return given.Count == 0 ? programme.Sessions : [.. programme.Sessions.Select(session => given.GetValueOrDefault(session.Id) ?? session)];
    }

    /// <summary>The room's number in the programme where that is free, else the next that is.</summary>
    string Numbered(string stem, int number)
    {
        while (true)
        {
            var tag = string.Create(CultureInfo.InvariantCulture, $"{stem}{number++}");
            if (_taken.Add(TextFold.Tag(tag))) return tag;
        }
    }

    // "Room C" is C where it can be; else the first letter that no other room has, then two.
    string NewStem(string room)
    {
        var own = room.Split(' ')[^1] is [var letter] && Letters.Contains(char.ToUpperInvariant(letter)) ? [char.ToUpperInvariant(letter).ToString()] : Array.Empty<string>();
        var pairs = Letters.SelectMany(first => Letters.Select(second => $"{first}{second}"));
        var triples = pairs.SelectMany(pair => Letters.Select(third => $"{pair}{third}"));
        return own.Concat(Letters.Select(single => single.ToString())).Concat(pairs).Concat(triples)
            .Select(letters => _prefix + letters).First(stem => _takenStems.Add(TextFold.Tag(stem)));
    }

    static bool IsShort(string tag) => tag.Length <= 15 && char.IsLetter(tag[^1]) && tag.All(char.IsLetterOrDigit);

    static SessionRow With(SessionRow session, IReadOnlyList<string> proposed) => Programme.Row(
        session.Event, session.ToInfo() with { Hashtags = proposed, Proposed = proposed.Count > 0 }, session.Key, session.Edits);
}
