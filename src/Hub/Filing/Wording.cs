using System.Text;
using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Hub.Filing;

/// <summary>What a post says, folded and in words; links and mentions are no words of its author's.</summary>
sealed class Wording
{
    readonly string _text;

    Wording(string folded)
    {
        _text = $" {string.Join(' ', Split(folded))} ";
        IsSmallTalk = SmallTalk.Is(folded);
        Stems = Terms(folded).ToHashSet();
    }

    public bool IsSmallTalk { get; }

    /// <summary>Its telling words, by their stems.</summary>
    public IReadOnlySet<string> Stems { get; }

    public static Wording Of(Post post)
    {
        var (own, at) = (new StringBuilder(post.Text.Length), 0);
        foreach (var span in post.Spans.Where(span => span.Kind is SpanKind.Link or SpanKind.Mention))
        {
            own.Append(post.Text, at, span.Start - at).Append(' ');
            at = span.Start + span.Length;
        }
        return new(TextFold.Fold(own.Append(post.Text, at, post.Text.Length - at).ToString()));
    }

    /// <summary>Whether it says a name, as whole words where the script has any.</summary>
    public bool Names(string name) => _text.Contains(Scripts.HasNoSpaces(name) ? name : $" {name} ", StringComparison.Ordinal);

    /// <summary>The stems of a text's telling words: those that are no everyday ones.</summary>
    public static IEnumerable<string> Terms(string folded) =>
        Split(folded).SelectMany(InOneScript).Where(word => !CommonWords.Has(word)).Select(Stem).Where(stem => !CommonWords.Has(stem));

    /// <summary>Runs of letters, marks and digits.</summary>
    public static IEnumerable<string> Split(string folded)
    {
        var start = -1;
        for (var at = 0; at < folded.Length;)
        {
            _ = Rune.DecodeFromUtf16(folded.AsSpan(at), out var rune, out var length);
            var isWord = Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) <= System.Globalization.UnicodeCategory.EnclosingMark;
            if (isWord && start < 0) start = at;
            if (!isWord && start >= 0)
            {
                yield return folded[start..at];
                start = -1;
            }
            at += length;
        }
        if (start >= 0) yield return folded[start..];
    }

    // Japanese has no spaces; its nouns end where the script changes, and what is in Hiragana holds them together.
    static IEnumerable<string> InOneScript(string word)
    {
        if (!Scripts.HasNoSpaces(word))
        {
            if (word.Length > 2) yield return word;
            yield break;
        }
        var part = new StringBuilder();
        var kind = Scripts.Kind.Spaced;
        foreach (var rune in word.EnumerateRunes().Append(new Rune('\0')))
        {
            if (part.Length > 0 && (Scripts.Of(rune) != kind || rune.Value == 0))
            {
                if (part.Length > 1 && kind != Scripts.Kind.Hiragana) yield return part.ToString();
                part.Clear();
            }
            kind = Scripts.Of(rune);
            part.Append(rune.ToString());
        }
    }

    /// <summary>Takes off what English hangs on a word; so much only that "caching", "caches" and "cache" are one.</summary>
    static string Stem(string word)
    {
        foreach (var ending in (ReadOnlySpan<string>)["ings", "ing", "ies", "ed", "es", "s"])
            if (word.Length >= ending.Length + 4 && word.EndsWith(ending, StringComparison.Ordinal) && !word.EndsWith("ss", StringComparison.Ordinal))
            {
                word = ending == "ies" ? word[..^3] + "y" : word[..^ending.Length];
                break;
            }
        return word.Length > 4 && word[^1] == 'e' ? word[..^1] : word;
    }
}
