using System.Globalization;
using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests.Chats;

/// <summary>A monthly chat as it really was, led by its hosts and without numbers: the first Friday of three years, but once the second.</summary>
public class RealChatTests(ITestOutputHelper output)
{
    static readonly DateTimeOffset Afterwards = new(2023, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Its_meetings_are_found_what_was_said_is_filed_in_them_and_each_has_a_recap()
    {
        var time = new FakeTimeProvider(Afterwards);
        await using var hub = await HubUnderTest.Start(time: time);
        await hub.Change(new { timeZone = "America/New_York", hashtags = new[] { "pstweetchat" } });
        (await hub.Organize(HttpMethod.Put, HubUnderTest.Api("/series"), new
        {
            start = new DateTime(2020, 2, 7, 13, 0, 0),
            minutes = 60,
            rule = "FREQ=MONTHLY;BYDAY=1FR",
            except = new[] { new DateTime(2021, 1, 1, 13, 0, 0) },
            also = new[] { new DateTime(2021, 1, 8, 13, 0, 0) },
        })).EnsureSuccessStatusCode();
        (await hub.Organize(HttpMethod.Post, HubUnderTest.Api("/meetings/past"), new { since = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero) })).EnsureSuccessStatusCode();
        var posts = Posts().ToList();
        foreach (var message in posts.Chunk(200)) await hub.Capture("x", [.. message.Select(post => Made.Seen(post))]);

        var filed = await hub.Read(db => db.Posts.Where(p => p.Session != null).GroupBy(p => p.Session!).Select(group => new { group.Key, Count = group.Count() }).OrderBy(group => group.Key).ToListAsync());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{posts.Count} posts, {filed.Sum(meeting => meeting.Count)} of them in {filed.Count} meetings: {string.Join(", ", filed.Select(meeting => $"{meeting.Key} {meeting.Count}"))}"));
        // One meeting of the three years has left no post within its hour but a few.
        Assert.InRange(filed.Count, 37, 39);
        Assert.True(filed.Sum(meeting => meeting.Count) > 1_500);
        Assert.True(filed.Count(meeting => meeting.Count >= 15) >= 36);

        // Nobody put a question, so that nothing is an answer to one.
        Assert.Equal(0, await hub.Read(db => db.Posts.CountAsync(p => p.Question != null || p.AnswerBy != null)));
        Assert.Equal(0, await hub.Read(db => db.ChatQuestions.CountAsync()));

        await Eventually.True(async () =>
        {
            time.Advance(TimeSpan.FromSeconds(20));
            return await hub.Read(db => db.Recaps.CountAsync(r => !r.Id.StartsWith("day-"))) == filed.Count;
        }, "each meeting has its recap");
        var recap = await hub.Get<JsonElement>(HubUnderTest.Api($"/recaps/{filed.MaxBy(meeting => meeting.Count)!.Key}"));
        Assert.Equal(["beside"], recap.GetProperty("sections").EnumerateArray().Select(section => section.GetProperty("key").GetString()));
        Assert.True(recap.GetProperty("people").GetArrayLength() >= 5);
    }

    static IEnumerable<Post> Posts()
    {
        var data = Environment.GetEnvironmentVariable("BACKCHANNEL_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(data), "BACKCHANNEL_DATA names no folder with real data.");
        foreach (var line in File.ReadLines(Path.Combine(data!, "chats", "pstweetchat.jsonl")))
        {
            using var tweet = JsonDocument.Parse(line);
            string Of(string name) => tweet.RootElement.GetProperty(name).GetString()!;
            var at = DateTimeOffset.Parse(Of("created_at_ms"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            yield return new()
            {
                Id = $"x:{Of("id")}",
                Network = Network.X,
                Author = new(Of("screen_name").ToLowerInvariant(), Of("screen_name"), Of("name")),
                Text = Of("text"),
                Spans = TextScanner.Spans(Of("text")),
                CreatedAt = at,
                ReceivedAt = at.AddSeconds(1),
            };
        }
    }
}
