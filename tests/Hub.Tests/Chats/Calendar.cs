using Backchannel.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace Backchannel.Hub.Tests.Chats;

/// <summary>A hub with a calendar of chats, on a Monday in November.</summary>
static class Calendar
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public static FakeTimeProvider Clock() => new(Monday);

    public static SeriesDraft Draft(string hashtag = "tidechat", string? rule = "FREQ=WEEKLY;BYDAY=TU", string start = "2026-11-03T20:00", string zone = "Europe/London") => new()
    {
        Hashtags = [hashtag],
        Name = "Tide chat",
        TimeZone = zone,
        About = "What the tide brings in, an hour a week.",
        Subjects = ["Tides", "Épices"],
        Hosts = [new("Mira Okonjo", "mastodon:mira@social.tidewater.example")],
        Start = MadeSeries.Local(start),
        Rule = rule,
    };

    public static Task<ChatMade> Has(this HubUnderTest hub, SeriesDraft draft) => hub.Done<ChatMade>(HttpMethod.Post, "/api/chats", draft);

    public static Task<ChatMade> Becomes(this HubUnderTest hub, SeriesDraft draft, string slug = "tidechat") => hub.Done<ChatMade>(HttpMethod.Put, $"/api/events/{slug}/series", draft);

    public static Task<SessionInfo> Plan(this HubUnderTest hub, string session, ChatPlan plan, string slug = "tidechat") =>
        hub.Done<SessionInfo>(HttpMethod.Patch, $"/api/events/{slug}/sessions/{session}/chat", plan);

    public static async Task<IReadOnlyList<SessionInfo>> Sessions(this HubUnderTest hub, string slug = "tidechat") => await hub.Get<SessionInfo[]>($"/api/events/{slug}/sessions");

    public static async Task<string> Ids(this HubUnderTest hub, string slug = "tidechat") => string.Join(' ', (await hub.Sessions(slug)).Select(session => session.Cancelled ? $"({session.Id})" : session.Id));
}
