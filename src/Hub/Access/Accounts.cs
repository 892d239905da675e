using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Access;

/// <summary>What somebody may do, and where.</summary>
sealed record Reach(Role Role, string? Event = null, string? Session = null)
{
    public bool Covers(Reach other) =>
        Role >= other.Role && (Event is null || Event == other.Event) && (Role > Role.Host || Session is Caller.AllSessions || Session == other.Session);
}

/// <summary>Makes accounts, for whoever came by a link that allows it or by a provider that vouches for them.</summary>
sealed class Accounts(Passwords passwords, TimeProvider time)
{
    /// <summary>One with a password. The caller holds the lock, and saves.</summary>
    public async Task<(AccountRow? Account, ProblemHttpResult? Refused)> Add(ArchiveDb db, AccountDraft draft, Reach reach, CancellationToken stop)
    {
        if (draft.Faults().ToList() is { Count: > 0 } faults) return (null, Problems.Invalid(faults));
        if (await IsTaken(db, draft.NameKey, stop)) return (null, Problems.Invalid("name", "Somebody here has this name already: add something by which you are told apart."));
        return (Add(db, draft.Name, draft.NameKey, reach, passwords.Hash(draft.Password), null), null);
    }

    /// <summary>One who signs in elsewhere, under the name given there or the next that is free.</summary>
    public async Task<AccountRow> AddExternal(ArchiveDb db, string name, string subject, Reach reach, CancellationToken stop)
    {
        var draft = new AccountDraft(name, null);
        for (var number = 2; await IsTaken(db, draft.NameKey, stop); number++) draft = new($"{name} {number}", null);
        return Add(db, draft.Name, draft.NameKey, reach, null, subject);
    }

    /// <summary>Whether somebody can let others in.</summary>
    public static Task<bool> AnyOrganizer(ArchiveDb db, CancellationToken stop) => Organizers(db).AnyAsync(stop);

    public static IQueryable<AccountRow> Organizers(ArchiveDb db) => db.Accounts.Where(a => a.Role == Role.Organizer && a.Event == null);

    static Task<bool> IsTaken(ArchiveDb db, string nameKey, CancellationToken stop) => db.Accounts.AnyAsync(a => a.NameKey == nameKey, stop);

    AccountRow Add(ArchiveDb db, string name, string nameKey, Reach reach, string? hash, string? subject)
    {
        var account = new AccountRow
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
            Name = name,
            NameKey = nameKey,
            PasswordHash = hash,
            Subject = subject,
            Role = reach.Role,
            Event = reach.Event,
            Session = reach.Session,
            CreatedAt = time.GetUtcNow(),
        };
        db.Accounts.Add(account);
        return account;
    }
}
