using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Text;

namespace Backchannel.Hub.Schedule;

/// <summary>
/// Where a reader writes down what it finds, and what it cannot understand: an item without a title or a sensible time is left out and listed, all
/// else is made to fit.
/// </summary>
/// <param name="format">As <see cref="ScheduleReport.Format"/> names it.</param>
/// <param name="zone">The event's, for times that name none.</param>
sealed partial class ScheduleSheet(string format, TimeZoneInfo zone)
{
    const int MaxProblems = 1_000, MaxWhere = 80;
    static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    readonly List<ScheduleProblem> _problems = [];
    readonly List<Entry> _entries = [];
    int _unlisted;
    string? _zoneName;

    sealed record Entry(ReadItem Item, string Key, DateTimeOffset Start, DateTimeOffset? End);

    /// <summary>The schedule's own zone where it names one that there is, else the event's.</summary>
    public TimeZoneInfo Zone { get; private set; } = zone;

    public string? Version { get; set; }

    /// <summary>Tells numbers of one conference from those of another.</summary>
    public string? Acronym { get; set; }

    /// <summary>What relative addresses start from.</summary>
    public string? BaseUrl { get; set; }

    public void NameZone(string? name, int line)
    {
        if (string.IsNullOrWhiteSpace(name)) return;
        if (ScheduleTime.Zone(name) is { } named) (Zone, _zoneName) = (named, named.HasIanaId ? named.Id : _zoneName);
        else Note(line, "time zone", $"'{Short(name)}' is no time zone: times without an offset are taken for {Zone.Id}.");
    }

    public void Note(int line, string where, string words)
    {
        if (_problems.Count >= MaxProblems) _unlisted++;
        else _problems.Add(new(line, Short(where), words));
    }

    /// <summary>Takes an item, or lists why it cannot be taken.</summary>
    public void Add(ReadItem item)
    {
        item.Title = PlainWords.Line(item.Title ?? "");
        if (Fault(item) is { } fault) Note(item.Line, item.Where, $"{fault}: left out.");
        else _entries.Add(new(item, Key(item), item.Start!.Value, item.End > item.Start ? item.End : null));
        if (_entries.Count > SessionDraft.MaxSessions) throw new UnreadableScheduleException($"It holds more than {SessionDraft.MaxSessions:N0} sessions.");
    }

    public ReadSchedule Finish()
    {
        if (_entries.Count == 0)
            throw new UnreadableScheduleException(_problems is [var first, ..]
                ? $"It holds no session that can be understood. Line {first.Line}, {first.Where}: {first.Words}"
                : "It holds no session.");
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var ends = Ends();
        List<ReadSession> sessions = [.. _entries.Select(entry => Session(entry, Unused(entry, keys), ends))];
        var problems = _problems.OrderBy(problem => problem.Line).ToList();
        if (_unlisted > 0) problems.Add(new(0, "and more", $"{_unlisted:N0} further problems are not listed."));
        return new(format, Short(Version), _zoneName, sessions, problems);
    }

    static string? Fault(ReadItem item)
    {
        if (item.Title is not { Length: > 0 }) return "It has no title";
        if (item.Start is null) return string.IsNullOrWhiteSpace(item.StartGiven) ? "It has no start" : $"'{Short(item.StartGiven)}' is no time at which it could start";
        if (item.End < item.Start) return "It ends before it starts";
        return item.End - item.Start > Longest ? "It lasts longer than a week" : null;
    }

    string Key(ReadItem item) => TextCut.At(Given(item.Guid) ?? (Given(item.Number) is { } number ? $"{Acronym}/{number}" : $"{item.Start:u}/{item.Title}"), 300);

    // The first of them keeps the key, so that one that is listed a second time later on does not lose its page.
    string Unused(Entry entry, HashSet<string> keys)
    {
        if (keys.Add(entry.Key)) return entry.Key;
        Note(entry.Item.Line, entry.Item.Where, $"Another session is called '{Short(entry.Key)}' too: they are told apart by their order.");
        var n = 2;
        while (!keys.Add($"{entry.Key}#{n}")) n++;
        return $"{entry.Key}#{n}";
    }

    static string? Given(string? text) => TextCut.Clean(text ?? "") is { Length: > 0 } given ? given : null;

    static string Short(string? text) => TextCut.Shortened(PlainWords.Line(text ?? ""), MaxWhere);
}
