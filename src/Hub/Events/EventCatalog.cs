using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Hub.Admission;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Filing;
using Backchannel.Text;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Events;

/// <summary>An event as the hub works with it: what it is, and its rules ready to apply.</summary>
sealed record KnownEvent(
    string Slug, string Name, string TimeZone, IReadOnlyList<string> Hashtags, string Accent, EventPolicy Policy,
    IReadOnlyList<SessionInfo> Sessions, AdmissionRules Admission, FilingRules Filing)
{
    /// <summary>What the sources look for: the event's hashtags and its sessions'.</summary>
    public WatchedEvent Watched => new(Slug, [.. Hashtags.Concat(Sessions.SelectMany(s => s.Hashtags)).DistinctBy(TextFold.Tag)]);
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
        var rooms = (await db.Rooms.AsNoTracking().ToListAsync(stop)).ToLookup(r => r.Event);
        var events = await db.Events.AsNoTracking().ToListAsync(stop);
        return events.ToDictionary(e => e.Slug, e => Know(e, [.. sessions[e.Slug].Select(s => s.ToInfo())], [.. rooms[e.Slug].Select(r => r.ToInfo())]));
    }

    static KnownEvent Know(EventRow row, IReadOnlyList<SessionInfo> sessions, IReadOnlyList<RoomInfo> rooms)
    {
        var policy = JsonSerializer.Deserialize<EventPolicy>(row.Policy, ContractJson.Options)!;
        return new(row.Slug, row.Name, row.TimeZone, row.Hashtags, row.Accent, policy, sessions, new(policy), new(sessions, rooms, row.Hashtags));
    }
}
