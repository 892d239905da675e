using System.Text;

namespace Backchannel.Hub.Schedule;

/// <summary>The properties of one VEVENT, unfolded, and the line that it begins in.</summary>
sealed record CalendarBlock(int Line, IReadOnlyList<string> Properties);

/// <summary>
/// Cuts a calendar into its events before anything is understood: one broken line makes the library refuse a whole file, and files with broken lines
/// are what people have.
/// </summary>
sealed class CalendarBlocks
{
    const int MaxLine = 100_000;

    readonly List<CalendarBlock> _events = [];
    readonly Stack<string> _open = new();
    List<string>? _properties;
    int _began;

    public IReadOnlyList<CalendarBlock> Events => _events;

    public string? TimeZone { get; private set; }

    public static CalendarBlocks Of(string calendar)
    {
        var blocks = new CalendarBlocks();
        foreach (var (line, text) in Unfolded(calendar)) blocks.Take(line, text);
        // What is missing at the end would be taken for cancelled.
        return blocks._open.Count == 0 ? blocks : throw new UnreadableScheduleException($"It breaks off within {blocks._open.Peek()}, before the end of its calendar.");
    }

    void Take(int line, string text)
    {
        if (Name(text) is "BEGIN") Begin(line, Word(text));
        else if (Name(text) is "END") End(Word(text));
        else if (_open.Count == 0 || text.Length == 0) return;
        else if (_open.Peek() == "VEVENT") _properties!.Add(text);
        else if (_open.Peek() == "VCALENDAR" && Name(text) is "X-WR-TIMEZONE") TimeZone = text[(text.IndexOf(':') + 1)..];
    }

    void Begin(int line, string component)
    {
        // Its END is missing: nothing nests an event in an event.
        if (component == "VEVENT" && _properties is not null) End("VEVENT");
        if (_open.Count > 20) throw new UnreadableScheduleException("It is nested too deeply for a calendar.");
        _open.Push(component);
        if (component == "VEVENT") (_properties, _began) = ([], line);
    }

    void End(string component)
    {
        if (!_open.Contains(component)) return;
        while (_open.Pop() is var closed)
        {
            if (closed == "VEVENT")
            {
                _events.Add(new(_began, _properties!));
                _properties = null;
            }
            if (closed == component) return;
        }
    }

    static IEnumerable<(int Line, string Text)> Unfolded(string calendar)
    {
        var (text, began, number) = (new StringBuilder(), 1, 0);
        using var reader = new StringReader(calendar);
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line is [' ' or '\t', ..] && text.Length > 0)
            {
                if (text.Length < MaxLine) text.Append(line, 1, line.Length - 1);
                continue;
            }
            if (text.Length > 0) yield return (began, text.ToString());
            text.Clear().Append(line);
            began = number;
        }
        if (text.Length > 0) yield return (began, text.ToString());
    }

    static string Name(string text) => text.AsSpan(0, Math.Min(text.Length, 40)).IndexOfAny(':', ';') is > 0 and var end ? text[..end].Trim().ToUpperInvariant() : "";

    static string Word(string text) => text[(text.IndexOf(':') + 1)..].Trim().ToUpperInvariant();
}
