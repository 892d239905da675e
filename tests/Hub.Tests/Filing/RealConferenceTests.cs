using System.Globalization;
using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Text;
using Xunit;

namespace Backchannel.Hub.Tests.Filing;

/// <summary>What was posted at a real conference, by a programme that is made up for its days.</summary>
public class RealConferenceTests(ITestOutputHelper output)
{
    // Midnight in Brisbane.
    static readonly DateTimeOffset FirstDay = new(2018, 7, 9, 14, 0, 0, TimeSpan.Zero);

    static readonly string[] Rooms = ["Plaza 1", "Plaza 2", "Boulevard"];

    static readonly (string Title, string Tag)[] Talks =
    [
        ("Shiny at scale", "shiny"), ("The tidyverse in the classroom", "tidyverse"), ("Animating graphics with gganimate", "gganimate"), ("Bioconductor pipelines", "bioconductor"),
        ("Interfaces to C++ with Rcpp", "rcpp"), ("Spatial statistics for coral reefs", "reefstats"), ("Missing data, honestly", "missingdata"), ("Teaching statistics with R", "teachr"),
        ("Building a hexwall", "hexwall"), ("R-Ladies around the world", "rladies"), ("Visualising uncertainty", "dataviz"), ("Reproducible reports with R Markdown", "rmarkdown"),
    ];

    [Fact]
    public async Task Every_card_that_is_filed_says_why_and_how_surely()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Change(new { hashtags = new[] { Made.Event, "user2018" } });
        foreach (var message in Changes().Chunk(200)) await hub.Capture("x", message);
        var took = await hub.PutUp(Sessions(0), RoomTags);
        var cards = await Cards(hub);
        Assert.All(cards, card => Assert.Equal((card.Session is null, card.Session is null), (card.FiledBy is null, card.Confidence is null)));
        Say($"{cards.Count} cards filed by {Sessions(0).Count} sessions: {took}; an hour later: {await hub.PutUp(Sessions(60), RoomTags)}");
        foreach (var why in cards.GroupBy(card => card.FiledBy).OrderBy(why => why.Key)) Say($"  {why.Key?.ToString() ?? "none",-9} {why.Count(),5}");

        Assert.True(cards.Count(card => card.Session is not null) > 100, "Hundreds are filed.");
        var later = await Cards(hub);
        Assert.All(later, card => Assert.Equal((card.Session is null, card.Session is null), (card.FiledBy is null, card.Confidence is null)));
        Assert.NotEqual(cards.Select(card => card.Session), later.Select(card => card.Session));
        await hub.PutUp(Sessions(0), RoomTags);
        Assert.Equal(cards.Select(card => (card.PostId, card.Session, card.FiledBy)), (await Cards(hub)).Select(card => (card.PostId, card.Session, card.FiledBy)));
    }

    static IReadOnlyList<RoomInfo> RoomTags => [.. Rooms.Select((room, n) => new RoomInfo(room, [string.Create(CultureInfo.InvariantCulture, $"useroom{n + 1}")], true))];

    /// <summary>Each day a keynote for all, then four rounds in three rooms.</summary>
    static List<SessionInfo> Sessions(int shift)
    {
        var sessions = new List<SessionInfo>();
        for (var day = 0; day < 4; day++)
        {
            sessions.Add(Session($"k{day}", $"Keynote of day {day + 1}", Rooms[0], Start(day, 540), []));
            for (var n = 0; n < Talks.Length; n++)
                sessions.Add(Session($"d{day}t{n}", Talks[n].Title, Rooms[n % 3], Start(day, 630 + 90 * (n / 3)), day == n % 4 ? [Talks[n].Tag] : []));
        }
        return sessions;

        DateTimeOffset Start(int day, int minute) => FirstDay.AddDays(day).AddMinutes(minute + shift);
    }

    static SessionInfo Session(string id, string title, string room, DateTimeOffset start, string[] tags) =>
        new(id, title, room, null, ["Somebody Invented"], start, start.AddHours(1), tags, null);

    static IEnumerable<PostChange> Changes()
    {
        var folder = Environment.GetEnvironmentVariable("BACKCHANNEL_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "BACKCHANNEL_DATA is not set: it names the folder of real archives that this test reads.");
        foreach (var line in File.ReadLines(Path.Combine(folder!, "tweets/user2018.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            var tweet = json.RootElement;
            var (at, handle) = (DateTimeOffset.Parse(Text("created_at_ms")!, CultureInfo.InvariantCulture), Text("screen_name")!);
            if (tweet.TryGetProperty("is_retweet", out var retweet) && retweet.GetBoolean())
            {
                if (Text("retweet_of_id") is { } id && Text("retweet_of_user") is { } by)
                    yield return new PostReposted([Made.Event], $"x:{Text("id")}", By(handle), at, Tweet(id, by, Text("retweet_of_text") ?? Text("text")!, at));
            }
            else yield return Made.Seen(Tweet(Text("id")!, handle, Text("text")!, at) with { ReplyTo = Text("in_reply_to_id") is { } answered ? $"x:{answered}" : null });

            string? Text(string name) => tweet.TryGetProperty(name, out var value) ? value.GetString() : null;
        }
    }

    static Author By(string handle) => new(handle.ToLowerInvariant(), handle, handle);

    static Post Tweet(string id, string by, string text, DateTimeOffset at) =>
        Made.Post(text, By(by), Network.X, $"x:{id}") with { Spans = TextScanner.Spans(text), CreatedAt = at, ReceivedAt = at };

    static async Task<List<FeedEntry>> Cards(HubUnderTest hub)
    {
        var (cards, page) = (new List<FeedEntry>(), default(FeedPage));
        do
        {
            page = await hub.Get<FeedPage>(HubUnderTest.Api($"/posts?limit=500{(cards.Count == 0 ? "" : $"&before={cards[0].Seq}")}"));
            cards.InsertRange(0, page.Entries);
        }
        while (page.More);
        return cards;
    }

    void Say(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
