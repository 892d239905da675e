using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Backchannel.Hub.Schedule;

/// <summary>Single sessions, made and changed by hand.</summary>
static class SessionsApi
{
    public static void MapSessionsApi(this IEndpointRouteBuilder app)
    {
        var sessions = app.MapGroup("/api/events/{slug}/sessions").WithTags("Schedule");
        sessions.MapPost("/", Add).Require(Role.Organizer).WithSummary("Adds a session by hand; no import touches it.");
        sessions.MapPatch("/{id}", Edit).Require(Role.Organizer).WithSummary("Changes a session: what is left out stays. Imports leave what was changed.");
        sessions.MapDelete("/{id}", Delete).Require(Role.Organizer).WithSummary("Deletes a session that was made by hand.");
    }

    static async Task<Results<Created<SessionInfo>, ProblemHttpResult>> Add(
        string slug, SessionEdit draft, EventCatalog catalog, ProgrammeStore programmes, EventStore events, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        if (known.Sessions.Count >= SessionDraft.MaxSessions) return Problems.Invalid("sessions", $"An event has at most {SessionDraft.MaxSessions:N0} sessions.");
        var wanted = draft.Cleaned().Over(new SessionInfo("new", "", null, null, [], default, default, [], null));
        if (Missing(draft).Concat(SessionDraft.Faults(wanted)).ToList() is { Count: > 0 } faults) return Problems.Invalid(faults);
        var id = "";
        await programmes.Change(slug, programme =>
        {
            id = SessionIds.New(wanted.Code, null, wanted.Title, programme.Sessions.Select(session => session.Id).ToHashSet(StringComparer.OrdinalIgnoreCase));
            return programme.With(Programme.Row(slug, wanted with { Id = id }));
        }, stop);
        await events.Announce(CancellationToken.None);
        return TypedResults.Created($"/{Uri.EscapeDataString(slug)}/sessions/{id}", Find(catalog, slug, id));
    }

    static async Task<Results<Ok<SessionInfo>, ProblemHttpResult>> Edit(
        string slug, string id, SessionEdit draft, EventCatalog catalog, ProgrammeStore programmes, EventStore events, CancellationToken stop)
    {
        if (catalog.Find(slug) is null) return Problems.NoEvent(slug);
        if (Find(catalog, slug, id) is not { } session) return Problems.NoSession(id);
        var edit = draft.Cleaned();
        if (SessionDraft.Faults(edit.Over(session)).ToList() is { Count: > 0 } faults) return Problems.Invalid(faults);
        var changed = await programmes.Change(slug, programme => programme.Find(id) is { } row ? programme.With(edit.Over(row)) : programme, stop);
        if (changed) await events.Announce(CancellationToken.None);
        return Find(catalog, slug, id) is { } edited ? TypedResults.Ok(edited) : Problems.NoSession(id);
    }

    static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        string slug, string id, EventCatalog catalog, ProgrammeStore programmes, EventStore events, CancellationToken stop)
    {
        if (catalog.Find(slug) is null) return Problems.NoEvent(slug);
        var row = default(SessionRow);
        await programmes.Change(slug, programme => (row = programme.Find(id)) is { Key: null } ? programme.Without(id) : programme, stop);
        if (row is null) return Problems.NoSession(id);
        if (row.Key is not null)
            return TypedResults.Problem(
                "It comes from the schedule, which would bring it back: PATCH it with { \"cancelled\": true }.", statusCode: StatusCodes.Status409Conflict, title: "Not made by hand");
        await events.Announce(CancellationToken.None);
        return TypedResults.NoContent();
    }

    static IEnumerable<(string Field, string Cure)> Missing(SessionEdit draft)
    {
        if (draft.Start is null) yield return ("start", "is missing: give a time with its offset, such as 2026-09-01T10:00:00+02:00.");
        if (draft.End is null) yield return ("end", "is missing: give a time with its offset, such as 2026-09-01T11:00:00+02:00.");
    }

    static SessionInfo? Find(EventCatalog catalog, string slug, string id) => catalog.Find(slug)?.Sessions.FirstOrDefault(session => session.Id == id);
}
