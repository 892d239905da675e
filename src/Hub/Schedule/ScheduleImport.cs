using System.Collections.Concurrent;
using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Backchannel.Hub.Schedule;

/// <summary>Makes a file the programme of an event, all of it or nothing, and reports how that went.</summary>
sealed partial class ScheduleImport(
    IDbContextFactory<ArchiveDb> archives, EventCatalog catalog, ProgrammeStore programmes, EventStore events, IOptions<HubOptions> options, TimeProvider time,
    ILogger<ScheduleImport> logger)
{
    const int MaxLogged = 20;

    // What an operator was told of each event, so that a schedule read every five minutes does not say the same for ever.
    readonly ConcurrentDictionary<string, string> _told = new();

    /// <summary>The latest report; empty where nothing was read yet.</summary>
    public async Task<ScheduleReport> Latest(string slug, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        return Report(await db.Schedules.AsNoTracking().SingleOrDefaultAsync(s => s.Event == slug, stop));
    }

    /// <param name="slug">An event that there is.</param>
    /// <param name="address">Where it will be read from again; null for nowhere.</param>
    /// <param name="fetched">The file.</param>
    /// <param name="again">It was read from there before: no other address was given meanwhile, or nothing is done.</param>
    /// <param name="stop">Before the commit, as if nothing had been asked.</param>
    /// <exception cref="UnreadableScheduleException">It is no schedule: the old one stands.</exception>
    public async Task<ScheduleReport> Take(string slug, string? address, FetchedSchedule fetched, bool again, CancellationToken stop)
    {
        var read = ScheduleReader.Read(fetched.File, catalog.Find(slug)!.Zone);
        var (merged, report) = (default(Merged), default(ScheduleReport)!);
        var changed = await programmes.Change(slug, programme => (merged = ProgrammeMerge.Over(programme, slug, read)).Programme, stop, async db =>
        {
            report = new(address, read.Format, read.Version, time.GetUtcNow(), read.Sessions.Count, merged.Added, merged.Changed, merged.Cancelled, read.Problems, null);
            var row = await db.Schedules.FindAsync([slug], stop);
            if (again && row?.Address != address) throw new OperationCanceledException("Another address was given meanwhile.");
            if (row is null) db.Schedules.Add(row = new() { Event = slug });
            (row.Address, row.ETag, row.LastModified, row.Report) = (address, fetched.ETag, fetched.LastModified, Json(report));
            return await TakeZone(db, slug, read, stop);
        });
        Tell(slug, report, changed);
        if (changed) await events.Announce(CancellationToken.None);
        return report;
    }

    /// <summary>Notes that the schedule could not be read again. The old one stands.</summary>
    public async Task Failed(string slug, string address, string words, CancellationToken stop)
    {
        LogFailed(slug, address, words);
        await using var db = await archives.CreateDbContextAsync(stop);
        var row = await db.Schedules.SingleOrDefaultAsync(s => s.Event == slug && s.Address == address, stop);
        if (row is null) return;
        var standing = await db.Sessions.CountAsync(s => s.Event == slug && s.Key != null && !s.Cancelled, stop);
        row.Report = Json(Report(row) with { ReadAt = time.GetUtcNow(), Sessions = standing, Added = 0, Changed = 0, Cancelled = 0, Error = words });
        await db.SaveChangesAsync(stop);
    }

    // UTC is what an event has while nobody has said where it is; its schedule may know.
    async Task<bool> TakeZone(ArchiveDb db, string slug, ReadSchedule read, CancellationToken stop)
    {
        var isSet = options.Value.Slug == slug && options.Value.TimeZone is { Length: > 0 };
        if (isSet || read.TimeZone is not { } zone || await db.Events.FindAsync([slug], stop) is not { TimeZone: "UTC" } row || zone == row.TimeZone) return false;
        row.TimeZone = zone;
        return true;
    }

    static ScheduleReport Report(ScheduleRow? row) => row?.Report is { } json
        ? JsonSerializer.Deserialize<ScheduleReport>(json, ContractJson.Options)! with { Address = row.Address }
        : new(row?.Address, null, null, null, 0, 0, 0, 0, [], null);

    static string Json(ScheduleReport report) => JsonSerializer.Serialize(report, ContractJson.Options);

    void Tell(string slug, ScheduleReport report, bool changed)
    {
        var problems = string.Join('\n', report.Problems);
        if (_told.GetValueOrDefault(slug) == problems && !changed) return;
        LogRead(slug, report.Address ?? "what was sent", report.Sessions, report.Added, report.Changed, report.Cancelled, report.Problems.Count);
        if (_told.GetValueOrDefault(slug) == problems) return;
        _told[slug] = problems;
        foreach (var problem in report.Problems.Take(MaxLogged)) LogProblem(slug, problem.Line, problem.Where, problem.Words);
        if (report.Problems.Count > MaxLogged) LogMore(slug, report.Problems.Count - MaxLogged);
    }

    [LoggerMessage(LogLevel.Information, "The schedule of {Event}, {Address}: {Sessions} sessions; {Added} added, {Changed} changed, {Cancelled} cancelled; {Problems} problems")]
    partial void LogRead(string @event, string address, int sessions, int added, int changed, int cancelled, int problems);

    [LoggerMessage(LogLevel.Warning, "The schedule of {Event}, line {Line}, {Where}: {Words}")]
    partial void LogProblem(string @event, int line, string where, string words);

    [LoggerMessage(LogLevel.Warning, "The schedule of {Event}: {Count} more problems; GET /api/events/{Event}/schedule lists them")]
    partial void LogMore(string @event, int count);

    [LoggerMessage(LogLevel.Warning, "The schedule of {Event} cannot be read from {Address}, the old one stands: {Words}")]
    partial void LogFailed(string @event, string address, string words);
}
