using System.Security.Cryptography;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Access;

/// <summary>
/// Invitations: a link that is signed, so that none can be made up, and a row, so that it can be revoked and is good for one.
/// </summary>
sealed class Invitations(
    IDataProtectionProvider protection, IDbContextFactory<ArchiveDb> archives, AccessChanges changes, Accounts accounts, SignIns signIns, EventCatalog catalog, TimeProvider time)
{
    const int LongestToken = 1_000;

    // The signature outlives the row by this, so that who comes late is told so.
    static readonly TimeSpan Grace = TimeSpan.FromDays(60);

    readonly ITimeLimitedDataProtector _links = protection.CreateProtector("Backchannel.Invitation").ToTimeLimitedDataProtector();

    /// <summary>What the link to a new one holds.</summary>
    public string Token(InvitationRow row) => _links.Protect(row.Id, row.ExpiresAt + Grace);

    /// <summary>What somebody is invited to.</summary>
    public async Task<Results<Ok<InvitationInfo>, ProblemHttpResult>> Look(string? token, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var (row, refused) = await Find(db, token, stop);
        return row is null ? refused! : TypedResults.Ok(row.ToInfo());
    }

    /// <summary>Makes an account of the invitation, with a password.</summary>
    public Task<Results<Ok<SignedIn>, ProblemHttpResult>> Accept(NewAccount body, CancellationToken stop) =>
        Accept(body.Token, (db, reach) => accounts.Add(db, new(body.Name, body.Password), reach, stop), stop);

    /// <summary>Makes one of whoever another provider vouches for, or gives the one they have what they are invited to.</summary>
    public Task<Results<Ok<SignedIn>, ProblemHttpResult>> AcceptExternal(string token, string name, string subject, CancellationToken stop) =>
        Accept(token, async (db, reach) =>
        {
            if (await db.Accounts.SingleOrDefaultAsync(a => a.Subject == subject, stop) is not { } account) return (await accounts.AddExternal(db, name, subject, reach, stop), null);
            // It is not spent on what they may do already. Where it leads elsewhere they go there: an account has one role in one place.
            if (new Reach(account.Role, account.Event, account.Session).Covers(reach)) return (null, Closed("You may do this already."));
            (account.Role, account.Event, account.Session) = (reach.Role, reach.Event, reach.Session);
            return (account, null);
        }, stop);

    async Task<Results<Ok<SignedIn>, ProblemHttpResult>> Accept(
        string? token, Func<ArchiveDb, Reach, Task<(AccountRow? Account, ProblemHttpResult? Refused)>> add, CancellationToken stop)
    {
        SignedIn? signedIn = null;
        var refused = await changes.Make(async db =>
        {
            var (invitation, closed) = await Find(db, token, stop);
            if (invitation is null) return (null, closed);
            var (account, fault) = await add(db, new(invitation.Role, invitation.Event, invitation.Session));
            if (account is null) return (null, fault);
            invitation.Account = account.Id;
            signedIn = signIns.Begin(db, account);
            return (new(account.Event, account.ToCaller(), $"came by the invitation of {invitation.By}"), null);
        }, stop);
        return refused is null ? TypedResults.Ok(signedIn) : refused;
    }

    async Task<(InvitationRow? Row, ProblemHttpResult? Refused)> Find(ArchiveDb db, string? token, CancellationToken stop)
    {
        if (Read(token) is not { } id) return (null, Closed("It is long past its time, or the link lost a letter on its way."));
        if (await db.Invitations.SingleOrDefaultAsync(i => i.Id == id, stop) is not { } row) return (null, Closed("It is not known here."));
        if (row.RevokedAt is not null) return (null, Closed("It was taken back."));
        if (row.Account is not null) return (null, Closed("Somebody has come by it already: each is good for one."));
        if (row.ExpiresAt <= time.GetUtcNow()) return (null, Closed("Its time is over."));
        if (row.Event is not null && catalog.Find(row.Event) is null) return (null, Closed("Its event is gone."));
        return (row, null);
    }

    string? Read(string? token)
    {
        try
        {
            return token is { Length: > 0 and <= LongestToken } ? _links.Unprotect(token) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    static ProblemHttpResult Closed(string why) => Problems.Closed("This invitation is not good any more", $"{why} Ask who invited you for a new one.");
}
