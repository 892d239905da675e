using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Hub.Tests.Chats;

/// <summary>A post of a made-up chat, and what its author meant.</summary>
/// <param name="Post">The post.</param>
/// <param name="Question">The question that it belongs to; null for what belongs to none.</param>
/// <param name="Puts">It is one of the host's that put a question.</param>
/// <param name="Kind">Which of the ways to write.</param>
sealed record ChatPost(Post Post, int? Question, bool Puts, string Kind);

/// <summary>
/// An hour that never was, labelled: hosts with their questions, announcements and repetitions; answers with all the ways in which people number them, late ones, early ones,
/// threads; comments on what is being asked; greetings and cats; and what only looks like an answer. The same seed makes the same hour.
/// </summary>
sealed class MadeUpChat
{
    public static readonly DateTimeOffset Start = new(2026, 10, 6, 19, 0, 0, TimeSpan.Zero);

    readonly DateTimeOffset _start;
    readonly Random _random;
    readonly MadeUpTopic _topic;
    readonly List<ChatPost> _posts = [];
    readonly List<Author> _people;
    readonly Dictionary<int, (DateTimeOffset At, Post Post)> _asked = [];

    MadeUpChat(int seed, DateTimeOffset start, int? people)
    {
        (_start, _random, _topic) = (start, new(seed * 7_919), MadeUpTopics.All[seed % MadeUpTopics.All.Count]);
        _people = [.. Enumerable.Range(1, people ?? 24 + _random.Next(40)).Select(n => new Author($"did:made-up:{seed}-{n}", $"guest{n}.tidewater.example", $"Guest {n} of {_topic.Tag}"))];
    }

    public static Author Host { get; } = new("did:made-up:host", "host.tidewater.example", "Ada Lund");

    public static string Tag(int seed) => MadeUpTopics.All[seed % MadeUpTopics.All.Count].Tag;

    public static IReadOnlyList<string> Questions(int seed) => MadeUpTopics.All[seed % MadeUpTopics.All.Count].Questions;

    /// <summary>By the time at which they were made.</summary>
    /// <param name="seed">Which of them.</param>
    /// <param name="atLeast">How many.</param>
    /// <param name="start">When it began; <see cref="Start"/> where null.</param>
    /// <param name="people">How many take part; some dozens where null.</param>
    public static IReadOnlyList<ChatPost> Posts(int seed, int atLeast = 300, DateTimeOffset? start = null, int? people = null)
    {
        var chat = new MadeUpChat(seed, start ?? Start, people);
        chat.Lead();
        while (chat._posts.Count < atLeast) chat.Say();
        return [.. chat._posts.OrderBy(post => post.Post.CreatedAt).ThenBy(post => post.Post.Id, StringComparer.Ordinal)];
    }

    void Lead()
    {
        Add(Host, "Good evening and welcome! Please introduce yourself, and answer with A1, A2 and so on.", At(0), null, "host's words");
        for (var n = 1; n <= _topic.Questions.Length; n++)
        {
            var minute = 5 + (n - 1) * 50.0 / _topic.Questions.Length;
            if (n > 1) Add(Host, Pick($"Q{n} in two minutes, keep them coming", $"Get ready, Q{n} is coming up", $"Great answers so far. Q{n} next, in a moment."), At(minute - 2), null, "host's announcement");
            var post = Add(Host, QuestionWords(n), At(minute), n, "question", puts: true);
            _asked[n] = (post.CreatedAt, post);
            if (_random.Next(3) == 0) Add(Host, $"Q{n} again for those who just came: {_topic.Questions[n - 1]}", At(minute + 3), n, "question, repeated", puts: true);
        }
        Add(Host, "That was our hour. Thank you all, the recap follows tomorrow.", At(60), null, "host's words");
    }

    string QuestionWords(int n)
    {
        var text = _topic.Questions[n - 1];
        return Pick($"Q{n}: {text}", $"Q{n}. {text}", $"Q{n}) {text}", $"Q {n}: {text}", $"T{n}: {text}", $"Here we go! Q{n}: {text}", $"Question {n}: {text}", $"Q{n} {text}");
    }

    /// <summary>One thing that somebody says, most often about what is being asked.</summary>
    void Say()
    {
        var minute = 1 + _random.NextDouble() * 60;
        var open = Enumerable.Range(1, _topic.Questions.Length).LastOrDefault(n => _asked[n].At <= At(minute));
        if (open == 0)
        {
            OffTopic(At(minute));
            return;
        }
        switch (_random.Next(100))
        {
            case < 38: Numbered(open, minute); break;
            case < 42: Late(open, minute); break;
            case < 43: Early(open, minute); break;
            case < 55: AnswerToQuestion(open, minute); break;
            case < 72: InThread(minute); break;
            case < 77: Unnumbered(open, minute); break;
            case < 79: Quoting(open, minute); break;
            case < 90: OffTopic(At(minute)); break;
            case < 93: Chatting(open, minute); break;
            default: FalseFriend(minute); break;
        }
    }

    void Numbered(int n, double minute)
    {
        var says = Thought();
        var (words, kind) = Way(n, says);
        Add(Somebody(), words, At(minute), n, kind);
    }

    (string Words, string Kind) Way(int n, string says) => _random.Next(20) switch
    {
        0 or 1 or 2 or 3 or 4 => ($"A{n}: {says}", "A1: …"),
        5 or 6 => ($"A{n} {says}", "A1 …"),
        7 => ($"A{n}. {says}", "A1. …"),
        8 => ($"A{n}) {says}", "A1) …"),
        9 => ($"A{n} - {says}", "A1 - …"),
        10 => ($"a{n}: {says}", "a1: …"),
        11 => ($"A.{n} {says}", "A.1 …"),
        12 => ($"A {n}: {says}", "A 1: …"),
        13 => ($"A{n}{"ab"[_random.Next(2)]}: {says}", "A1a: …"),
        14 => ($"T{n}: {says}", "T1: …"),
        15 => ($"Q{n}: {says}", "Q1: … by a guest"),
        16 => ($"@host.tidewater.example A{n}: {says}", "@host A1: …"),
        17 => ($"Answer {n}: {says}", "Answer 1: …"),
        18 => ($"Good one. A{n}: {says}", "… A1: …"),
        _ => ($"a{n} {says}", "a1 …"),
    };

    // After the next question, or after the hour.
    void Late(int open, double minute)
    {
        var n = 1 + _random.Next(open);
        Add(Somebody(), $"A{n}: {Thought()} Sorry, catching up.", At(minute + (_random.Next(4) == 0 ? 62 : 6)), n, "late");
    }

    void Early(int open, double minute)
    {
        if (open < _topic.Questions.Length) Add(Somebody(), $"A{open + 1}: {Thought()}", At(minute), open + 1, "early");
    }

    void AnswerToQuestion(int n, double minute) => Add(Somebody(), Thought(), At(minute), n, "reply to the question", replyTo: _asked[n].Post.Id);

    void InThread(double minute)
    {
        var earlier = _posts.Where(post => !post.Puts && post.Post.CreatedAt < At(minute) && post.Post.CreatedAt > At(minute - 8)).ToList();
        if (earlier.Count == 0) return;
        var to = earlier[_random.Next(earlier.Count)];
        var by = _random.Next(4) == 0 ? to.Post.Author : Somebody();
        var words = Pick("Same here, every single week.", "I had not thought of it like that.", "How did you convince your colleagues?", "We tried, and it took a year.", "That made my evening, thank you", $"And what about {Thing()}?", "Do you have a link for that?");
        Add(by, words, At(minute), to.Question, to.Question is null ? "thread off topic" : "thread", replyTo: to.Post.Id);
    }

    void Unnumbered(int n, double minute)
    {
        var thing = _topic.Things.FirstOrDefault(thing => _topic.Questions[n - 1].Contains(thing.Split(' ')[^1], StringComparison.OrdinalIgnoreCase));
        var telling = thing is not null && _random.Next(3) > 0;
        Add(Somebody(), telling ? Pick($"With {thing} it comes down to patience, and to asking first", $"My team gave up on {thing} two years ago and nobody complained", $"{Capital(thing!)} are the least of our problems to be honest")
            : Pick("It comes down to patience, and to asking first", "We gave up on that two years ago and nobody complained", "Whoever pays decides in the end, sadly"), At(minute), n, telling ? "unnumbered, telling" : "unnumbered");
    }

    void Quoting(int n, double minute) =>
        Add(Somebody(), $"{Thought()} {_asked[n].Post.Url}", At(minute), n, "quote");

    void Chatting(int n, double minute) =>
        Add(Somebody(), Pick("Great question!", "Ooh, good question", "Hello, sorry I'm late!", "Tough question, need to think", "Love this question"), At(minute), null, "chit-chat to the question", replyTo: _asked[n].Post.Id);

    void OffTopic(DateTimeOffset at) => Add(Somebody(), Pick(
        "Hi all, Guest from the north coast here, lurking tonight", "Good evening everyone! First time here", "My cat has taken the keyboard, back soon", "Kettle on, biscuits ready, let's go",
        "So nice to see you all again", "My train is late so I am reading along from platform 4", "Is it only me or is the page slow today?", "Waving from the sofa, one foot in a bucket of ice", "Thanks for hosting tonight",
        "Got to run, the children want their supper. Bye!", "I will read the recap tomorrow, have fun", "Who else is watching the match at the same time?", "@guest2.tidewater.example how was your holiday?", "@guest3.tidewater.example long time no see, are you well?"), at, null, "off topic");

    void FalseFriend(double minute)
    {
        var n = 1 + _random.Next(4);
        Add(Somebody(), Pick(
            $"A{n} poster printed, see you at the exhibition", $"Printed it on A{n} paper and it still looks good", $"The Q&A last week was better, I must say", $"The A{n}00 has been renamed, by the way", $"Stuck on the A{n} near the bridge, reading from the back seat",
            $"A{n} motorway closed again, so I am on the phone tonight", $"Q{n} earnings came out today, my timeline is full of it", $"Q{n} 2026 cannot come soon enough", $"My daughter passed her A{n} exam in German today", $"Meet me in room A{n}: the tea is there",
            $"A {n} hour walk in the rain, and I am still on time", $"Flying from T{n} tomorrow, wish me luck", $"Gate A{n}. Boarding soon, see you next week", $"Top {n} reasons to be here: tea, friends, you", $"B{n}B sales people are everywhere tonight", $"Vitamin A{n}? Never heard of it",
            $"T{n} arrivals is chaos, greetings from the airport", "A1 steak sauce on the table, dinner with you all"), At(minute), null, "false friend");
    }

    string Thought() => Pick(
        $"start small and tell everybody what you learned", $"we talk about {Thing()} far too late, mostly when it is expensive", $"ask those who do the work before you buy anything", "it depends on who is in the room, and on who is not", $"I would begin with {Thing()} and see what breaks",
        "less, but every week. Nothing beats a habit", "trust first. The rest is paperwork", $"nobody ever thanked us for {Thing()}, but they complain without it", "two things: time, and somebody who says no", "we wrote it down on one page and it still works",
        $"the young ones do it better than we ever did", $"for me it is {Thing()}, hands down", "money. I wish it were not so", "listening. And then listening again", "I changed my mind about this last year", "fewer meetings, more walks. Not joking");

    string Thing() => _topic.Things[_random.Next(_topic.Things.Length)];

    Author Somebody() => _people[_random.Next(_people.Count)];

    string Pick(params string[] ways) => ways[_random.Next(ways.Length)];

    static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    DateTimeOffset At(double minute) => _start.AddMinutes(minute).AddSeconds(_random.Next(20));

    Post Add(Author by, string words, DateTimeOffset at, int? question, string kind, bool puts = false, string? replyTo = null)
    {
        // Clients put the hashtag at the end, people wherever they like, and those who answer forget it.
        var text = replyTo is not null && _random.Next(2) == 0 ? words : _random.Next(5) == 0 && !puts ? $"#{_topic.Tag} {words}" : $"{words} #{_topic.Tag}";
        var id = string.Create(CultureInfo.InvariantCulture, $"bluesky:chat/{_topic.Tag}/{_posts.Count}");
        var post = new Post
        {
            Id = id,
            Network = Network.Bluesky,
            Author = by,
            Text = text,
            Spans = TextScanner.Spans(text),
            Url = $"https://social.example.org/{_topic.Tag}/{_posts.Count}",
            CreatedAt = at,
            ReceivedAt = at.AddSeconds(1),
            ReplyTo = replyTo,
        };
        _posts.Add(new(post, question, puts, kind));
        return post;
    }
}
