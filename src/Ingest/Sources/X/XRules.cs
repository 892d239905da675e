using System.Text;
using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Ingest.Sources.X;

/// <summary>A rule of the filtered stream. X allows a value once; its tag is ours to choose.</summary>
readonly record struct XRule(string Value, string Tag);

/// <summary>Builds rules and queries from hashtags. Pure.</summary>
static class XRules
{
    public const string Prefix = "backchannel:";
    public const int MaxRuleLength = 1024;
    public const int MaxQueryLength = 512;

    const string NoReposts = " -is:retweet";

    /// <summary>The rules that the events want. An event with many hashtags has several; hashtags of two events that make the same rule make it once.</summary>
    public static IReadOnlyList<XRule> For(IEnumerable<WatchedEvent> events, bool includeReposts) =>
        [.. events.SelectMany(e => Expressions(e.Hashtags, MaxRuleLength, includeReposts).Select(value => new XRule(value, Prefix + e.Slug))).DistinctBy(rule => rule.Value)];

    /// <summary>Searches that together find every hashtag.</summary>
    public static IReadOnlyList<string> Queries(IEnumerable<WatchedEvent> events, bool includeReposts) =>
        [.. Expressions(events.SelectMany(e => e.Hashtags), MaxQueryLength, includeReposts)];

    /// <summary>Hashtags that X cannot be asked for, because they hold a sign or no letter at all.</summary>
    public static IEnumerable<string> Unusable(IEnumerable<WatchedEvent> events) =>
        events.SelectMany(e => e.Hashtags).Where(tag => !IsUsable(tag.TrimStart('#', '＃'))).Distinct();

    static IEnumerable<string> Expressions(IEnumerable<string> hashtags, int limit, bool includeReposts)
    {
        var suffix = includeReposts ? "" : NoReposts;
        var terms = new List<string>();
        var length = 0;
        foreach (var term in Spellings(hashtags).Select(tag => "#" + tag))
        {
            // Parentheses, and " OR " before each term but the first.
            if (terms.Count > 0 && length + 4 + term.Length + 2 + suffix.Length > limit)
            {
                yield return Join(terms) + suffix;
                (terms, length) = ([], 0);
            }
            length += term.Length + (terms.Count > 0 ? 4 : 0);
            terms.Add(term);
        }
        if (terms.Count > 0) yield return Join(terms) + suffix;
    }

    static string Join(List<string> terms) => terms.Count == 1 ? terms[0] : $"({string.Join(" OR ", terms)})";

    /// <summary>The stream minds accents, so a hashtag is asked for as typed and without them.</summary>
    static IEnumerable<string> Spellings(IEnumerable<string> hashtags) =>
        hashtags.Select(tag => tag.TrimStart('#', '＃')).Where(IsUsable).SelectMany(tag => new[] { tag.ToLowerInvariant(), TextFold.Tag(tag) }).Distinct();

    /// <summary>A sign would end the term and could smuggle operators into the rule.</summary>
    static bool IsUsable(string tag)
    {
        var hasLetter = false;
        foreach (var rune in tag.EnumerateRunes())
        {
            var isLetter = Rune.IsLetter(rune);
            hasLetter |= isLetter;
            if (!isLetter && !Rune.IsDigit(rune) && rune.Value != '_' && !IsMark(rune)) return false;
        }
        return hasLetter && tag.Length <= 280;
    }

    static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
