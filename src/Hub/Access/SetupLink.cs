using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Access;

/// <summary>
/// The link that makes the first organizer. While there is none, each start makes a new one, which the process prints for who sits at it; the one
/// before is void then, and each is once an organizer exists. Its hash is in the archive, so that any hub takes it.
/// </summary>
sealed class SetupLink(IDbContextFactory<ArchiveDb> archives, AccessChanges changes, Accounts accounts, SignIns signIns)
{
    const string Fact = "setup";

    /// <summary>For the console and for nobody else; null where there is an organizer.</summary>
    public string? Path { get; private set; }

    public Task Prepare(CancellationToken stop) => changes.Make(async db =>
    {
        await db.Facts.Where(f => f.Key == Fact).ExecuteDeleteAsync(stop);
        if (await Accounts.AnyOrganizer(db, stop)) return default;
        var token = Tokens.New();
        db.Facts.Add(new() { Key = Fact, Value = Tokens.Hash(token) });
        Path = $"/setup?token={token}";
        return default;
    }, stop);

    /// <summary>Whether it is still to be used.</summary>
    public async Task<bool> IsOpen(CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        return !await Accounts.AnyOrganizer(db, stop);
    }

    public async Task<Results<Ok<SignedIn>, ProblemHttpResult>> Use(NewAccount body, CancellationToken stop)
    {
        SignedIn? signedIn = null;
        var refused = await changes.Make(async db =>
        {
            var fact = await db.Facts.SingleOrDefaultAsync(f => f.Key == Fact, stop);
            if (await Accounts.AnyOrganizer(db, stop)) return (null, Void("There is an organizer already, who can invite you."));
            if (fact is null || body.Token is not { Length: > 0 and <= 200 } token || !Tokens.Same(Tokens.Hash(token), fact.Value))
                return (null, Void("Each start prints a new link, and only the latest is good: look at the console, or start again."));
            var (account, fault) = await accounts.Add(db, new(body.Name, body.Password), new(Role.Organizer), stop);
            if (account is null) return (null, fault);
            db.Facts.Remove(fact);
            signedIn = signIns.Begin(db, account);
            return (new(null, account.ToCaller(), "became the first organizer"), null);
        }, stop);
        return refused is null ? TypedResults.Ok(signedIn) : refused;
    }

    static ProblemHttpResult Void(string cure) => Problems.Closed("This link is not good any more", cure);
}
