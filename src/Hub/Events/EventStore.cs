using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Hub.Admission;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Schedule;
using Backchannel.Text;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Events;

/// <summary>Makes and changes events in the archive and in this hub's catalog; <see cref="Announce"/> tells everybody else.</summary>
sealed partial class EventStore(
    IDbContextFactory<ArchiveDb> archives, EventCatalog catalog, ProgrammeStore programmes, AuditLog log, IBus bus, TimeProvider time, ILogger<EventStore> logger)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Makes an event, or brings one of that slug up to date. What is null stays as it is, or takes its default.</summary>
    /// <param name="slug">Its name in addresses.</param>
    /// <param name="draft">What it is to be.</param>
    /// <param name="stop">Before the commit, as if nothing had been asked.</param>
    /// <param name="by">Whose wish it is, for the log; null for that of the settings.</param>
    public async Task Save(string slug, EventDraft draft, CancellationToken stop, Caller? by = null)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        // Whoever adds a word to the policy meanwhile does not lose it.
        await db.Lock(slug, stop);
        var row = await db.Events.FindAsync([slug], stop);
        if (row is null)
            db.Events.Add(row = new()
            {
                Slug = slug,
                Name = $"#{(draft.Hashtags is [var first, ..] ? first.TrimStart('#') : slug)}",
                TimeZone = "UTC",
                Hashtags = [slug],
                Accent = "#ff7a59",
                Policy = JsonSerializer.Serialize(new EventPolicy(), ContractJson.Options),
                CreatedAt = time.GetUtcNow(),
            });
        var (zone, tags, before) = (row.TimeZone, row.Hashtags, Told(row));
        (row.Name, row.TimeZone, row.Accent) = (draft.Name ?? row.Name, draft.TimeZone ?? row.TimeZone, draft.Accent ?? row.Accent);
        if (draft.Hashtags is { Count: > 0 } hashtags) row.Hashtags = [.. hashtags.Select(tag => tag.Trim().TrimStart('#', '＃'))];
        // The same schedule says something else now, where its times name no zone.
        if (row.TimeZone != zone && await db.Schedules.FindAsync([slug], stop) is { } schedule) schedule.ETag = schedule.LastModified = null;
        if (draft.Policy is { } policy) Change(row, policy);
        if (by is not null && Changed(before, Told(row)) is { Length: > 0 } changed) await log.Write(db, slug, by, [new("rules", Subject: changed)], stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        await catalog.Reload(CancellationToken.None);
        // What is the event's now cannot be what was proposed for a session.
        if (!tags.SequenceEqual(row.Hashtags)) await programmes.Change(slug, programme => programme, CancellationToken.None);
    }

    public static EventPolicy Policy(EventRow row) => JsonSerializer.Deserialize<EventPolicy>(row.Policy, ContractJson.Options)!;

    public static void Change(EventRow row, PolicyDraft policy) => row.Policy = JsonSerializer.Serialize(policy.Over(Policy(row)), ContractJson.Options);

    // By field, as the API names them.
    static Dictionary<string, string> Told(EventRow row)
    {
        var told = JsonSerializer.SerializeToNode(Policy(row), ContractJson.Options)!.AsObject().ToDictionary(field => field.Key, field => field.Value?.ToJsonString() ?? "");
        (told["name"], told["timeZone"], told["accent"], told["hashtags"]) = (row.Name, row.TimeZone, row.Accent, string.Join(' ', row.Hashtags));
        return told;
    }

    static string Changed(Dictionary<string, string> before, Dictionary<string, string> after) =>
        string.Join(", ", after.Where(field => before.GetValueOrDefault(field.Key) != field.Value).Select(field => field.Key).Order(StringComparer.Ordinal));

    /// <summary>Replaces the programme of an event, and reads none from elsewhere any more. Sessions keep their posts by their id.</summary>
    public async Task SetSessions(string slug, IReadOnlyList<SessionInfo> sessions, CancellationToken stop) =>
        await programmes.Change(slug, programme => programme.Replaced(slug, sessions), stop, async db =>
        {
            await db.Schedules.Where(s => s.Event == slug).ExecuteDeleteAsync(stop);
            return false;
        });

    /// <summary>Tells the other hubs and the sources: call it after a change, once the bus is there.</summary>
    public async Task Announce(CancellationToken stop)
    {
        try
        {
            await bus.Publish(new EventsChanged(catalog.Watched), stop).WaitAsync(Patience, time, stop);
        }
        catch (TimeoutException)
        {
            // The change is archived; who has not heard of it opens with it next time.
            LogUnheard();
        }
    }

    [LoggerMessage(LogLevel.Warning, "The message bus did not take the news of a changed event: sources and other hubs hear of it with the next change or start")]
    partial void LogUnheard();
}

/// <summary>An event as an organizer describes it.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Hashtags">With or without #.</param>
/// <param name="Accent"><c>#rrggbb</c>.</param>
/// <param name="Policy">Who and what is let through; each of its parts stands on its own.</param>
public sealed record EventDraft(
    string? Name = null, string? TimeZone = null, IReadOnlyList<string>? Hashtags = null, string? Accent = null, PolicyDraft? Policy = null)
{
    /// <summary>All that is wrong with it: field and cure.</summary>
    public IEnumerable<(string Field, string Cure)> Faults()
    {
        if (Name is { Length: 0 or > 200 }) yield return ("name", "must have 1 to 200 characters.");
        if (TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) yield return ("timeZone", $"'{Cut(zone)}' is not known: give an IANA name such as Europe/Lisbon.");
        if (Accent is { } accent && !IsColour(accent)) yield return ("accent", $"'{Cut(accent)}' is no colour: give #rrggbb, for example #ff7a59.");
        foreach (var hashtag in Hashtags ?? [])
            if (!Slugs.IsHashtag(hashtag))
                yield return ("hashtags", $"'{Cut(hashtag)}' is no hashtag: letters, digits and _ only, and not digits alone.");
        foreach (var fault in Policy?.Faults() ?? []) yield return fault;
    }

    static bool IsColour(string text) => text.Length == 7 && text[0] == '#' && text.Skip(1).All(char.IsAsciiHexDigit);

    static string Cut(string? text) => text is null ? "null" : TextCut.Shortened(text, 40);
}

/// <summary>Another hub changed an event: this one reads them anew.</summary>
sealed class CatalogChangedConsumer(EventCatalog catalog) : IConsumer<EventsChanged>
{
    public Task Consume(ConsumeContext<EventsChanged> context) => catalog.Reload(context.CancellationToken);
}

sealed class CatalogChangedConsumerDefinition : ConsumerDefinition<CatalogChangedConsumer>
{
    public CatalogChangedConsumerDefinition() => Endpoint(endpoint => (endpoint.InstanceId, endpoint.Temporary) = ("-" + NewId.NextGuid().ToString("N"), true));
}
