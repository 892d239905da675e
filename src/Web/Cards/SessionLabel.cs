using System.Buffers;
using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Web.Cards;

/// <summary>How a card names its session.</summary>
static class SessionLabel
{
    /// <summary>Titles up to this length are not shortened.</summary>
    public const int Long = 28;

    const int Rooms = 8;

    /// <summary>Minutes before and after a session that are counted by it.</summary>
    const int Near = 90;

    static readonly SearchValues<char> Pauses = SearchValues.Create(":,;?!–—|");

    /// <summary><c>Offline first · Main hall</c></summary>
    public static string Of(SessionInfo session) => session.Room is { Length: > 0 } room ? $"{Short(session.Title)} · {room}" : Short(session.Title);

    /// <summary>A long title up to its first pause, or to the last whole word that fits.</summary>
    public static string Short(string title)
    {
        title = title.Trim();
        if (title.Length <= Long) return title;
        var pause = title.AsSpan(0, Long + 1).IndexOfAny(Pauses);
        if (pause >= 6) return title[..pause].TrimEnd();
        var space = title.LastIndexOf(' ', Long);
        return (space >= 6 ? title[..space] : WholeCharacters(title)).TrimEnd() + "…";
    }

    /// <summary>0…7, the same for a room on every page.</summary>
    public static int RoomHue(string? room) => room is null ? 0 : Face.Steady(room, Rooms);

    /// <summary>Why a post is in its session, said quietly, and how sure that is where it is not.</summary>
    public static string Why(FiledBy why, double? confidence) => Reason(why) + confidence switch
    {
        < 0.65 => ", perhaps",
        < 0.85 => ", likely",
        _ => "",
    };

    /// <summary><c>35 min in</c>, <c>4 min before</c>, <c>10 min after</c>; null where it lies hours off.</summary>
    public static string? Into(SessionInfo session, DateTimeOffset at)
    {
        var minute = (int)Math.Floor((at - session.Start).TotalMinutes);
        if (minute < 0) return minute >= -Near ? $"{-minute} min before" : null;
        if (at < session.End) return $"{minute} min in";
        var after = (int)(at - session.End).TotalMinutes;
        return after <= Near ? $"{after} min after" : null;
    }

    static string Reason(FiledBy why) => why switch
    {
        FiledBy.Moderator => "put here by a moderator",
        FiledBy.Author => "posted to this session",
        FiledBy.Hashtag => "here by its hashtag",
        FiledBy.Reply => "in a thread of this session",
        FiledBy.Link => "links to this session",
        FiledBy.Room => "here by its room",
        FiledBy.Speaker => "here by time and speaker",
        FiledBy.Title => "here by time and words of its title",
        FiledBy.Answer => "here by the question that it answers",
        _ => "here by its time",
    };

    static string WholeCharacters(string title)
    {
        var end = 0;
        var elements = StringInfo.GetTextElementEnumerator(title);
        while (elements.MoveNext() && elements.ElementIndex <= Long) end = elements.ElementIndex;
        return title[..end];
    }
}
