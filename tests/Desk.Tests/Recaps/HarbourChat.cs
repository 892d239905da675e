using System.Globalization;
using Backchannel.Hub.Events;
using Backchannel.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backchannel.Desk.Tests.Recaps;

/// <summary>A made-up chat of an hour: eight questions, some 300 posts of 60 people on four networks, with threads, photos, links and a little of everything beside.</summary>
static class HarbourChat
{
    public const string Session = "harbour-chat", Recap = $"/{Made.Event}/sessions/{Session}/recap";

    static readonly string[] First = ["Mira", "Dario", "Ada", "Noor", "Tomasz", "Yuki", "Ines", "Kofi", "Lena", "Samir", "Oluchi", "Petra", "Rafael", "Hana", "Emil"];
    static readonly string[] Last = ["Okonjo", "Amin", "Lund", "Haddad", "Wójcik", "Tanaka", "Ferreira", "Mensah", "Berg", "Rahimi"];
    static readonly string[] Questions =
    [
        "Which harbour did you grow up with?", "What does a port town do better than any other?", "How do you keep a waterfront open to everybody?",
        "What did your harbour lose, and what would you bring back?", "Which boat should every museum have?", "How do you tell children about the sea?",
        "What does the tide change about your work?", "Whom should we all read on harbours?",
    ];
    static readonly string[] Answers =
    [
        "The old ferry basin: it smelt of diesel and oranges, and nobody ever asked what you were doing there.", "Cranes. I learnt to count by them.",
        "A pier without a fence. People look after what they may walk on.", "Benches that face the water and not the shops.", "The morning auction. It moved behind a wall, and the town went quiet.",
        "A lifeboat, with the names of everybody it brought home.", "Take them out before sunrise once. The rest they will ask by themselves.", "We start an hour later every day, and nobody complains.",
        "In winter the harbour belongs to the gulls, and that is as it should be.", "Open the locks to school classes: ours did in 2019, and half of them row today.",
    ];

    public static DateTimeOffset Start { get; } = new(2026, 9, 1, 19, 0, 0, TimeSpan.Zero);

    /// <param name="desk">Where it was held.</param>
    /// <param name="answers">To each question; every kind of post is among the first six.</param>
    public static async Task<IReadOnlyList<Post>> Held(DeskUnderTest desk, int answers = 22)
    {
        (await desk.Organizer.PatchAsync(DeskUnderTest.Api(), System.Net.Http.Json.JsonContent.Create(new { timeZone = "Europe/Lisbon" }))).EnsureSuccessStatusCode();
        await desk.SetSessions(
            new(Session, "Harbour chat: who owns the waterfront?", null, null, ["Ada Lund"], Start, Start.AddHours(1), ["harbourchat"], "An hour on harbours.") { Kind = "chat" },
            Made.Session("pier", "pier1"));
        var (posts, places) = Said(answers);
        foreach (var some in posts.Chunk(100)) await desk.Capture([.. some.Select(post => (PostChange)Made.Seen(post))]);
        await desk.Read(async db =>
        {
            // As one: the process makes recaps meanwhile.
            await using var all = await db.Database.BeginTransactionAsync();
            db.Chats.Add(new() { Event = Made.Event, Session = Session, Hosts = """[{"name":"Ada Lund"},{"name":"Noor Haddad"}]""", Guests = "[]", ClosedAt = Start.AddHours(1) });
            foreach (var (index, words) in Questions.Index())
                db.ChatQuestions.Add(new() { Event = Made.Event, Session = Session, Number = index + 1, Planned = words, AskedAt = Start.AddMinutes(3 + index * 7), PostId = $"bluesky:made-up/q{index + 1}" });
            foreach (var row in await db.Posts.Where(p => p.Session == Session).ToListAsync())
                if (places.TryGetValue(row.PostId, out var place)) (row.Question, row.AnswerBy, row.AnswerConfidence) = (place.Question, place.By, place.Confidence);
            // As if made then, where the process has not made them meanwhile.
            await db.Recaps.ExecuteDeleteAsync();
            db.Recaps.Add(new() { Event = Made.Event, Id = Session, MadeAt = Start.AddHours(1), ChangedAt = Start.AddHours(1), PublishedAt = Start.AddHours(1) });
            db.Recaps.Add(new() { Event = Made.Event, Id = "day-2026-09-01", MadeAt = Start.AddHours(4), ChangedAt = Start.AddHours(4), PublishedAt = Start.AddHours(4) });
            await db.SaveChangesAsync();
            await all.CommitAsync();
            return true;
        });
        await desk.Services.GetRequiredService<EventCatalog>().Reload(CancellationToken.None);
        return posts;
    }

    static (List<Post> Posts, Dictionary<string, Answer> Places) Said(int answers)
    {
        var (random, posts, places) = (new Random(26), new List<Post>(), new Dictionary<string, Answer>());
        foreach (var (index, words) in Questions.Index())
        {
            var (question, asked) = (index + 1, Start.AddMinutes(3 + index * 7));
            Add(Post($"bluesky:made-up/q{question}", $"Q{question}: {words}", 2, Network.Bluesky, asked), new(question, AnswerBy.Asks, 1));
            for (var n = 0; n < answers; n++)
            {
                var answer = Post($"made-up/a{question}-{n}", $"A{question} {Answers[(n + index) % Answers.Length]}", random.Next(60), (Network)random.Next(4), asked.AddSeconds(20 + n * 17), random);
                if (n == 3) answer = answer with { Media = [new(MediaKind.Image, $"/demo/{(index % 2 == 0 ? "harbour" : "lights")}.svg", Alt: "The basin at dusk, with two ferries", Width: 1600, Height: 900)] };
                if (n == 5) answer = Linked(answer, $"https://reading.example/harbours/{question}");
                Add(answer, new(question, AnswerBy.Number, 1));
                for (var deep = 0; n % 5 == 0 && deep < 3; deep++)
                {
                    var reply = Post($"made-up/r{question}-{n}-{deep}", deep == 0 ? "Say more about that: who pays for it?" : deep == 1 ? "The port authority, out of the parking fees." : "That is the best use of a parking fee I ever heard of.", random.Next(60), answer.Network, asked.AddMinutes(4).AddSeconds(n + deep * 9));
                    reply = reply with { ReplyTo = deep == 0 ? answer.Id : posts[^1].Id };
                    Add(reply, new(question, AnswerBy.Thread, .9));
                }
            }
        }
        for (var n = 0; n < 24; n++) Add(Post($"made-up/b{n}", n % 3 == 0 ? "Good evening from the ferry. Glad to be back." : "Does anybody have the link to last time’s list?", random.Next(60), (Network)random.Next(4), Start.AddMinutes(n * 2.4), random), null);
        return (posts, places);

        void Add(Post post, Answer? place)
        {
            posts.Add(post);
            if (place is not null) places[post.Id] = place;
        }
    }

    static Post Post(string id, string words, int person, Network network, DateTimeOffset at, Random? random = null)
    {
        var (handle, text) = (string.Create(CultureInfo.InvariantCulture, $"person{person}.tidewater.example"), $"{words} #harbourchat");
        var own = network == Network.X ? string.Create(CultureInfo.InvariantCulture, $"x:{900_000_000 + Steady(id)}") : id.Contains(':', StringComparison.Ordinal) ? id : $"{network.ToString().ToLowerInvariant()}:{id}";
        return new()
        {
            Id = own,
            Network = network,
            Author = new($"{network}-{person}", network == Network.Here ? "" : handle, $"{First[person % First.Length]} {Last[person / 6 % Last.Length]}",
                person % 3 == 0 ? $"/demo/avatar-{person % 10 + 1}.svg" : null, network == Network.Here ? null : $"https://{network.ToString().ToLowerInvariant()}.example/{handle}"),
            Text = text,
            Spans = TextScanner.Spans(text),
            Url = network == Network.Here ? null : $"https://{network.ToString().ToLowerInvariant()}.example/p/{Uri.EscapeDataString(own)}",
            CreatedAt = at,
            ReceivedAt = at.AddSeconds(2),
            Echo = random is null ? new() : new(random.Next(3) == 0 ? random.Next(9) : 0, random.Next(4) == 0 ? random.Next(4) : 0),
        };
    }

    // The same numbers each time: what is looked at is looked at twice.
    static int Steady(string id) => id.Aggregate(7, (number, letter) => (number * 31 + letter) % 99_999_989);

    static Post Linked(Post post, string address)
    {
        var text = $"{post.Text} {address}";
        return post with
        {
            Text = text,
            Spans = [.. TextScanner.Spans(post.Text), new(post.Text.Length + 1, address.Length, SpanKind.Link, address)],
            Card = new(address, "A reading list of harbours, from Lisbon to Busan"),
        };
    }
}
