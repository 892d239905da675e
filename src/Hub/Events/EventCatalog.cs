using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Hub.Admission;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Chats;
using Backchannel.Hub.Filing;
using Backchannel.Hub.Schedule;
using Backchannel.Text;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Events;

/// <summary>An event as the hub works with it: what it is, and its rules ready to apply.</summary>
sealed record KnownEvent(
    string Slug, string Name, string TimeZone, IReadOnlyList<string> Hashtags, string Accent, EventPolicy Policy,
    IReadOnlyList<SessionInfo> Sessions, IReadOnlyList<RoomInfo> Rooms, AdmissionRules Admission, FilingRules Filing)
{
    readonly Lazy<Dictionary<string, SessionInfo>> _byId = new(() => Sessions.ToDictionary(session => session.Id));

    /// <summary>The zone its times are told in: UTC where the system does not know it.</summary>
    public TimeZoneInfo Zone => ScheduleTime.Zone(TimeZone) ?? TimeZoneInfo.Utc;

    /// <summary>Its sessions that are chats, by their ids.</summary>
    public IReadOnlyDictionary<string, KnownChat> Chats { get; init; } = new Dictionary<string, KnownChat>();

    /// <summary>Null for one that has no place in the calendar of chats.</summary>
    public KnownSeries? Series { get; init; }

    /// <summary>In which room a session is; null for none of either.</summary>
    public string? RoomOf(string? session) => Session(session)?.Room;

    /// <summary>One of its sessions; null where it has no such one.</summary>
    public SessionInfo? Session(string? id) => id is null ? null : _byId.Value.GetValueOrDefault(id);

    /// <summary>What the sources look for: the event's hashtags and those that people gave its sessions and rooms, not what was proposed for them.</summary>
    public WatchedEvent Watched => new(Slug,
    [
        .. Hashtags.Concat(Sessions.Where(s => !s.Proposed).SelectMany(s => s.Hashtags)).Concat(Rooms.Where(r => !r.Proposed).SelectMany(r => r.Hashtags))
            .DistinctBy(TextFold.Tag),
    ]);
}

/// <summary>All events, kept in memory and read anew after each change.</summary>
sealed class EventCatalog(IDbContextFactory<ArchiveDb> archives) : IDisposable
{
    // One after the other, so that what was read first does not stand last.
    readonly SemaphoreSlim _reloading = new(1);

    volatile IReadOnlyDictionary<string, KnownEvent> _events = new Dictionary<string, KnownEvent>();

    public IEnumerable<KnownEvent> All => _events.Values;

    public IReadOnlyList<WatchedEvent> Watched => [.. _events.Values.OrderBy(e => e.Slug, StringComparer.Ordinal).Select(e => e.Watched)];

    public KnownEvent? Find(string slug) => _events.GetValueOrDefault(slug);

    public async Task Reload(CancellationToken stop)
    {
        await _reloading.WaitAsync(stop);
        try
        {
            _events = await Read(stop);
        }
        finally
        {
            _reloading.Release();
        }
    }

    public void Dispose() => _reloading.Dispose();

    async Task<IReadOnlyDictionary<string, KnownEvent>> Read(CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var sessions = (await db.Sessions.AsNoTracking().OrderBy(s => s.Start).ThenBy(s => s.Id).ToListAsync(stop)).ToLookup(s => s.Event);
        var series = await db.Series.AsNoTracking().ToDictionaryAsync(s => s.Event, stop);
        var rooms = (await db.Rooms.AsNoTracking().OrderBy(r => r.Name).ToListAsync(stop)).ToLookup(r => r.Event);
        var chats = (await db.Chats.AsNoTracking().ToListAsync(stop)).ToLookup(c => c.Event);
        var events = await db.Events.AsNoTracking().ToListAsync(stop);
        return events.ToDictionary(e => e.Slug, e => Know(e, [.. sessions[e.Slug].Select(s => s.ToInfo())], rooms[e.Slug], chats[e.Slug]) with
        {
            Series = series.GetValueOrDefault(e.Slug) is { } row ? KnownSeries.Of(row, e, sessions[e.Slug]) : null,
        });
    }

    static KnownEvent Know(EventRow row, IReadOnlyList<SessionInfo> sessions, IEnumerable<RoomRow> rooms, IEnumerable<ChatRow> chats)
    {
        // A room that nothing is in any more is kept for the hashtag that it had.
        var used = sessions.Where(session => !session.Cancelled).Select(session => session.Room).ToHashSet();
        IReadOnlyList<RoomInfo> known = [.. rooms.Where(room => used.Contains(room.Name) || !room.Proposed).Select(room => room.ToInfo())];
        var policy = JsonSerializer.Deserialize<EventPolicy>(row.Policy, ContractJson.Options)!;
        var led = chats.Select(KnownChat.Of).ToDictionary(chat => chat.Session);
        IReadOnlyList<SessionInfo> told = led.Count == 0 ? sessions : [.. sessions.Select(session => led.TryGetValue(session.Id, out var chat) ? chat.Told(session) : session)];
        // Posts are filed by the hour that was announced: a chat's thanks and farewells come when it is closed.
        return new(
            row.Slug, row.Name, row.TimeZone, row.Hashtags, row.Accent, policy, told, known, new(policy), new(sessions, known, row.Hashtags, led.Keys.ToHashSet()))
        {
            Chats = led,
        };
    }
}
