using Backchannel.Contracts;

namespace Backchannel.Hub.Recaps;

/// <summary>
/// What a recap shows, before the words of its posts are read. Pure: the same cards and the same edits make the same plan, and what is not among the cards
/// is nowhere in it.
/// </summary>
sealed record RecapPlan(
    IReadOnlyList<PlannedSection> Sections, IReadOnlyList<RecapLink> Links, IReadOnlyList<RecapPhoto> Photos, IReadOnlyList<RecapPerson> People,
    IReadOnlyList<RecapNumber> Numbers)
{
    /// <param name="subject">What it is of.</param>
    /// <param name="cards">In any order.</param>
    /// <param name="newcomers">Authors whose first post at the event is among them.</param>
    public static RecapPlan Of(RecapSubject subject, IEnumerable<RecapCard> cards, IReadOnlySet<(Network, string)> newcomers)
    {
        var edits = subject.Edits;
        var all = cards.OrderBy(card => card.At).ThenBy(card => card.Seq).DistinctBy(card => card.Id).ToList();
        var threads = new RecapThreads(all, RecapSections.Places(subject), edits.LeftOut.Concat(edits.Sections.SelectMany(section => section.LeftOut)).ToHashSet());
        var drafts = RecapSections.Of(subject, all, threads);
        var hidden = edits.Hidden.ToHashSet();
        var off = drafts.Where(draft => hidden.Contains(draft.Key)).SelectMany(draft => draft.Asks is { } asks ? draft.Cards.Append(asks) : draft.Cards).ToHashSet();
        var kept = all.Where(card => threads.IsIn(card) && !off.Contains(card)).ToList();
        return new(
            RecapSections.Filled([.. drafts.Where(draft => !hidden.Contains(draft.Key))], edits, threads),
            hidden.Contains("links") ? [] : RecapFinds.Links(subject.Own, kept), hidden.Contains("photos") ? [] : RecapFinds.Photos(kept),
            hidden.Contains("people") ? [] : RecapFinds.People(all, subject.LeftOut),
            hidden.Contains("numbers") ? [] : RecapNumbers.Of(subject, all, drafts, newcomers));
    }
}

/// <summary>A section before the words of its posts are read.</summary>
sealed record PlannedSection(SectionDraft Draft, string? Words, RecapCard? Asks, IReadOnlyList<RecapNode> Nodes, int More);

/// <summary>What belongs to a section, before its editor's word and before it is cut to its length.</summary>
/// <param name="Key">As <see cref="RecapSection.Key"/>.</param>
/// <param name="Question">Its number.</param>
/// <param name="Title">Null where the post that asks has the words.</param>
/// <param name="Session">The session that it is of, in a recap of a day.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends.</param>
/// <param name="Asks">The post that puts the question.</param>
/// <param name="Cards">All that belong here, but for that one.</param>
/// <param name="Roots">Those of them that begin a thread and are shown.</param>
/// <param name="MostThreads">How many threads it has at most.</param>
sealed record SectionDraft(
    string Key, int? Question, string? Title, string? Session, DateTimeOffset? Start, DateTimeOffset? End, RecapCard? Asks, IReadOnlyList<RecapCard> Cards,
    IReadOnlyList<RecapCard> Roots, int MostThreads)
{
    /// <summary>A stretch of time is read from its beginning; whatever else, by echo.</summary>
    public bool InTime { get; init; }

    public int Count => Cards.Count;

    public int People => Cards.Select(card => card.Post.Author).Distinct().Count();
}
