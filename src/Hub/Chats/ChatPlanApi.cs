using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Backchannel.Hub.Chats;

/// <summary>Single meetings over HTTP: what is planned for one, and those that were before there was a calendar.</summary>
static class ChatPlanApi
{
    public static void MapChatPlanApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/events/{slug}").WithTags("Chats");
        api.MapPatch("/sessions/{id}/chat", Plan).Require(Role.Host).WithSummary("Plans a chat: its topic, who comes, its questions. What is left out stays.");
        api.MapPost("/meetings/past", AddSince).Require(Role.Organizer).WithSummary("Adds all meetings that the rule gave since a moment.");
        api.MapPost("/meetings", Add).Require(Role.Organizer).WithSummary("Adds a meeting that was, so that posts of its hour are filed in it.");
    }

    static async Task<Results<Ok<SessionInfo>, ProblemHttpResult>> Plan(
        string slug, string id, ChatPlan plan, HttpContext context, EventCatalog catalog, ChatPlans plans, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        if (known.Sessions.All(session => session.Id != id)) return Problems.NoSession(id);
        if (!context.Caller()!.Leads(id)) return Problems.Forbidden("This chat is not yours.");
        if (ChatPlans.Faults(plan).ToList() is { Count: > 0 } faults) return Problems.Invalid(faults);
        await plans.Change(known, id, plan, stop);
        return catalog.Find(slug)?.Sessions.FirstOrDefault(session => session.Id == id) is { } planned ? TypedResults.Ok(planned) : Problems.NoSession(id);
    }

    static async Task<Results<Ok<IReadOnlyList<SessionInfo>>, ProblemHttpResult>> AddSince(string slug, NewPastMeetings draft, EventCatalog catalog, ChatPlans plans, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        if (known.Series is null) return Problems.NoSeries(slug);
        if (draft.Since is not { Year: >= 1970 } since || since > plans.Now) return Problems.Invalid("since", "must be a moment that has passed, with its offset: 2020-01-01T00:00:00Z.");
        return TypedResults.Ok(await plans.AddSince(known, since, stop));
    }

    static async Task<Results<Created<SessionInfo>, ProblemHttpResult>> Add(string slug, NewMeeting draft, EventCatalog catalog, ChatPlans plans, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        if (known.Series is not { } series) return Problems.NoSeries(slug);
        if (draft.Minutes is < 5 or > RecurrenceFaults.LongestMinutes) return Problems.Invalid("minutes", $"must lie between 5 and {RecurrenceFaults.LongestMinutes}.");
        if (draft.Topic is { Length: > SessionDraft.MaxTitle }) return Problems.Invalid("topic", $"must have at most {SessionDraft.MaxTitle} characters.");
        if (draft.Start is not { Kind: DateTimeKind.Unspecified } start) return Problems.Invalid("start", "must be as clocks in the event's zone showed it, without an offset: 2024-12-03T20:00.");
        var length = series.Info with { Minutes = draft.Minutes ?? series.Info.Minutes };
        if (Recurrence.At(SeriesDrafts.Minute(start)!.Value, length, Recurrence.ZoneOf(length)) is not { } meeting) return Problems.Invalid("start", "must lie between 1970 and 2100.");
        if (meeting.Start > plans.Now) return Problems.Invalid("start", $"lies ahead: PUT /api/events/{slug}/series takes it under 'also'.");
        if (known.Sessions.Count >= SessionDraft.MaxSessions) return Problems.Invalid("start", $"An event has at most {SessionDraft.MaxSessions:N0} sessions.");
        var session = await plans.Add(known, meeting, SeriesDrafts.Line(draft.Topic), stop);
        return TypedResults.Created($"/{Uri.EscapeDataString(slug)}/sessions/{session.Id}", session);
    }
}
