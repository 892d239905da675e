using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Access;

/// <summary>Browsers that are signed in: rows of the archive, so that they outlive a restart of everything and end the moment that they are taken out.</summary>
sealed class SignIns(IDbContextFactory<ArchiveDb> archives, TimeProvider time)
{
    /// <summary>A use makes it last anew, but is written at most once a day.</summary>
    static readonly TimeSpan RenewedAfter = TimeSpan.FromDays(1);

    /// <summary>Signs somebody in; the caller saves it.</summary>
    public SignedIn Begin(ArchiveDb db, AccountRow account)
    {
        var (token, now) = (Tokens.New(), time.GetUtcNow());
        var row = new SignInRow { Hash = Tokens.Hash(token), Account = account.Id, CreatedAt = now, ExpiresAt = now + SignInCookie.Lasts };
        db.SignIns.Add(row);
        return new(token, row.ExpiresAt, account.ToCaller());
    }

    public async Task Forget(ArchiveDb db, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        await db.SignIns.Where(s => s.ExpiresAt <= now).ExecuteDeleteAsync(stop);
    }

    /// <summary>Keeps one that is in use alive.</summary>
    public async Task Renew(ArchiveDb db, SignInRow row, CancellationToken stop)
    {
        var until = time.GetUtcNow() + SignInCookie.Lasts;
        if (until - row.ExpiresAt < RenewedAfter) return;
        await db.SignIns.Where(s => s.Hash == row.Hash).ExecuteUpdateAsync(set => set.SetProperty(s => s.ExpiresAt, until), stop);
    }

    public async Task End(string token, CancellationToken stop)
    {
        var hash = Tokens.Hash(token);
        await using var db = await archives.CreateDbContextAsync(stop);
        await db.SignIns.Where(s => s.Hash == hash).ExecuteDeleteAsync(stop);
    }

    /// <param name="but">The token of the one that stays.</param>
    public static async Task<int> EndAll(ArchiveDb db, string account, string? but, CancellationToken stop)
    {
        var hash = but is null ? "" : Tokens.Hash(but);
        return await db.SignIns.Where(s => s.Account == account && s.Hash != hash).ExecuteDeleteAsync(stop);
    }
}
