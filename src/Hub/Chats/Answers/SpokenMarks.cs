using System.Globalization;
using System.Text.RegularExpressions;
using Backchannel.Contracts;

namespace Backchannel.Hub.Chats.Answers;

/// <summary>Numbers of questions within a sentence: <c>answer to question two</c>, <c>going back to Q3:</c>, <c>for A1 I'd say</c>, <c>… that's my A5</c>, <c>… -&gt; A4</c>. English; much else is too often about a question.</summary>
static partial class SpokenMarks
{
    // What is longer than any network's post takes too long to look through.
    const int Looked = 600;

    static readonly string[] Numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary>The first of them; never at the beginning of a line, where <see cref="Marks"/> look.</summary>
    public static Mark? Of(Post post)
    {
        var own = OwnWords.Of(post);
        if (own.Length > Looked) own = own[..Looked];
        var match = Answering().Match(own);
        if (!match.Success) match = AtTheEnd().Match(own.TrimEnd());
        return match.Success && NumberOf(match.Groups["n"].Value) is { } number ? new(false, number, true, false, match.Index, match.Index + match.Length) : null;
    }

    /// <summary>Whether a text has anything that looks like a mark, whatever it is.</summary>
    public static bool Has(Post post) => Looks().IsMatch(post.Text);

    /// <summary>Of "A1: … wait, no, that's A2" the two.</summary>
    public static int? TakenBack(Post post) => Correction().Match(post.Text.Length > Looked ? post.Text[..Looked] : post.Text) is { Success: true } match ? NumberOf(match.Groups["n"].Value) : null;

    static int? NumberOf(string words) =>
        int.TryParse(words, CultureInfo.InvariantCulture, out var number) ? number is > 0 and <= Marks.Highest ? number : null
        : Array.IndexOf(Numbers, words.ToLowerInvariant()) is >= 0 and var index ? index + 1 : null;

    const string Number = "(?<n>[0-9]{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)(?![0-9A-Za-z])";

    [GeneratedRegex(@"^.{0,60}?\b((answer|reply|response|going back|back) (to|for|on) (question |q ?)" + Number + @"|(for|re|as for) (question |q ?|a ?)" + Number + @"(?= ?[:,–-]| i'd| i would| i'll| i say| probably| my| it's| it is)|^\s*answer " + Number + @"(?= ?[:.)–-]))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Answering();

    [GeneratedRegex(@"(->|→|=>|that's my|thats my|that is my) ?a ?" + Number + @"[.!]?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex AtTheEnd();

    [GeneratedRegex(@"\ba ?[0-9]{1,2}\b.*?\b(no,? sorry|sorry,?|i mean|i meant|wait,? no,?|no,? wait,?|make that)( that's| it's)? ?a ?(?<n>[0-9]{1,2})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Correction();

    [GeneratedRegex(@"(?<![\p{L}\p{N}])[aqt][0-9]{1,2}(s\b|(?![0-9A-Za-z]))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Looks();
}
