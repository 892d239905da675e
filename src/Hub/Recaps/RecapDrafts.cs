using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Hub.Recaps;

/// <summary>What an editor sends: its faults, and how it goes over what there was. Pure.</summary>
static class RecapDrafts
{
    public const int MaxTitle = 200, MaxWords = 5_000;
    const int MostSections = 300, MostIds = 500, MaxKey = 200, MaxId = 500, MaxQuestion = 1_000;

    public static IEnumerable<(string Field, string Cure)> Faults(RecapDraft draft)
    {
        if (string.IsNullOrEmpty(draft.Version)) yield return ("version", "is missing: give the version that you edit.");
        if (draft.Title is { } title && TextCut.Graphemes(title.Trim()) > MaxTitle) yield return ("title", $"must have at most {MaxTitle} characters.");
        if (IsLong(draft.Words)) yield return ("words", $"must have at most {MaxWords} characters.");
        if (!AreIds(draft.LeftOut)) yield return ("leftOut", $"must be at most {MostIds} ids of posts.");
        if (draft.Hidden is { } hidden && (hidden.Count > MostSections || hidden.Any(key => key is not { Length: > 0 and <= MaxKey }))) yield return ("hidden", "must be links, photos, people, numbers, or keys of sections.");
        if (draft.Sections is not { } sections) yield break;
        if (sections.Count > MostSections || sections.Any(section => section is null)) yield return ("sections", $"must be at most {MostSections}.");
        else
            foreach (var section in sections)
            {
                if (Key(section) is null) yield return ("sections", "each needs a key, such as q1, or a question's number.");
                if (IsLong(section.Words)) yield return ("sections", $"words must have at most {MaxWords} characters.");
                if (!AreIds(section.Order) || !AreIds(section.LeftOut)) yield return ("sections", $"order and leftOut must be at most {MostIds} ids of posts each.");
            }
    }

    /// <summary>What is left out of a draft stays as it was.</summary>
    public static RecapEdits Over(this RecapDraft draft, RecapEdits edits) => edits with
    {
        Title = draft.Title is { } title ? Clean(title)?.ReplaceLineEndings(" ") : edits.Title,
        Words = draft.Words is { } words ? Clean(words) : edits.Words,
        LeftOut = Ids(draft.LeftOut) ?? edits.LeftOut,
        Hidden = draft.Hidden is { } hidden ? [.. hidden.Distinct()] : edits.Hidden,
        Sections = [.. (draft.Sections ?? []).Aggregate(edits.Sections, Over).TakeLast(MostSections)],
    };

    static IReadOnlyList<RecapSectionEdits> Over(IReadOnlyList<RecapSectionEdits> sections, RecapSectionDraft draft)
    {
        var key = Key(draft)!;
        var before = sections.FirstOrDefault(section => section.Key == key) ?? new(key, null, [], []);
        var after = before with
        {
            Words = draft.Words is { } words ? Clean(words) : before.Words,
            Order = Ids(draft.Order) ?? before.Order,
            LeftOut = Ids(draft.LeftOut) ?? before.LeftOut,
        };
        return [.. sections.Where(section => section.Key != key), after];
    }

    static string? Key(RecapSectionDraft section) => section.Question is { } number ? number is > 0 and <= MaxQuestion ? $"q{number}" : null
        : section.Key is { Length: > 0 and <= MaxKey } key ? key : null;

    static bool IsLong(string? words) => words is not null && (words.Length > 4 * MaxWords || TextCut.Graphemes(words) > MaxWords);

    static bool AreIds(IReadOnlyList<string>? ids) => ids is null || ids.Count <= MostIds && ids.All(id => id is { Length: > 0 and <= MaxId });

    static IReadOnlyList<string>? Ids(IReadOnlyList<string>? ids) => ids is null ? null : [.. ids.Distinct()];

    static string? Clean(string words) => TextCut.Clean(words).Trim() is { Length: > 0 } clean ? clean : null;
}
