using System.Text.Json;
using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.X;

/// <summary>A stretch of the text as sent, in UTF-16 units, and how it is shown.</summary>
sealed record XSpan(int Start, int End, SpanKind Kind, string Shown, string Value, bool ShowsOwnMedia);

/// <summary>What X says is at a place of the text, counted in code points.</summary>
sealed record XEntity(SpanKind Kind, string Name, int Start, int End, string? Display)
{
    const int MaxDisplayLength = 300;

    int Mark => Kind == SpanKind.Link ? 0 : 1;

    /// <summary>The post's own picture or film, as opposed to a link to somebody else's.</summary>
    bool ShowsOwnMedia => Display is { } shown && (shown.StartsWith("pic.twitter.com/", StringComparison.Ordinal) || shown.StartsWith("pic.x.com/", StringComparison.Ordinal));

    public static IEnumerable<XEntity> Of(JsonElement set) =>
        set.Items("hashtags").Select(e => Of(e, SpanKind.Hashtag, e.Text("tag")))
            .Concat(set.Items("mentions").Select(e => Of(e, SpanKind.Mention, e.Text("username"))))
            .Concat(set.Items("urls").Select(e => Of(e, SpanKind.Link, e.Address("url"))))
            .OfType<XEntity>();

    static XEntity? Of(JsonElement entity, SpanKind kind, string? name) => string.IsNullOrEmpty(name) || name.Any(char.IsWhiteSpace) ? null
        : new(kind, name, entity.Count("start") ?? -1, entity.Count("end") ?? -1, entity.Text("display_url"));

    /// <summary>Believes the offsets only where the text there says what the entity says; elsewhere looks for it.</summary>
    /// <param name="raw">The text as sent.</param>
    /// <param name="units">For each code point of it, and its end, the UTF-16 unit it begins at.</param>
    public XSpan? Locate(string raw, int[] units)
    {
        if (Start >= 0 && Start < End && End < units.Length && Says(raw.AsSpan(units[Start], units[End] - units[Start])))
            return At(units[Start], raw);
        var found = Find(raw);
        return found < 0 ? null : At(found, raw);
    }

    bool Says(ReadOnlySpan<char> slice) =>
        slice.Length == Mark + Name.Length && (Mark == 0 || IsMark(slice[0])) && slice[Mark..].Equals(Name, StringComparison.OrdinalIgnoreCase);

    int Find(string raw)
    {
        for (var at = 0; (at = raw.IndexOf(Name, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
            if (at >= Mark && Says(raw.AsSpan(at - Mark, Mark + Name.Length)) && !GoesOn(raw, at + Name.Length)) return at - Mark;
        return -1;
    }

    XSpan At(int start, string raw)
    {
        var end = start + Mark + Name.Length;
        return new(start, end, Kind, Kind == SpanKind.Link ? ShownLink : raw[start..end], Kind == SpanKind.Mention ? XAuthor.Profile(Name) : Name, ShowsOwnMedia);
    }

    string ShownLink => Display?.Trim() is { Length: > 0 and <= MaxDisplayLength } shown && !shown.Any(char.IsControl) ? shown : Name;

    bool IsMark(char c) => Kind == SpanKind.Hashtag ? c is '#' or '＃' : c is '@' or '＠';

    static bool GoesOn(string raw, int at) => at < raw.Length && (char.IsLetterOrDigit(raw[at]) || raw[at] == '_');
}
