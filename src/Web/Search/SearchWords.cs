using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Web.Search;

/// <summary>What somebody looks for in a programme: all words must occur, in any case and with or without accents.</summary>
public sealed class SearchWords
{
    /// <summary>The hub takes no more.</summary>
    public const int Longest = 200;

    static readonly ConditionalWeakTable<SessionInfo, Folded> Texts = [];

    readonly IReadOnlyList<string> _words;

    SearchWords(string asked, IReadOnlyList<string> words) => (Asked, _words) = (asked, words);

    /// <summary>As it was typed, cleaned and no longer than may be.</summary>
    public string Asked { get; }

    /// <summary>Null where nothing was asked for.</summary>
    public static SearchWords? Of(string? query)
    {
        var asked = TextCut.At(TextCut.Clean(query ?? "").ReplaceLineEndings(" "), Longest).Trim();
        string[] words = [.. asked.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => TextFold.Fold(word.TrimStart('#', '@'))).Where(word => word.Length > 0).Distinct()];
        return words.Length > 0 ? new(asked, words) : null;
    }

    /// <summary>How well a session fits: 3 by its title, 2 by whom and where as well, 1 by what it is about, 0 not at all.</summary>
    public int Fit(SessionInfo session)
    {
        var text = Texts.GetValue(session, Folded.Of);
        return _words.All(text.Title.Contains) ? 3
            : _words.All(word => text.Title.Contains(word) || text.Where.Contains(word)) ? 2
            : _words.All(word => text.Title.Contains(word) || text.Where.Contains(word) || text.About.Contains(word)) ? 1
            : 0;
    }

    public bool AreIn(string name) => _words.All(TextFold.Fold(name).Contains);

    /// <summary>The text in pieces, in order and complete, each with whether it was looked for.</summary>
    public IEnumerable<(string Text, bool Hit)> Mark(string text)
    {
        var hits = Hits(text);
        for (int from = 0, to; from < text.Length; from = to)
        {
            for (to = from + 1; to < text.Length && hits[to] == hits[from];) to++;
            yield return (text[from..to], hits[from]);
        }
    }

    // Folding changes lengths: each folded letter remembers the character that it came from.
    bool[] Hits(string text)
    {
        var (folded, origins, hits) = (new StringBuilder(text.Length), new List<(int From, int To)>(text.Length), new bool[text.Length]);
        for (int from = 0, to; from < text.Length; from = to)
        {
            to = from + StringInfo.GetNextTextElementLength(text.AsSpan(from));
            var letters = TextFold.Fold(text[from..to]);
            _ = folded.Append(letters);
            origins.AddRange(Enumerable.Repeat((from, to), letters.Length));
        }
        var whole = folded.ToString();
        foreach (var word in _words)
            for (var at = whole.IndexOf(word, StringComparison.Ordinal); at >= 0; at = whole.IndexOf(word, at + word.Length, StringComparison.Ordinal))
                Array.Fill(hits, true, origins[at].From, origins[at + word.Length - 1].To - origins[at].From);
        return hits;
    }

    sealed record Folded(string Title, string Where, string About)
    {
        public static Folded Of(SessionInfo session) => new(
            Fold(session.Title, session.Subtitle, session.Code),
            Fold([.. session.Speakers, session.Room, session.Track, .. session.Hashtags]),
            Fold(session.Abstract));

        static string Fold(params string?[] parts) => TextFold.Fold(string.Join('\n', parts));
    }
}
