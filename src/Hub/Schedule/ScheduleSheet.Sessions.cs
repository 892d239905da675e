using System.Globalization;
using Backchannel.Hub.Events;
using Backchannel.Text;

namespace Backchannel.Hub.Schedule;

// What becomes of the items once all of them are known.
sealed partial class ScheduleSheet
{
    static readonly TimeSpan LongestGuess = TimeSpan.FromMinutes(60), UsualGuess = TimeSpan.FromMinutes(30);

    /// <summary>For items that tell no end: the next one in their room, within an hour, or half an hour.</summary>
    Dictionary<Entry, DateTimeOffset> Ends()
    {
        var ends = new Dictionary<Entry, DateTimeOffset>(ReferenceEqualityComparer.Instance);
        foreach (var room in _entries.GroupBy(entry => Cut(entry.Item.Room, SessionDraft.MaxName)))
        {
            DateTimeOffset[] starts = [.. room.Select(entry => entry.Start).Distinct().Order()];
            foreach (var entry in room.Where(entry => entry.End is null))
            {
                var next = Array.BinarySearch(starts, entry.Start) + 1;
                var isKnown = room.Key is not null && next < starts.Length;
                ends[entry] = entry.Start + (!isKnown ? UsualGuess : starts[next] - entry.Start < LongestGuess ? starts[next] - entry.Start : LongestGuess);
            }
        }
        return ends;
    }

    ReadSession Session(Entry entry, string key, Dictionary<Entry, DateTimeOffset> ends)
    {
        var item = entry.Item;
        if (entry.End is null) Guessed(item, ends[entry] - entry.Start);
        return new(key, Fit(item, "title", item.Title, SessionDraft.MaxTitle)!, entry.Start, entry.End ?? ends[entry])
        {
            Number = Cut(item.Number, 50),
            Code = Cut(item.Code, 50),
            Subtitle = Fit(item, "subtitle", item.Subtitle, SessionDraft.MaxTitle),
            Room = Fit(item, "room", item.Room, SessionDraft.MaxName),
            Track = Fit(item, "track", item.Track, SessionDraft.MaxName),
            Kind = Cut(item.Kind, SessionDraft.MaxName),
            Language = Cut(item.Language, 35),
            Abstract = Abstract(item),
            Url = Web(item, item.Url, BaseUrl),
            WatchUrl = Web(item, item.WatchUrl, null),
            Speakers = Speakers(item),
            SpeakerHandles = [.. item.Handles.Concat(item.Links.Select(SpeakerLinks.Account).OfType<string>()).Distinct(StringComparer.OrdinalIgnoreCase).Take(SessionDraft.MaxItems)],
            Hashtags = [.. item.Hashtags.Select(tag => tag.Trim().TrimStart('#', '＃')).Where(Slugs.IsHashtag).DistinctBy(TextFold.Tag).Take(SessionDraft.MaxItems)],
        };
    }

    void Guessed(ReadItem item, TimeSpan length) => Note(item.Line, item.Where, string.Create(CultureInfo.InvariantCulture,
        $"{(string.IsNullOrWhiteSpace(item.EndGiven) ? "It has no end" : $"'{Short(item.EndGiven)}' is no length or end")}: taken to last {length.TotalMinutes:0} minutes."));

    List<string> Speakers(ReadItem item)
    {
        List<string> names = [.. item.Speakers.Select(name => Fit(item, "speaker", name, SessionDraft.MaxName)).OfType<string>().Distinct()];
        if (names.Count <= SessionDraft.MaxItems) return names;
        Note(item.Line, item.Where, $"It has {names.Count:N0} speakers: the first {SessionDraft.MaxItems} are kept.");
        return names[..SessionDraft.MaxItems];
    }

    string? Abstract(ReadItem item)
    {
        var words = PlainWords.Of(item.Abstract ?? "");
        if (words.Length <= SessionDraft.MaxWords) return words.Length > 0 ? words : null;
        Note(item.Line, item.Where, $"Its abstract is longer than {SessionDraft.MaxWords:N0} characters: the rest is cut.");
        return TextCut.At(words, SessionDraft.MaxWords);
    }

    string? Fit(ReadItem item, string field, string? text, int max)
    {
        if (PlainWords.Line(text ?? "") is not { Length: > 0 } line) return null;
        if (line.Length <= max) return line;
        Note(item.Line, item.Where, $"Its {field} is longer than {max} characters: the rest is cut.");
        return TextCut.At(line, max);
    }

    static string? Cut(string? text, int max) => PlainWords.Line(text ?? "") is { Length: > 0 } line ? TextCut.At(line, max) : null;

    string? Web(ReadItem item, string? address, string? relativeTo)
    {
        if (string.IsNullOrWhiteSpace(address) || SpeakerLinks.Web(address, relativeTo) is { } web) return SpeakerLinks.Web(address, relativeTo);
        Note(item.Line, item.Where, $"'{Short(address)}' is no http or https address: it has none.");
        return null;
    }
}
