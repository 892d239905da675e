using Backchannel.Contracts;
using Backchannel.Hub.Events;

namespace Backchannel.Hub.Chats;

/// <summary>An entry that is written.</summary>
/// <param name="Entry">As the file has it.</param>
/// <param name="Series">What becomes of it.</param>
/// <param name="Draft">Of which that was made.</param>
readonly record struct TakenEntry(ReadSeries Entry, SeriesInfo Series, SeriesDraft Draft);

/// <summary>What becomes of each entry of a calendar: a new series, one brought up to date, or nothing. Pure.</summary>
sealed class SortedEntries(IEnumerable<ScheduleProblem> problems)
{
    readonly List<string> _made = [], _changed = [];
    readonly List<ChatLeftAlone> _left = [];
    readonly List<ScheduleProblem> _problems = [.. problems];
    readonly List<TakenEntry> _taken = [];

    public IReadOnlyList<TakenEntry> Taken => _taken;

    public ChatImportReport Report => new(_made, _changed, _left, _problems);

    /// <summary>An entry that made its series here.</summary>
    public void Again(ReadSeries entry, KnownEvent own)
    {
        if (own.Series is not { Info: var info }) NoChat(entry, own);
        else if (info.Kind == SeriesKind.Community) Leave(entry, own, $"{Named(own)}, a community that does not meet; nothing changed.");
        else if (_taken.Any(each => each.Series.Event == own.Slug)) Leave(entry, own, $"{Named(own)}, and another entry of this file brought it up to date; nothing more changed.");
        else
        {
            var draft = Over(info, entry.Draft);
            var series = SeriesDrafts.Read(draft, own.Slug, own);
            if (SeriesDrafts.Faults(draft, series, isNew: false).ToList() is [var (field, cure), ..]) Leave(entry, own, $"{Named(own)}; nothing changed. {FaultWords.Sentence(field, cure)}");
            else Take(entry, series, draft, _changed);
        }
    }

    /// <summary>An entry that was not here before.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="place">The event that has the address which it would have.</param>
    /// <param name="other">The series that has its hashtag.</param>
    public void First(ReadSeries entry, KnownEvent? place, KnownEvent? other)
    {
        if ((place?.Series is null ? other : place) is { } own) Leave(entry, own, $"{Named(own)}; nothing changed.");
        else if (place is not null) NoChat(entry, place);
        else Take(entry, SeriesDrafts.Read(entry.Draft, SeriesDesk.SlugOf(entry.Draft), null), entry.Draft, _made);
    }

    // Of when it meets, a file that repeats says all but what it leaves out; of the rest, what it does not say stays as it is here. Its hashtags and name may have been changed here since.
    static SeriesDraft Over(SeriesInfo info, SeriesDraft draft) => draft with
    {
        Hashtags = null,
        Name = null,
        About = draft.About ?? info.About,
        Subjects = draft.Subjects ?? info.Subjects,
        Hosts = info.Hosts,
        Minutes = draft.Minutes ?? info.Minutes,
        Except = draft.Except ?? info.Except,
        Also = draft.Also ?? info.Also,
        Url = draft.Url ?? info.Url,
    };

    void Take(ReadSeries entry, SeriesInfo series, SeriesDraft draft, List<string> where)
    {
        _taken.Add(new(entry, series, draft));
        where.Add(series.Event);
    }

    void Leave(ReadSeries entry, KnownEvent own, string words) => _left.Add(new(own.Slug, entry.Line, entry.Where, $"Already there: #{SeriesDesk.SlugOf(entry.Draft)} {words}"));

    void NoChat(ReadSeries entry, KnownEvent own) => _problems.Add(new(entry.Line, entry.Where, $"There is an event '{own.Slug}' that is no chat: make it one by hand, or give this another hashtag."));

    static string Named(KnownEvent own) => $"is the series ‘{own.Name}’";
}
