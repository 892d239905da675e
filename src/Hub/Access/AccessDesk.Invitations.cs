using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Access;

sealed partial class AccessDesk
{
    public async Task<Results<Created<InvitationMade>, ProblemHttpResult>> Invite(string slug, Caller caller, NewInvitation body, CancellationToken stop)
    {
        var faults = new List<(string, string)>();
        var reach = ReachOf(slug, body.Role, body.Session, body.Everywhere, faults);
        var whom = Words(body.For, "for", "Say whom it is for, so that you know later.", faults);
        if (body.Hours is not (>= 1 and <= MostHours)) faults.Add(("hours", $"How long it is good for: 1 to {MostHours} hours."));
        if (faults.Count > 0) return Problems.Invalid(faults);
        if (!Reaches(caller, reach!.Event)) return TooFar();
        var row = Row(whom, reach, caller, TimeSpan.FromHours(body.Hours!.Value));
        var refused = await changes.Make(async db =>
        {
            if (await Open(db, time.GetUtcNow()).CountAsync(stop) >= MostOpen) return (null, Problems.NotNow($"{MostOpen} invitations are open already: revoke some that nobody came by."));
            db.Invitations.Add(row);
            return (new(row.Event, caller, $"invited {row.For}: {Named(reach)}"), null);
        }, stop);
        return refused is null ? TypedResults.Created((string?)null, new InvitationMade(row.ToInfo(), invitations.Token(row))) : refused;
    }

    public async Task<Results<NoContent, ProblemHttpResult>> RevokeInvitation(string slug, Caller caller, string id, CancellationToken stop)
    {
        var refused = await changes.Make(async db =>
        {
            var now = time.GetUtcNow();
            if (await Open(db, now).SingleOrDefaultAsync(i => i.Id == id && (i.Event == null || i.Event == slug), stop) is not { } row) return (null, Problems.NoInvitation(id));
            if (!Reaches(caller, row.Event)) return (null, TooFar());
            row.RevokedAt = now;
            return (new(row.Event, caller, $"took back the invitation of {row.For}"), null);
        }, stop);
        return refused is null ? TypedResults.NoContent() : refused;
    }

    InvitationRow Row(string whom, Reach reach, Caller caller, TimeSpan goodFor) => new()
    {
        Id = Guid.NewGuid().ToString("N"),
        For = whom,
        Role = reach.Role,
        Event = reach.Event,
        Session = reach.Session,
        By = caller.Name,
        CreatedAt = time.GetUtcNow(),
        ExpiresAt = time.GetUtcNow() + goodFor,
    };
}
