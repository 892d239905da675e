using System.Linq.Expressions;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Access;

/// <summary>
/// Lets people in by name and password. A try counts as a failure before it is looked at, and is forgiven once it was right: so a hundred tries at the
/// same moment are a hundred, and not one.
/// </summary>
sealed class SignInDesk(AccessChanges changes, IDbContextFactory<ArchiveDb> archives, Passwords passwords, Strangers strangers, SignIns signIns, TimeProvider time)
{
    public async Task<Results<Ok<SignedIn>, ProblemHttpResult>> Try(NewSignIn body, CancellationToken stop)
    {
        var name = TextFold.Fold(AccountDraft.NameOf(body.Name));
        if (name.Length == 0) return Problems.Invalid("name", "Give the name that you chose when you were invited.");
        SignedIn? signedIn = null;
        var refused = await Prove(a => a.NameKey == name, name, body.Password, async (db, account) =>
        {
            await signIns.Forget(db, stop);
            signedIn = signIns.Begin(db, account);
        }, "The name or the password is not right.", stop);
        return refused is null ? TypedResults.Ok(signedIn) : refused;
    }

    /// <summary>Changes the password of who is signed in, who proves that it is not just somebody at their desk; other browsers are signed out.</summary>
    public async Task<Results<NoContent, ProblemHttpResult>> ChangePassword(Caller caller, string token, NewPassword body, CancellationToken stop)
    {
        if (AccountDraft.PasswordFaults(body.Password ?? "").ToList() is { Count: > 0 } faults) return Problems.Invalid(faults);
        var refused = await Prove(a => a.Id == caller.Id, caller.Id, body.Current, async (db, account) =>
        {
            account.PasswordHash = passwords.Hash(body.Password!);
            await SignIns.EndAll(db, account.Id, but: token, stop);
        }, "This is not your password as it is now.", stop);
        return refused is null ? TypedResults.NoContent() : refused;
    }

    async Task<ProblemHttpResult?> Prove(
        Expression<Func<AccountRow, bool>> who, string name, string? password, Func<ArchiveDb, AccountRow, Task> then, string wrong, CancellationToken stop)
    {
        if (password is not { Length: > 0 and <= AccountDraft.MostPassword }) return Problems.Invalid("password", "Give your password.");
        var (account, until) = await Count(who, name, stop);
        if (until is { } locked) return Problems.NotYet($"Too many wrong passwords: try again in {Lockout.Words(locked - time.GetUtcNow())}.");
        var result = passwords.Compare(account, password);
        if (result == PasswordVerificationResult.Failed) return Problems.NotLetIn(wrong);
        return await changes.Make(async db =>
        {
            // Since it was compared, somebody may have changed it or removed the account.
            if (await db.Accounts.SingleOrDefaultAsync(a => a.Id == account!.Id && a.PasswordHash == account.PasswordHash, stop) is not { } row) return (null, Problems.NotLetIn(wrong));
            (row.Failures, row.LockedUntil) = (0, null);
            if (result == PasswordVerificationResult.SuccessRehashNeeded) row.PasswordHash = passwords.Hash(password);
            await then(db, row);
            return default;
        }, stop);
    }

    /// <returns>Whose password is to be compared, and until when they are locked, if they are.</returns>
    async Task<(AccountRow? Account, DateTimeOffset? Until)> Count(Expression<Func<AccountRow, bool>> who, string name, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        await using var db = await archives.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        // A name that nobody has costs a write too: the time that it takes tells nothing.
        await db.LockAccess(stop);
        var account = await db.Accounts.SingleOrDefaultAsync(who, stop);
        var until = account is null ? strangers.Count(name, now) : account.LockedUntil > now ? account.LockedUntil : null;
        if (until is null && account is not null) account.LockedUntil = now + Lockout.After(++account.Failures);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return (account, until);
    }
}
