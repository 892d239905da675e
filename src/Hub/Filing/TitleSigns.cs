using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Hub.Filing;

/// <summary>
/// Sessions that are on by the words of their titles and of their speakers' names. It takes two telling words in common, or one that hardly any other
/// session of the whole programme has; and the best must be clearly better than the second.
/// </summary>
sealed class TitleSigns
{
    const int LongEnoughAlone = 4, LongEnoughWithoutSpaces = 2, Hardly = 3;
    const double Clearly = 1.5;

    readonly Dictionary<string, string[]> _titles, _words;
    readonly Dictionary<string, int> _spread;

    public TitleSigns(IReadOnlyList<SessionInfo> sessions)
    {
        _titles = sessions.ToDictionary(session => session.Id, session => Telling($"{session.Title} {session.Subtitle}"));
        _words = sessions.ToDictionary(session => session.Id, session => Telling($"{session.Title} {session.Subtitle} {string.Join(' ', session.Speakers)}"));
        // The same talk given again, or in every room, is no other session.
        _spread = sessions.Where(session => !session.Cancelled).GroupBy(session => session.Title)
            .SelectMany(talk => talk.SelectMany(session => _words[session.Id]).Distinct()).CountBy(word => word).ToDictionary();
    }

    /// <param name="said">The post's words.</param>
    /// <param name="on">What is on.</param>
    /// <param name="namesSeveral">Several speakers are named in full: then names decide nothing any more.</param>
    public SessionInfo? Of(Wording said, IReadOnlyList<SessionInfo> on, bool namesSeveral)
    {
        if (said.Stems.Count == 0) return null;
        var words = namesSeveral ? _titles : _words;
        var best = on.Where(session => !Breaks.Is(session)).Select(session => (Session: session, Score: Score(said, words[session.Id])))
            .Where(scored => scored.Score > 0).OrderByDescending(scored => scored.Score).Take(2).ToList();
        return best.Count == 1 || best.Count == 2 && best[0].Score >= Clearly * best[1].Score ? best[0].Session : null;
    }

    /// <summary>The fewer titles have a word, the more it says. 0 where what they have in common says too little.</summary>
    double Score(Wording said, string[] words)
    {
        var shared = Array.FindAll(words, said.Stems.Contains);
        if (shared.Length == 0 || shared is [var only] && (said.IsSmallTalk || !IsRare(only))) return 0;
        return shared.Sum(word => Math.Log(1 + (double)_words.Count / _spread.GetValueOrDefault(word, 1)));
    }

    static string[] Telling(string text) => [.. Wording.Terms(TextFold.Fold(text)).Distinct()];

    bool IsRare(string word) =>
        _spread.GetValueOrDefault(word) <= Hardly && word.Length >= (Scripts.HasNoSpaces(word) ? LongEnoughWithoutSpaces : LongEnoughAlone);
}
