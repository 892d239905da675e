using System.Globalization;

namespace Backchannel.Hub.Recaps;

/// <summary>A talk: what was most answered and passed on, then the rest by the time at which it was said. Pure.</summary>
static class RecapChapters
{
    const int MostTop = 5, MostThreads = 20, MostChapters = 6;

    static readonly int[] Lengths = [10, 15, 20, 30, 60, 120, 240];

    public static List<SectionDraft> Of(RecapSubject subject, IReadOnlyList<RecapCard> cards, RecapThreads threads)
    {
        var roots = RecapSections.Roots(cards, threads);
        List<RecapCard> top = [.. RecapSections.ByEcho(roots.Where(card => card.Echo > 0)).Take(MostTop)];
        var sections = new List<SectionDraft>();
        // A thread stands where it began, however long it went on.
        var placed = top.SelectMany(threads.Whole).ToHashSet();
        if (top.Count > 0) sections.Add(new("top", null, "Most answered and passed on", null, null, null, null, [.. placed], top, MostTop));
        var rest = roots.Except(top).ToLookup(card => Chapter(subject, card));
        var others = cards.Where(card => !placed.Contains(card)).ToList();
        var inThreads = new HashSet<RecapCard>();
        foreach (var (key, title, start, end) in Chapters(subject))
        {
            List<RecapCard> own = [.. rest[key].SelectMany(threads.Whole).Where(inThreads.Add)];
            own.AddRange(others.Where(card => !threads.IsIn(card) && Chapter(subject, card) == key));
            if (own.Count > 0) sections.Add(new(key, null, title, null, start, end, null, own, [.. rest[key]], MostThreads) { InTime = true });
        }
        return sections;
    }

    static IEnumerable<(string Key, string Title, DateTimeOffset? Start, DateTimeOffset? End)> Chapters(RecapSubject subject)
    {
        yield return ("before", "Before it began", null, subject.Start);
        var length = Length(subject);
        for (var number = 1; number <= Count(subject); number++)
        {
            var start = subject.Start.AddMinutes((number - 1) * length);
            var end = number == Count(subject) ? subject.End : start.AddMinutes(length);
            yield return (Key(number), string.Create(CultureInfo.InvariantCulture, $"Minutes {(number - 1) * length} to {(int)(end - subject.Start).TotalMinutes}"), start, end);
        }
        yield return ("after", "Afterwards", subject.End, null);
    }

    static string Chapter(RecapSubject subject, RecapCard card) => card.At < subject.Start ? "before" : card.At >= subject.End ? "after"
        : Key(Math.Min(Count(subject), 1 + (int)((card.At - subject.Start).TotalMinutes / Length(subject))));

    static string Key(int number) => string.Create(CultureInfo.InvariantCulture, $"c{number}");

    static int Count(RecapSubject subject) => Math.Max(1, (int)Math.Ceiling(Minutes(subject) / Length(subject)));

    static int Length(RecapSubject subject) => Array.Find(Lengths, length => Minutes(subject) <= length * MostChapters) is > 0 and var found
        ? found
        : (int)Math.Ceiling(Minutes(subject) / MostChapters);

    static double Minutes(RecapSubject subject) => Math.Max(1, (subject.End - subject.Start).TotalMinutes);
}
