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

    /// <summary>Why a post is in its session, said quietly.</summary>
    public static string Why(FiledBy why) => why switch
    {
        FiledBy.Moderator => "put here by a moderator",
        FiledBy.Author => "put here by its author",
        FiledBy.Hashtag => "here by its hashtag",
        FiledBy.Reply => "in a thread of this session",
        FiledBy.Link => "links to this session",
        FiledBy.Room => "here by its room",
        FiledBy.Speaker => "here by time and speaker, likely",
        FiledBy.Title => "here by time and words of the title, perhaps",
        _ => "here by its time, perhaps",
    };

    static string WholeCharacters(string title)
    {
        var end = 0;
        var elements = StringInfo.GetTextElementEnumerator(title);
        while (elements.MoveNext() && elements.ElementIndex <= Long) end = elements.ElementIndex;
        return title[..end];
    }
}
