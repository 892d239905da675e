namespace Backchannel.Demo;

/// <summary>A question to a session, on the event's own page, and what becomes of it.</summary>
/// <param name="Session">The session's id.</param>
/// <param name="Name">Under which it is asked.</param>
/// <param name="Text">The question.</param>
/// <param name="Remote">The asker is not in the room.</param>
/// <param name="At">When it is asked for.</param>
/// <param name="Votes">When each vote for it comes.</param>
/// <param name="Asked">When it is put to the speaker; null where the time does not suffice.</param>
/// <param name="Answered">When it has been answered; null where it was not asked.</param>
public sealed record DemoQuestion(
    string Session, string Name, string Text, bool Remote, DateTimeOffset At, IReadOnlyList<DateTimeOffset> Votes, DateTimeOffset? Asked, DateTimeOffset? Answered);

/// <summary>Makes up the questions of a run: two or three to a talk, and towards its end the one with most votes is asked.</summary>
static class Asking
{
    // Of a talk of 120 seconds: asked for until the first, voted for until the second, then put to the speaker, then answered.
    const double Last = 70, Voted = 84, Put = 88, Done = 108;

    public static IReadOnlyList<DemoQuestion> Of(DateTimeOffset runStart)
    {
        var random = new Random((int)(DemoConference.CurrentRun(runStart) % 100_000) * 7919 + 4052);
        var sentences = new Bag<string>(random, Words.Of("ask"));
        var people = new Bag<Person>(random, People.All);
        return [.. Programme.Of(runStart)
            .Where(slot => slot is { Topic: not null, Info: { Cancelled: false, Speakers.Count: > 0, Kind: not "plenary" } })
            .SelectMany(slot => To(slot, random, sentences, people)).OrderBy(question => question.At)];
    }

    static IEnumerable<DemoQuestion> To(Slot slot, Random random, Bag<string> sentences, Bag<Person> people)
    {
        var count = slot.Info.Room == "Main hall" ? 3 : 2;
        DemoQuestion[] asked = [.. Enumerable.Range(0, count).Select(_ =>
        {
            var at = Second(10, Last);
            var votes = (int)(15 * Math.Pow(random.NextDouble(), 1.6));
            return new DemoQuestion(
                slot.Info.Id, people.Draw().Author.Name, Timeline.Fill(sentences.Draw(), slot), random.NextDouble() < 0.4, slot.Info.Start + at,
                [.. Enumerable.Range(0, votes).Select(_ => slot.Info.Start + Second(at.TotalSeconds + 1, Voted)).Order()], null, null);
        })];
        var best = asked.MaxBy(question => question.Votes.Count);
        return asked.Select(question => question != best ? question
            : question with { Asked = slot.Info.Start.AddSeconds(Put), Answered = slot.Info.Start.AddSeconds(Done) });

        TimeSpan Second(double from, double to) => TimeSpan.FromMilliseconds(Math.Floor(1000 * (from + (to - from) * random.NextDouble())));
    }
}
