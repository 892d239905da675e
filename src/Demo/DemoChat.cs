using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Demo;

/// <summary>
/// Lantern chat, a tweet chat that never was: its hour takes 36 minutes, as long as the conference takes for three days, and is followed by the next one on another topic. Everything follows from the moment
/// at which a run began, as with <see cref="DemoConference"/>.
/// </summary>
public static class DemoChat
{
    public const string Slug = "lanternchat";

    public const string Name = "Lantern chat";

    public const string About = "For everybody who looks after something at night, or when nobody looks: lights, ferries, wards, small museums. An hour, six questions, no slides.";

    /// <summary>When it says that it meets; the one that is on now is beside that.</summary>
    public const string Rule = "FREQ=WEEKLY;BYDAY=TU";

    /// <summary>In minutes from the start of a run.</summary>
    static readonly int[] Minutes = [2, 8, 14, 20, 25, 30];

    static readonly IReadOnlyList<Topic> Topics = Read();

    sealed record Topic(string Title, List<(string Text, List<string> Answers)> Questions);

    static Person Lead => People.All.First(person => person.Network == Network.Bluesky);

    public static IReadOnlyList<string> Subjects { get; } = ["night work", "small museums", "looking after things"];

    public static IReadOnlyList<ChatPerson> Hosts => [new(Lead.Author.Name, Lead.Account)];

    /// <summary>The meeting of the run that began at <paramref name="runStart"/>.</summary>
    public static SessionInfo Meeting(DateTimeOffset runStart) => new(
        runStart.UtcDateTime.ToString("yyyyMMdd-HHmm", CultureInfo.InvariantCulture), TopicOf(runStart).Title, null, null, [Lead.Author.Name], runStart, runStart + DemoConference.RunLength, [], About)
    {
        Kind = "chat",
        SpeakerHandles = [Lead.Account],
    };

    /// <summary>Its questions, by number, and when they are put.</summary>
    public static IReadOnlyList<(int Number, string Text, int Minute)> Questions(DateTimeOffset runStart) =>
        [.. TopicOf(runStart).Questions.Select((question, index) => (index + 1, question.Text, Minutes[index]))];

    /// <summary>What is said in the run that began at <paramref name="runStart"/>, by time: the same each time it is asked.</summary>
    public static IEnumerable<DemoStep> Posts(DateTimeOffset runStart)
    {
        var (topic, run) = (TopicOf(runStart), DemoConference.CurrentRun(runStart));
        var random = new Random((int)run);
        var (people, talk, more) = (new Bag<Person>(random, People.All.Where(person => person != Lead && person.Language is null)), new Bag<string>(random, Words.Lines("chat").SkipWhile(line => line != "[talk]").Skip(1).TakeWhile(line => line != "[more]")), new Bag<string>(random, Words.Lines("chat").SkipWhile(line => line != "[more]").Skip(1)));
        var answers = topic.Questions.Select(question => new Bag<string>(random, question.Answers)).ToList();
        var said = new List<(Post Post, int Question)>();
        var index = 0;
        for (var at = runStart.AddSeconds(-40); at < runStart + DemoConference.RunLength; at += TimeSpan.FromSeconds(3 + random.Next(9)))
        {
            var minute = (at - runStart).TotalMinutes;
            var open = Array.FindLastIndex(Minutes, start => start <= minute);
            if (open >= 0 && said.TrueForAll(one => one.Question != open || !one.Post.Text.StartsWith('Q')))
            {
                yield return Say(Lead, $"Q{open + 1}: {topic.Questions[open].Text} #{Slug}", null, open);
                continue;
            }
            var by = people.Draw();
            yield return random.Next(10) switch
            {
                < 5 when open >= 0 => Say(by, $"A{open + 1}: {answers[open].Draw()} #{Slug}", null, open),
                5 when open > 0 => Say(by, $"A{open}: {answers[open - 1].Draw()} Sorry, catching up. #{Slug}", null, open - 1),
                6 when open >= 0 => Say(by, answers[open].Draw(), said.First(one => one.Question == open && one.Post.Text.StartsWith('Q')).Post.Id, open),
                7 or 8 when said.Count > 3 && said[^(1 + random.Next(3))] is var (post, question) => Say(by, more.Draw(), post.Id, question),
                _ => Say(by, $"{talk.Draw()} #{Slug}", null, -1),
            };

            DemoStep Say(Person person, string text, string? replyTo, int question)
            {
                var network = person.Network.ToString().ToLowerInvariant();
                var post = new Post
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"{network}:https://tidewater.example/lantern/{run}/{index}"),
                    Network = person.Network,
                    Author = person.Author,
                    Text = text,
                    Spans = TextScanner.Spans(text),
                    CreatedAt = at,
                    ReceivedAt = at,
                    ReplyTo = replyTo,
                };
                said.Add((post, question));
                return new(index++, at, new PostSeen([Slug], post, []));
            }
        }
    }

    static Topic TopicOf(DateTimeOffset runStart) => Topics[(int)(DemoConference.CurrentRun(runStart) % Topics.Count)];

    static List<Topic> Read()
    {
        var topics = new List<Topic>();
        foreach (var line in Words.Lines("chat").TakeWhile(line => line != "[talk]"))
            if (line.StartsWith("[topic] ", StringComparison.Ordinal)) topics.Add(new(line["[topic] ".Length..], []));
            else if (line.StartsWith("? ", StringComparison.Ordinal)) topics[^1].Questions.Add((line[2..], []));
            else topics[^1].Questions[^1].Answers.Add(line);
        return topics;
    }
}
