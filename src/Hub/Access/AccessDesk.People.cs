using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Access;

sealed partial class AccessDesk
{
    public async Task<Results<NoContent, ProblemHttpResult>> ChangeRole(string slug, Caller caller, string id, NewRole body, CancellationToken stop)
    {
        var faults = new List<(string, string)>();
        var reach = ReachOf(slug, body.Role, body.Session, body.Everywhere, faults);
        if (faults.Count > 0) return Problems.Invalid(faults);
        if (!Reaches(caller, reach!.Event)) return TooFar();
        return await Touch(slug, caller, id, $"is {Named(reach)} now", async (db, account) =>
        {
            if (reach is not { Role: Role.Organizer, Event: null } && await Unseat(db, account, stop) is { } refused) return refused;
            (account.Role, account.Event, account.Session) = (reach.Role, reach.Event, reach.Session);
            return null;
        }, stop);
    }

    public Task<Results<NoContent, ProblemHttpResult>> Remove(string slug, Caller caller, string id, CancellationToken stop) =>
        Touch(slug, caller, id, "was removed", async (db, account) =>
        {
            if (await Unseat(db, account, stop) is { } refused) return refused;
            await SignIns.EndAll(db, account.Id, but: null, stop);
            db.Accounts.Remove(account);
            return null;
        }, stop);

    public Task<Results<NoContent, ProblemHttpResult>> EndSignIns(string slug, Caller caller, string id, CancellationToken stop) =>
        Touch(slug, caller, id, "was signed out everywhere", async (db, account) =>
        {
            await SignIns.EndAll(db, account.Id, but: null, stop);
            return null;
        }, stop);

    // Nobody does any of it to themselves: a slip of the hand would lock them out.
    async Task<Results<NoContent, ProblemHttpResult>> Touch(
        string slug, Caller caller, string id, string what, Func<ArchiveDb, AccountRow, Task<ProblemHttpResult?>> change, CancellationToken stop)
    {
        if (id == caller.Id) return Problems.NotNow("This is you: another organizer can do it.");
        var refused = await changes.Make(async db =>
        {
            if (await db.Accounts.SingleOrDefaultAsync(a => a.Id == id && (a.Event == null || a.Event == slug), stop) is not { } account) return (null, Problems.NoAccount(id));
            if (!Reaches(caller, account.Event)) return (null, TooFar());
            var reached = account.Event;
            if (await change(db, account) is { } fault) return (null, fault);
            return (new(reached, caller, $"{account.Name} {what}"), null);
        }, stop);
        return refused is null ? TypedResults.NoContent() : refused;
    }

    /// <summary>Takes back what an organizer gave and nobody has taken yet: who may invite no more has nobody on the way.</summary>
    async Task<ProblemHttpResult?> Unseat(ArchiveDb db, AccountRow account, CancellationToken stop)
    {
        if (account.Role != Role.Organizer) return null;
        if (account.Event is null && !await Accounts.Organizers(db).AnyAsync(a => a.Id != account.Id, stop))
            return Problems.NotNow("This is the last organizer: invite another one first.");
        var now = time.GetUtcNow();
        await Open(db, now).Where(i => i.By == account.Name).ExecuteUpdateAsync(set => set.SetProperty(i => i.RevokedAt, now), stop);
        return null;
    }
}
