using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Hub.Filing;

/// <summary>
/// Sessions that are on by the words of their titles. It takes two telling words in common, or one that no other session of the whole programme has
/// in its title; and the best must be clearly better than the second.
/// </summary>
sealed class TitleSigns
{
    const int LongEnoughAlone = 6, LongEnoughWithoutSpaces = 3;
    const double Clearly = 1.5;

    readonly Dictionary<string, string[]> _words;
    readonly Dictionary<string, int> _spread;

    public TitleSigns(IReadOnlyList<SessionInfo> sessions)
    {
        _words = sessions.ToDictionary(session => session.Id, session => Wording.Terms(TextFold.Fold($"{session.Title} {session.Subtitle}")).Distinct().ToArray());
        // The same talk given again, or in every room, is no other session.
        _spread = sessions.Where(session => !session.Cancelled).GroupBy(session => session.Title)
            .SelectMany(talk => talk.SelectMany(session => _words[session.Id]).Distinct()).CountBy(word => word).ToDictionary();
    }

    public SessionInfo? Of(Wording said, IReadOnlyList<SessionInfo> on)
    {
        if (said.Stems.Count == 0) return null;
        var best = on.Where(session => !Breaks.Is(session)).Select(session => (Session: session, Score: Score(said, session))).Where(scored => scored.Score > 0)
            .OrderByDescending(scored => scored.Score).ThenBy(scored => scored.Session.Id, StringComparer.Ordinal).Take(2).ToList();
        return best is [var only] || best is [_, var second] && best[0].Score >= Clearly * second.Score ? (only = best[0]).Session : null;
    }

    /// <summary>The fewer titles have a word, the more it says. 0 where what they have in common says too little.</summary>
    double Score(Wording said, SessionInfo session)
    {
        var shared = _words[session.Id].Where(said.Stems.Contains).ToList();
        if (shared.Count == 0 || shared is [var only] && !IsRare(only)) return 0;
        return shared.Sum(word => Math.Log(1 + (double)_words.Count / _spread.GetValueOrDefault(word, 1)));
    }

    bool IsRare(string word) =>
        _spread.GetValueOrDefault(word) <= 1 && word.Length >= (Scripts.HasNoSpaces(word) ? LongEnoughWithoutSpaces : LongEnoughAlone);
}
