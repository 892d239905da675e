using System.Diagnostics;
using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backchannel.Hub.Tests.Filing;

/// <summary>Hubs with a programme, and how they filed.</summary>
static class Programmes
{
    /// <summary>The two talk at once, so that the hour alone says nothing.</summary>
    public static SessionInfo[] PierAndDock => [Made.Session("pier", "piertalk") with { Speakers = ["Ada Lund"] }, Made.Session("dock", "docktalk")];

    public static async Task<HubUnderTest> Start(Dictionary<string, string?>? settings = null)
    {
        var hub = await HubUnderTest.Start(settings);
        await hub.SetSessions(PierAndDock);
        return hub;
    }

    /// <summary>Puts a programme up with all that schedules tell of it, and files again.</summary>
    /// <returns>How long the filing took.</returns>
    public static async Task<Took> PutUp(this HubUnderTest hub, IEnumerable<SessionInfo> sessions, IEnumerable<RoomInfo> rooms)
    {
        await hub.Read(async db =>
        {
            await db.Sessions.ExecuteDeleteAsync();
            await db.Rooms.ExecuteDeleteAsync();
            db.Sessions.AddRange(sessions.Select(Row));
            db.Rooms.AddRange(rooms.Select(room => new RoomRow { Event = Made.Event, Name = room.Name, Hashtags = [.. room.Hashtags] }));
            return await db.SaveChangesAsync();
        });
        await hub.Services.GetRequiredService<EventCatalog>().Reload(CancellationToken.None);
        return await hub.Refile();
    }

    /// <summary>Files all posts again, and says how long it took.</summary>
    public static async Task<Took> Refile(this HubUnderTest hub)
    {
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await hub.Services.GetRequiredService<FeedWriter>().Refile(Made.Event, CancellationToken.None);
        return new(watch.Elapsed, Environment.CpuUsage.TotalTime - before);
    }

    /// <param name="Elapsed">By the clock, which runs on while the machine works for others.</param>
    /// <param name="Processor">What this process used of its processors, other threads included.</param>
    public readonly record struct Took(TimeSpan Elapsed, TimeSpan Processor)
    {
        public TimeSpan Least => Elapsed < Processor ? Elapsed : Processor;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Elapsed.TotalSeconds:0.00} s ({Processor.TotalSeconds:0.00} s of processor time)");
    }

    static SessionRow Row(SessionInfo session) => new()
    {
        Event = Made.Event,
        Id = session.Id,
        Title = session.Title,
        Room = session.Room,
        Speakers = [.. session.Speakers],
        SpeakerHandles = [.. session.SpeakerHandles],
        Start = session.Start,
        End = session.End,
        Hashtags = [.. session.Hashtags],
        Url = session.Url,
        Code = session.Code,
        Cancelled = session.Cancelled,
    };

    /// <summary>How posts are filed in the archive: session and reason of each, a dash for what is in none.</summary>
    public static Task<string> Filed(this HubUnderTest hub, params Post[] posts) => hub.Read(async db =>
    {
        var rows = await db.Posts.AsNoTracking().ToDictionaryAsync(row => row.PostId);
        return string.Join(' ', posts.Select(post => rows[post.Id]).Select(row => row.Session is null ? "-" : $"{row.Session}/{row.FiledBy}".ToLowerInvariant()));
    });
}
