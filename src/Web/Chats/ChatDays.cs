using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Web.Shell;

namespace Backchannel.Web.Chats;

/// <summary>One meeting beside its series.</summary>
public sealed record Coming(SeriesInfo Series, ChatMeeting Meeting, TimeZoneInfo Zone)
{
    /// <summary>As clocks in the series' zone show it.</summary>
    public DateTime Start => TimeZoneInfo.ConvertTime(Meeting.Start, Zone).DateTime;

    /// <summary>What people call the place whose clocks a zone shows.</summary>
    public static string PlaceOf(TimeZoneInfo zone) => zone.Id.Split('/')[^1].Replace('_', ' ');
}

/// <summary>Meetings under one heading.</summary>
sealed record ChatDay(string Heading, IReadOnlyList<Coming> Meetings);

/// <summary>The calendar as its page lays it out: what is on, and what comes day by day. Pure.</summary>
sealed class ChatDays
{
    const int Week = 7, Later = 12;

    public ChatDays(IReadOnlyList<ChatListing> chats, DateTimeOffset at)
    {
        List<Coming> all =
        [
            .. chats.SelectMany(chat => chat.Meetings.Select(meeting => new Coming(chat.Series, meeting, EventZone.Of(chat.Series.TimeZone))))
                .Where(coming => coming.Meeting.End > at && coming.Meeting.ClosedAt is null).OrderBy(coming => coming.Meeting.Start).ThenBy(coming => coming.Series.Name, StringComparer.Ordinal),
        ];
        Now = [.. all.Where(coming => coming.Meeting.Start <= at && !coming.Meeting.Cancelled)];
        var ahead = all.Where(coming => coming.Meeting.Start > at).Select(coming => (coming, days: (coming.Start.Date - TimeZoneInfo.ConvertTime(at, coming.Zone).Date).Days)).ToList();
        List<ChatDay> days =
        [
            .. ahead.Where(each => each.days < Week).GroupBy(each => each.days).OrderBy(day => day.Key)
                .Select(day => new ChatDay(Heading(day.Key, day.First().coming.Start), [.. day.Select(each => each.coming)])),
        ];
        // Of what is further ahead, each series' first, where it has none before.
        var named = all.Where(coming => coming.Meeting.Start <= at).Concat(ahead.Where(each => each.days < Week).Select(each => each.coming)).Where(coming => !coming.Meeting.Cancelled).Select(coming => coming.Series.Event).ToHashSet();
        List<Coming> later = [.. ahead.Where(each => each.days >= Week && !each.coming.Meeting.Cancelled).Select(each => each.coming).Where(coming => named.Add(coming.Series.Event)).Take(Later)];
        Days = later.Count == 0 ? days : [.. days, new("Later", later)];
    }

    public IReadOnlyList<Coming> Now { get; }

    public IReadOnlyList<ChatDay> Days { get; }

    static string Heading(int days, DateTime start) => days switch
    {
        <= 0 => "Today",
        1 => "Tomorrow",
        _ => start.ToString("dddd d MMMM", CultureInfo.InvariantCulture),
    };
}
