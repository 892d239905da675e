using Backchannel.Text;

namespace Backchannel.Hub.Chats.Answers;

/// <summary>What looks like the sign of an answer and is something else: sizes of paper, roads, rooms, quarters of a year, terminals, levels of a language.</summary>
static class FalseFriends
{
    /// <summary>After it: <c>A1 poster</c>, <c>Q3 earnings</c>, <c>T2 arrivals</c>.</summary>
    static readonly HashSet<string> After = [.. """
        poster posters paper papers sheet sheets size sized format print prints printer printout printing folder flyer flyers board boards card cards pad page pages
        landscape portrait banner frame frames envelope notebook sketchbook
        motorway road highway route junction exit autobahn traffic northbound southbound eastbound westbound
        hall room rooms gate gates stand booth building block wing level levels floor terminal arrivals departures seat row desk bay
        certificate exam exams class course german french spanish english italian language speaker learner learners
        sauce steak grade condition quality shape student students
        results earnings revenue sales report reports numbers figures figure forecast guidance budget target targets planning roadmap okrs goals quarter fy call
        condition directions notebook notebooks both from hiring line lines jobs days wins won visitor
        visa form forms league racing team car cars plug plugs connector connectors battery cell cells phage diabetes
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Before it: <c>room A1:</c>, <c>gate A2.</c>, <c>figure A3:</c>.</summary>
    static readonly HashSet<string> Before = [.. """
        room rooms hall gate gates stand booth track seat seats row section building block floor terminal figure fig table exhibit appendix annex
        paper size sizes in at to from near via into outside on off by the an this that my our level grade class junction motorway road route exit cell
        for until since end early mid and or of page slide step version favourite favorite sign
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    static readonly string[] OnTheRoad = ["motorway", "junction", "traffic", "closed between", "roadworks", "tailback", "standstill", "tunnel"];

    /// <summary>What a bare <c>A2</c> is followed by where it begins an answer: a sentence does, a thing does not.</summary>
    static readonly HashSet<string> Openers = [.. """
        i we you he she they it my our your the a an this that these those there here to not no yes never always sometimes often mostly usually maybe perhaps definitely absolutely honestly
        when if because so for with by as one two three less more most fewer every each all any many much some start stop ask be do don make keep let give take use try find listen talk listening talking
        having being making trust time money people nobody everybody everyone someone somebody anything nothing depends first probably totally agree agreed easy simple ich wir der die das mein meine je on nous le la les mi yo el
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    public static bool Make(string text, int at, Mark mark, bool isFirst)
    {
        // Somebody's words in quotes, a cell of a formula.
        if (at > 0 && (text[at - 1] is '"' or '“' or '«' or '„' || text[at - 1] == ':' || text[at - 1] == '(' && at > 1 && char.IsLetterOrDigit(text[at - 2]))) return true;
        if (!isFirst && WordBefore(text, at) is { Length: > 0 } before && (Before.Contains(before) || !IsAfterColonOrStop(text, at, mark))) return true;
        var rest = TextFold.Fold(text.Length - mark.After > 80 ? text.Substring(mark.After, 80) : text[mark.After..]);
        if (OnTheRoad.Any(sign => rest.Contains(sign, StringComparison.Ordinal))) return true;
        if (mark.IsSure) return false;
        var words = Filing.Wording.Split(rest).Take(2).ToList();
        return words.Count == 0
            || After.Contains(words[0])
            // "Q3 2026", "A1 3rd edition"; "an A1 size poster" comes as its second word.
            || char.IsAsciiDigit(words[0][0])
            || words is [_, var second] && After.Contains(second) && words[0] is "size" or "sized" or "colour" or "color" or "level" or "is" or "the";
    }

    /// <summary>Whether what follows a mark begins a sentence.</summary>
    public static bool Begins(string text, Mark mark)
    {
        var rest = TextFold.Fold(text.Length - mark.After > 40 ? text.Substring(mark.After, 40) : text[mark.After..]);
        return Filing.Wording.Split(rest).FirstOrDefault() is { } first && Openers.Contains(first);
    }

    /// <summary>In the midst of a text it takes a colon behind it or the end of a sentence, a bracket or a line before it.</summary>
    static bool IsAfterColonOrStop(string text, int at, Mark mark)
    {
        if (mark.IsSure && mark.After > 0 && mark.After <= text.Length && text[mark.After - 1] is ':' or '：' or ')' or ']' or '→') return true;
        var before = at - 1;
        while (before >= 0 && text[before] == ' ') before--;
        return mark.IsSure && before >= 0 && text[before] is '.' or '!' or '?' or ':' or '\n' or '(' or '[' or '"' or '“' or '…';
    }

    static string WordBefore(string text, int at)
    {
        var end = at;
        while (end > 0 && text[end - 1] == ' ') end--;
        var start = end;
        while (start > 0 && char.IsLetterOrDigit(text[start - 1])) start--;
        return TextFold.Fold(text[start..end]);
    }
}
