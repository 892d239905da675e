using System.Globalization;
using System.Net.Http.Json;

namespace Backchannel.Desk.Tests.Chats;

/// <summary>A calendar with several made-up series, as of now: one that is on, some that come, two communities.</summary>
static class ManyChats
{
    static readonly Author[] People =
    [
        Made.Mira, Made.Dario, new("did:plc:ada", "ada.tidewater.example", "Ada Lund"), new("did:plc:minato", "minato.tidewater.example", "佐藤 みなと"),
    ];

    /// <param name="desk">One that has no series yet.</param>
    /// <param name="more">Series on top of those that every test has.</param>
    public static async Task Seed(DeskUnderTest desk, params SeriesDraft[] more)
    {
        var now = TimeProvider.System.GetUtcNow();
        await Has(desk, Draft("tidechat", "Tide chat", "What the tide brings in: gauges, boats, and who reads them.", ["tides", "harbours"], Clock(now.AddMinutes(-20), "Europe/London"), "Europe/London", "FREQ=WEEKLY"));
        await Has(desk, Draft("nursesbythesea", "Nurses by the sea", "For nurses of harbour towns, and whoever works with them.", ["nursing", "mental health"], Clock(now.AddHours(2), "America/New_York"), "America/New_York", "FREQ=WEEKLY;INTERVAL=2"));
        await Has(desk, Draft("otpier", "OT on the pier", "Occupational therapy, in turns with the nurses.", ["therapy"], Clock(now.AddDays(1), "Europe/London"), "Europe/London", "FREQ=WEEKLY;INTERVAL=2"));
        await Has(desk, Draft("libraryboats", "Library boats", null, ["libraries", "reading", "boats"], Clock(now.AddDays(3), "Australia/Sydney"), "Australia/Sydney", "FREQ=WEEKLY"));
        await Has(desk, Draft("firstfriday", "First Friday of the quay", "Once a month, on whatever the month was about.", ["news"], new DateTime(2026, 1, 2, 13, 0, 0), "Europe/Lisbon", "FREQ=MONTHLY;BYDAY=1FR"));
        await Has(desk, new() { Hashtags = ["phdharbour"], Name = "PhD harbour", TimeZone = "Europe/London", Kind = SeriesKind.Community, About = "People who write a thesis, at any hour of the day.", Subjects = ["writing", "research"] });
        await Has(desk, new() { Hashtags = ["quietcove"], Name = "Quiet cove", TimeZone = "UTC", Kind = SeriesKind.Community, About = "For when it is quiet.", Hosts = [new("Ada Lund")] });

        foreach (var draft in more) await Has(desk, draft);

        var sessions = await desk.Get<SessionInfo[]>("/api/events/nursesbythesea/sessions");
        await Done(desk.Organizer.PatchAsJsonAsync($"/api/events/nursesbythesea/sessions/{sessions[0].Id}/chat", new ChatPlan(
            "Night shifts, and how to come home from them", "Two who have done it for twenty years.", Guests: [new("佐藤 みなと")], Questions: [new(1, "When do you sleep?", 5), new(2, "What helps?", 15)]), ContractJson.Options));
        sessions = await desk.Get<SessionInfo[]>("/api/events/libraryboats/sessions");
        await Done(desk.Organizer.PatchAsJsonAsync($"/api/events/libraryboats/sessions/{sessions[0].Id}/chat", new ChatPlan(Cancelled: true), ContractJson.Options));
        await Done(desk.Anybody.PostAsJsonAsync("/api/chats/proposals", new NewProposal("Ada Lund", Draft("moorings", "Moorings", "Where boats lie at night.", ["boats"], Clock(now.AddMinutes(-20), "Europe/London"), "Europe/London", "FREQ=WEEKLY")), ContractJson.Options));
        await Talk(desk, now);
        await Known(desk);
    }

    /// <summary>Pages do not wait long for a calendar that was never told: they say so, and are asked again.</summary>
    public static async Task Known(DeskUnderTest desk)
    {
        foreach (var path in (string[])["/chats", "/calendar.ics"])
            await Eventually.True(async () =>
            {
                using var answer = await desk.Anybody.GetAsync(path);
                return answer.IsSuccessStatusCode;
            }, $"{path} is known to the pages");
    }

    public static async Task Has(DeskUnderTest desk, SeriesDraft draft) => await Done(desk.Organizer.PostAsJsonAsync("/api/chats", draft with { Anyway = true }, ContractJson.Options));

    public static SeriesDraft Draft(string hashtag, string name, string? about, string[] subjects, DateTime start, string zone, string? rule) => new()
    {
        Hashtags = [hashtag],
        Name = name,
        About = about,
        Subjects = subjects,
        TimeZone = zone,
        Hosts = [new("Mira Okonjo", "mastodon:mira@social.tidewater.example"), new("Dario Amin")],
        Start = start,
        Rule = rule,
    };

    /// <summary>What clocks of a zone show, to the minute.</summary>
    public static DateTime Clock(DateTimeOffset at, string zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime;
        return local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMinute));
    }

    // A community of four days, and a chat that is on.
    static async Task Talk(DeskUnderTest desk, DateTimeOffset now)
    {
        var tags = (string[])["#acwri", "#thesis", "#viva"];
        await desk.Capture([
            .. Enumerable.Range(0, 60).Select(n => Said("phdharbour", $"Wrote {n * 7 + 90} words before the kettle boiled. #phdharbour {tags[n % 3]}", n, now.AddHours(-1.6 * n).AddMinutes(-2))),
            .. Enumerable.Range(0, 8).Select(n => Said("tidechat", string.Create(CultureInfo.InvariantCulture, $"A{n % 3 + 1}: by the gauge at the old pier, mostly. #tidechat #gauges"), n, now.AddMinutes(-n))),
        ]);
    }

    static PostSeen Said(string slug, string text, int by, DateTimeOffset at) => new([slug], Made.Post(text, People[by % People.Length]) with { CreatedAt = at, ReceivedAt = at.AddSeconds(1) }, []);

    static async Task Done(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
