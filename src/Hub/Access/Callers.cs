using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Backchannel.Hub.Access;

/// <summary>Whom a token belongs to: the key of the settings, a program's key, or a browser that is signed in.</summary>
sealed class Callers(IDbContextFactory<ArchiveDb> archives, IOptions<HubOptions> options, SignIns signIns, TimeProvider time)
{
    static readonly Caller Settings = new("key:settings", "Backchannel:ApiKey", Role.Organizer);

    /// <summary>When a key was used last is written no more often.</summary>
    static readonly TimeSpan UsedEvery = TimeSpan.FromMinutes(1);

    public async Task<Caller?> Find(string token, CancellationToken stop)
    {
        if (options.Value.ApiKey is { Length: > 0 } key && Tokens.Same(token, key)) return Settings;
        var (hash, now) = (Tokens.Hash(token), time.GetUtcNow());
        await using var db = await archives.CreateDbContextAsync(stop);
        var known = await (from signIn in db.SignIns.AsNoTracking()
                           where signIn.Hash == hash && signIn.ExpiresAt > now
                           join row in db.Accounts.AsNoTracking() on signIn.Account equals row.Id
                           select new { signIn, row }).SingleOrDefaultAsync(stop);
        if (known is null) return await Program(db, hash, now, stop);
        await signIns.Renew(db, known.signIn, stop);
        return known.row.ToCaller();
    }

    static async Task<Caller?> Program(ArchiveDb db, string hash, DateTimeOffset now, CancellationToken stop)
    {
        if (await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Hash == hash, stop) is not { } key) return null;
        if (key.UsedAt is not { } used || now - used >= UsedEvery)
            await db.ApiKeys.Where(k => k.Id == key.Id).ExecuteUpdateAsync(set => set.SetProperty(k => k.UsedAt, now), stop);
        return key.ToCaller();
    }
}
