using Backchannel.Contracts;

namespace Backchannel.Hub.Recaps;

/// <summary>What a recap comes to. Counted over all its cards, those not shown in it among them. Pure.</summary>
static class RecapNumbers
{
    public static IReadOnlyList<RecapNumber> Of(
        RecapSubject subject, IReadOnlyList<RecapCard> cards, IReadOnlyList<SectionDraft> sections, IReadOnlySet<(Network, string)> newcomers)
    {
        var numbers = new List<RecapNumber>
        {
            Number("posts", "post", "posts", cards.Count, subject.Kind == RecapKind.Day
                ? "Posts on show that were made on this day. Reposts are no posts; the same text on two networks is one."
                : "Posts on show that are filed in this session. Reposts are no posts; the same text on two networks is one."),
            Number("people", "person", "people", Authors(cards).Count(), "Accounts that made these posts. Somebody with accounts on two networks counts twice."),
            Number("new", "new here", "new here", Authors(cards).Count(newcomers.Contains), "Those of them whose first post at this event is among these."),
        };
        if (subject.Kind == RecapKind.Chat) numbers.AddRange(OfChat(sections));
        if (subject.Kind == RecapKind.Day)
            numbers.Add(Number("sessions", "session", "sessions", sections.Count(section => section.Session is not null), "Sessions in which at least one of these posts is filed."));
        numbers.Add(Number("minutes", "lively minute", "lively minutes", cards.Select(card => card.At.UtcTicks / TimeSpan.TicksPerMinute).Distinct().Count(), "Minutes in which at least one of these posts was made."));
        numbers.Add(Number("links", "link", "links", cards.SelectMany(card => card.Post.Pages).Where(page => !subject.Own.Hold(page.Address)).Select(page => page.Address.Key).Distinct().Count(),
            "Different pages that these posts link to, besides the event’s own."));
        numbers.Add(Number("photos", "photo", "photos", cards.Sum(card => card.Post.Photos.Count), "Photos in these posts."));
        return numbers;
    }

    static IEnumerable<RecapNumber> OfChat(IReadOnlyList<SectionDraft> sections)
    {
        var questions = sections.Where(section => section.Question is not null).ToList();
        yield return Number("questions", "question", "questions", questions.Count, "Questions that were put, and those that posts answer all the same.");
        yield return Number("answered", "answered", "answered", questions.Count(section => section.Count > 0), "Those of them with at least one answer.");
        yield return Number("answers", "answer", "answers", questions.Sum(section => section.Count), "Posts that belong to a question, answers to answers among them; how many each has stands beside it.");
    }

    static IEnumerable<(Network, string)> Authors(IReadOnlyList<RecapCard> cards) => cards.Select(card => card.Post.Author).Distinct();

    static RecapNumber Number(string key, string one, string many, int value, string means) => new(key, value == 1 ? one : many, value, means);
}
