using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Backchannel.Hub.Access;

/// <summary>Whom a token belongs to: the key of the settings, a program's key, or a browser that is signed in.</summary>
sealed class Callers(IDbContextFactory<ArchiveDb> archives, IOptions<HubOptions> options, TimeProvider time)
{
    static readonly Caller Settings = new("key:settings", "Backchannel:ApiKey", Role.Organizer);

    public async Task<Caller?> Find(string token, CancellationToken stop)
    {
        if (options.Value.ApiKey is { Length: > 0 } key && Tokens.Same(token, key)) return Settings;
        var (hash, now) = (Tokens.Hash(token), time.GetUtcNow());
        await using var db = await archives.CreateDbContextAsync(stop);
        var account = await (from signIn in db.SignIns.AsNoTracking()
                             where signIn.Hash == hash && signIn.ExpiresAt > now
                             join row in db.Accounts.AsNoTracking() on signIn.Account equals row.Id
                             select row).SingleOrDefaultAsync(stop);
        return account?.ToCaller() ?? (await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Hash == hash, stop))?.ToCaller();
    }
}
