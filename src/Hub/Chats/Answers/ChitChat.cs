using Backchannel.Contracts;
using Backchannel.Hub.Filing;
using Backchannel.Text;

namespace Backchannel.Hub.Chats.Answers;

/// <summary>Tells what people say to one another around the questions: hello, sorry to be late, good question, thanks for having me.</summary>
static class ChitChat
{
    /// <summary>In more words than this there is more than a greeting.</summary>
    const int MostWords = 14;

    static readonly string[] Beginnings =
    [
        "hello", "hi", "hey", "hiya", "good morning", "good evening", "good afternoon", "evening all", "morning all", "greetings", "howdy", "welcome", "bye", "goodbye", "good night",
    ];

    static readonly string[] Phrases =
    [
        "sorry i m late", "sorry im late", "sorry to be late", "running late", "joining late", "jumping in late", "late to the", "just joining", "just joined", "joining in from", "joining from", "signing off",
        "have to leave", "have to run", "got to run", "gotta run", "gotta go", "have to go", "good question", "great question", "tough question", "love this question", "interesting question",
        "thanks for hosting", "thank you for hosting", "thanks for having", "thanks everyone", "thank you all", "thanks all", "great chat", "lurking", "first time here", "nice to meet", "nice to see you",
        "good to see you", "great to see you", "see you next", "brb", "be right back", "ready for", "excited for", "looking forward to", "wifi", "popcorn", "cup of tea", "kettle", "my cat", "my dog",
        "was tough", "is tough", "is a trap", "is up", "already", "hard one", "tough one", "good one", "love it", "what did i miss", "where are we", "which question", "what number are we",
    ];

    public static bool Is(Post post)
    {
        var words = Wording.Split(TextFold.Fold(OwnWords.Of(post))).ToList();
        if (words.Count == 0) return true;
        if (words.Count > MostWords) return false;
        var text = $" {string.Join(' ', words)} ";
        return Beginnings.Any(beginning => text.StartsWith($" {beginning} ", StringComparison.Ordinal)) || Phrases.Any(phrase => text.Contains($" {phrase} ", StringComparison.Ordinal));
    }
}
