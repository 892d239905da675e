using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Access;

sealed partial class AccessDesk
{
    const int MostKeys = 100;

    public async Task<Results<Created<ApiKeyMade>, ProblemHttpResult>> MakeKey(string slug, Caller caller, NewApiKey body, CancellationToken stop)
    {
        var faults = new List<(string Field, string Cure)>();
        if (body.Role is not (Role.Moderator or Role.Organizer)) faults.Add(("role", "Give moderator or organizer."));
        var name = Words(body.Name, "name", "Say what it is for, so that you know later.", faults);
        if (faults.Count > 0) return Problems.Invalid(faults);
        var (secret, where) = (Tokens.New(), body.Everywhere ? null : slug);
        if (!Reaches(caller, where)) return TooFar();
        var row = new ApiKeyRow
        {
            Id = Guid.NewGuid().ToString("N")[..12],
            Name = name,
            Hash = Tokens.Hash(secret),
            Role = body.Role!.Value,
            Event = where,
            By = caller.Name,
            CreatedAt = time.GetUtcNow(),
        };
        var refused = await changes.Make(async db =>
        {
            if (await db.ApiKeys.CountAsync(stop) >= MostKeys) return (null, Problems.NotNow($"There are {MostKeys} keys already: revoke some that are not used."));
            db.ApiKeys.Add(row);
            return (new(row.Event, caller, $"made the key {row.Name}: {Named(new(row.Role, row.Event))}"), null);
        }, stop);
        return refused is null ? TypedResults.Created((string?)null, new ApiKeyMade(row.ToInfo(), secret)) : refused;
    }

    public async Task<Results<NoContent, ProblemHttpResult>> RevokeKey(string slug, Caller caller, string id, CancellationToken stop)
    {
        var refused = await changes.Make(async db =>
        {
            if (await db.ApiKeys.SingleOrDefaultAsync(k => k.Id == id && (k.Event == null || k.Event == slug), stop) is not { } row) return (null, Problems.NoKey(id));
            if (!Reaches(caller, row.Event)) return (null, TooFar());
            db.ApiKeys.Remove(row);
            return (new(row.Event, caller, $"took back the key {row.Name}"), null);
        }, stop);
        return refused is null ? TypedResults.NoContent() : refused;
    }
}
