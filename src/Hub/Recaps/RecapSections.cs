using Backchannel.Contracts;

namespace Backchannel.Hub.Recaps;

/// <summary>Which posts a recap shows, under which heads, in which order. Pure.</summary>
static class RecapSections
{
    /// <summary>Whole posts in a recap: a chat of an hour has a few hundred.</summary>
    const int MostPosts = 1_000, FewestOfOne = 10;

    /// <summary>Where cards say that they belong: threads do not reach from one place into another.</summary>
    public static Func<RecapCard, int?> Places(RecapSubject subject)
    {
        if (subject.Kind != RecapKind.Day) return subject.Kind == RecapKind.Chat ? card => card.Question : _ => 0;
        var numbers = subject.Sessions.Index().ToDictionary(pair => pair.Item.Id, pair => pair.Index + 1);
        return card => card.Session is { } id ? numbers.GetValueOrDefault(id) : 0;
    }

    public static IReadOnlyList<SectionDraft> Of(RecapSubject subject, IReadOnlyList<RecapCard> cards, RecapThreads threads) => subject.Kind switch
    {
        RecapKind.Chat => ByQuestion(subject, cards, threads),
        RecapKind.Day => BySession(subject, cards, threads),
        _ => RecapChapters.Of(subject, cards, threads),
    };

    /// <summary>With their editor's word, cut to their length.</summary>
    public static IReadOnlyList<PlannedSection> Filled(IReadOnlyList<SectionDraft> drafts, RecapEdits edits, RecapThreads threads)
    {
        var most = Math.Max(FewestOfOne, MostPosts / Math.Max(1, drafts.Count));
        return [.. drafts.Select(draft => Filled(draft, edits.Sections.LastOrDefault(section => section.Key == draft.Key), threads, most))];
    }

    static PlannedSection Filled(SectionDraft draft, RecapSectionEdits? edits, RecapThreads threads, int most)
    {
        var (nodes, shown) = (new List<RecapNode>(), 0);
        foreach (var root in Chosen(draft, edits?.Order ?? []))
        {
            if (shown >= most) break;
            var node = threads.Node(root);
            nodes.Add(node);
            shown += node.Thread.Count();
        }
        return new(draft, edits?.Words, draft.Asks, nodes, Math.Max(0, draft.Cards.Count(threads.IsIn) - shown));
    }

    static IEnumerable<RecapCard> Chosen(SectionDraft draft, IReadOnlyList<string> order)
    {
        var best = ByEcho(draft.Roots);
        if (order.Count == 0) return draft.InTime ? best.Take(draft.MostThreads).OrderBy(card => card.At).ThenBy(card => card.Seq) : best.Take(draft.MostThreads);
        var roots = draft.Roots.ToDictionary(card => card.Id);
        var first = order.Distinct().Select(roots.GetValueOrDefault).OfType<RecapCard>().ToList();
        var rest = best.Except(first).Take(Math.Max(0, draft.MostThreads - first.Count));
        return first.Concat(draft.InTime ? rest.OrderBy(card => card.At).ThenBy(card => card.Seq) : rest);
    }

    /// <summary>Answers and reposts count, followers and likes do not; of two alike the earlier goes first.</summary>
    public static IEnumerable<RecapCard> ByEcho(IEnumerable<RecapCard> cards) => cards.OrderByDescending(card => card.Echo).ThenBy(card => card.At).ThenBy(card => card.Seq);

    static List<SectionDraft> ByQuestion(RecapSubject subject, IReadOnlyList<RecapCard> cards, RecapThreads threads)
    {
        const int mostThreads = 60;
        var places = cards.ToLookup(threads.PlaceOf);
        var sections = new List<SectionDraft>();
        foreach (var number in subject.Questions.Select(question => question.Number).Union(places.Select(place => place.Key)).Where(number => number > 0).Order())
        {
            var question = subject.Questions.FirstOrDefault(question => question.Number == number);
            var asking = places[number].Where(card => card.Asks && threads.IsIn(card)).ToList();
            var asks = asking.Find(card => card.Id == question?.PostId) ?? asking.FirstOrDefault();
            List<RecapCard> own = [.. places[number].Where(card => card != asks)];
            sections.Add(new($"q{number}", number, question?.Planned, null, question?.AskedAt ?? asks?.At, null, asks, own, Roots(own, threads), mostThreads));
        }
        Add(sections, "beside", "Beside the questions", [.. places[0]], threads, mostThreads);
        return sections;
    }

    static List<SectionDraft> BySession(RecapSubject subject, IReadOnlyList<RecapCard> cards, RecapThreads threads)
    {
        const int mostThreads = 3, mostUnfiled = 15;
        var filed = cards.ToLookup(threads.PlaceOf);
        var sections = new List<SectionDraft>();
        foreach (var (index, session) in subject.Sessions.Index().Where(pair => filed.Contains(pair.Index + 1)))
        {
            List<RecapCard> own = [.. filed[index + 1]];
            sections.Add(new($"s-{session.Id}", null, session.Title, session.Id, session.Start, session.End, null, own, Roots(own, threads), mostThreads));
        }
        Add(sections, "unfiled", "In no session", [.. filed[0]], threads, mostUnfiled);
        return sections;
    }

    static void Add(List<SectionDraft> sections, string key, string title, IReadOnlyList<RecapCard> cards, RecapThreads threads, int mostThreads)
    {
        if (cards.Count > 0) sections.Add(new(key, null, title, null, null, null, null, cards, Roots(cards, threads), mostThreads));
    }

    public static List<RecapCard> Roots(IEnumerable<RecapCard> cards, RecapThreads threads) => [.. cards.Where(card => threads.IsIn(card) && threads.IsRoot(card))];
}
