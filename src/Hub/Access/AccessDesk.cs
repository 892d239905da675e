using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Access;

/// <summary>
/// What an organizer does about who may enter. One of a single event gives nothing beyond it, and touches nobody whose access reaches further.
/// </summary>
sealed partial class AccessDesk(
    IDbContextFactory<ArchiveDb> archives, AccessChanges changes, Invitations invitations, EventCatalog catalog, TimeProvider time)
{
    const int MostWords = 100, MostHours = 30 * 24, MostOpen = 200;

    /// <summary>Everybody who has, or may have, access to the event.</summary>
    public async Task<AccessList> Read(string slug, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        await using var db = await archives.CreateDbContextAsync(stop);
        var people = await db.Accounts.AsNoTracking().Where(a => a.Event == null || a.Event == slug).OrderBy(a => a.NameKey).ToListAsync(stop);
        var signIns = await db.SignIns.Where(s => s.ExpiresAt > now).GroupBy(s => s.Account).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
        var open = await Open(db, now).AsNoTracking().Where(i => i.Event == null || i.Event == slug).ToListAsync(stop);
        var keys = await db.ApiKeys.AsNoTracking().Where(k => k.Event == null || k.Event == slug).ToListAsync(stop);
        return new(
            [.. people.OrderByDescending(a => a.Role).Select(a => a.ToInfo(signIns.GetValueOrDefault(a.Id)))],
            [.. open.OrderBy(i => i.ExpiresAt).Select(i => i.ToInfo())],
            [.. keys.OrderBy(k => k.CreatedAt).Select(k => k.ToInfo())]);
    }

    /// <summary>What concerns who asks alone.</summary>
    public async Task<Results<Ok<AccountInfo>, ProblemHttpResult>> Own(Caller caller, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        await using var db = await archives.CreateDbContextAsync(stop);
        return await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == caller.Id, stop) is { } account
            ? TypedResults.Ok(account.ToInfo(await db.SignIns.CountAsync(s => s.Account == account.Id && s.ExpiresAt > now, stop)))
            : Problems.NoAccount(caller.Id);
    }

    static IQueryable<InvitationRow> Open(ArchiveDb db, DateTimeOffset now) =>
        db.Invitations.Where(i => i.RevokedAt == null && i.Account == null && i.ExpiresAt > now);

    static bool Reaches(Caller caller, string? @event) => caller.Event is null || caller.Event == @event;

    static ProblemHttpResult TooFar() => Problems.Forbidden("This reaches beyond the event that you organize: ask an organizer of all events.");

    /// <summary>What is to be given, as far as that can be.</summary>
    Reach? ReachOf(string slug, Role? role, string? session, bool everywhere, List<(string Field, string Cure)> faults)
    {
        if (role is null) faults.Add(("role", "Give organizer, moderator or host."));
        if (role == Role.Host && everywhere) faults.Add(("everywhere", "A host is one of this event: give a session, or * for all of them."));
        if (role == Role.Host && session is not Caller.AllSessions && catalog.Find(slug)?.Sessions.Any(s => s.Id == session) != true) faults.Add(("session", "Choose the session that they host."));
        return faults.Count > 0 ? null : new(role!.Value, everywhere ? null : slug, role == Role.Host ? session : null);
    }

    static string Named(Reach reach) =>
        $"{reach.Role.ToString().ToLowerInvariant()} of {(reach.Session is Caller.AllSessions ? "all sessions" : reach.Session ?? (reach.Event is null ? "all events" : "this event"))}";

    static string Words(string? text, string field, string cure, List<(string Field, string Cure)> faults)
    {
        var words = AccountDraft.NameOf(text);
        if (words.Length == 0) faults.Add((field, cure));
        else if (words.Length > MostWords) faults.Add((field, $"At most {MostWords} characters."));
        return words;
    }
}
