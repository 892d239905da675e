using Backchannel.Contracts;
using Backchannel.Hub.Admission;
using Backchannel.Hub.Feed;
using Backchannel.Hub.Pulse;
using Backchannel.Hub.Schedule;
using Backchannel.Hub.Sources;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Backchannel.Hub.Events;

/// <summary>Events, their sessions, numbers and sources over HTTP.</summary>
static class EventsApi
{
    public static void MapEventsApi(this IEndpointRouteBuilder app)
    {
        var events = app.MapGroup("/api/events").WithTags("Events");
        var rules = new RequestSizeLimitAttribute(4 * 1024 * 1024);
        events.MapGet("/", All).AllowAnonymous().WithSummary("All events.");
        events.MapGet("/{slug}", One).AllowAnonymous().WithSummary("One event with its sessions' ids.");
        events.MapGet("/{slug}/sessions", Sessions).AllowAnonymous().WithSummary("The programme, by start.");
        events.MapGet("/{slug}/trending", Trending).AllowAnonymous().WithSummary("The numbers of each session, hottest first.");
        events.MapGet("/{slug}/sources", Sources).AllowAnonymous().WithSummary("How each source is doing; organizers are also told what went wrong and what was billed.");
        events.MapPost("/", Create).Require(Role.Organizer).WithMetadata(rules).WithSummary("Makes an event; its first hashtag, folded, is its slug.");
        events.MapGet("/{slug}/policy", Policy).Require(Role.Moderator).WithSummary("Who and what it lets through.");
        app.MapGet("/api/default-words", () => string.Join('\n', DefaultWords.All)).Require(Role.Host).WithTags("Events").WithSummary("Our own list of words, one a line, which a policy can turn on.");
        events.MapPatch("/{slug}", Change).Require(Role.Organizer).WithMetadata(rules).WithSummary("Changes an event: what is left out stays.");
        events.MapPut("/{slug}/sessions", SetSessions).Require(Role.Organizer).WithMetadata(new RequestSizeLimitAttribute(ScheduleApi.MaxBody)).WithSummary("Replaces the programme.");
    }

    static async Task<EventInfo[]> All(EventCatalog catalog, FeedTails tails, FeedReader reader, CancellationToken stop)
    {
        var infos = new List<EventInfo>();
        foreach (var known in catalog.All.OrderBy(e => e.Name, StringComparer.Ordinal)) infos.Add(await Info(known, [], tails, reader, stop));
        return [.. infos];
    }

    static async Task<Results<Ok<EventInfo>, ProblemHttpResult>> One(
        string slug, EventCatalog catalog, FeedTails tails, FeedReader reader, CancellationToken stop) =>
        catalog.Find(slug) is { } known
            ? TypedResults.Ok(await Info(known, [.. known.Sessions.Select(s => s.Id)], tails, reader, stop))
            : Problems.NoEvent(slug);

    static Results<Ok<IReadOnlyList<SessionInfo>>, ProblemHttpResult> Sessions(string slug, EventCatalog catalog) =>
        catalog.Find(slug) is { } known ? TypedResults.Ok(known.Sessions) : Problems.NoEvent(slug);

    static async Task<Results<Ok<IEnumerable<SessionPulse>>, ProblemHttpResult>> Trending(string slug, EventCatalog catalog, LatestPulse latest, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        try
        {
            return TypedResults.Ok((await latest.Get(known, stop)).Where(pulse => pulse.Session is not null));
        }
        catch (Exception failure) when (Counters.IsTrouble(failure))
        {
            return Problems.Away("The counters are away for a moment; posts are not. Please try again.");
        }
    }

    static Results<Ok<EventPolicy>, ProblemHttpResult> Policy(string slug, EventCatalog catalog) =>
        catalog.Find(slug) is { } known ? TypedResults.Ok(known.Policy) : Problems.NoEvent(slug);

    static Results<Ok<SourceReported[]>, ProblemHttpResult> Sources(string slug, HttpContext context, EventCatalog catalog, SourceBoard board) =>
        catalog.Find(slug) is not null ? TypedResults.Ok(context.IsOrganizer() ? board.Reports : board.PublicReports) : Problems.NoEvent(slug);

    static async Task<Results<Created<EventInfo>, ProblemHttpResult>> Create(
        EventDraft draft, EventStore store, EventCatalog catalog, FeedTails tails, FeedReader reader, CancellationToken stop)
    {
        var slug = Slugs.Of(draft.Hashtags is [{ } first, ..] ? first : "");
        var faults = draft.Faults().ToList();
        if (Slugs.Fault(slug) is { } fault) faults.Add(("hashtags", $"The first hashtag, '{slug}', {fault}."));
        if (catalog.Find(slug) is not null) faults.Add(("hashtags", $"There is an event '{slug}' already: change that one, or put another hashtag first."));
        if (faults.Count > 0) return Problems.Invalid(faults);
        await store.Save(slug, draft, stop);
        await store.Announce(CancellationToken.None);
        return TypedResults.Created($"/api/events/{Uri.EscapeDataString(slug)}", await Info(catalog.Find(slug)!, [], tails, reader, stop));
    }

    static async Task<Results<Ok<EventInfo>, ProblemHttpResult>> Change(
        string slug, EventDraft draft, HttpContext context, EventStore store, FeedWriter writer, Delays delays, EventCatalog catalog, FeedTails tails, FeedReader reader, CancellationToken stop)
    {
        if (catalog.Find(slug) is null) return Problems.NoEvent(slug);
        if (draft.Faults().ToList() is { Count: > 0 } faults) return Problems.Invalid(faults);
        await store.Save(slug, draft, stop, context.Caller());
        // It is committed: whoever hangs up now keeps nothing of it from being done.
        if (draft.Policy is not null) await delays.Readmit(slug, CancellationToken.None);
        // What is the event's hashtag can be no session's.
        if (draft.Hashtags is { Count: > 0 }) await writer.Refile(slug, CancellationToken.None);
        await store.Announce(CancellationToken.None);
        return await Info(slug, catalog, tails, reader, stop);
    }

    static async Task<Results<Ok<EventInfo>, ProblemHttpResult>> SetSessions(
        string slug, SessionInfo[] sessions, EventStore store, EventCatalog catalog, FeedTails tails, FeedReader reader, CancellationToken stop)
    {
        if (catalog.Find(slug) is null) return Problems.NoEvent(slug);
        if (SessionDraft.Faults(sessions).ToList() is { Count: > 0 } faults) return Problems.Invalid(faults);
        await store.SetSessions(slug, sessions, stop);
        await store.Announce(CancellationToken.None);
        return await Info(slug, catalog, tails, reader, stop);
    }

    static async Task<Ok<EventInfo>> Info(string slug, EventCatalog catalog, FeedTails tails, FeedReader reader, CancellationToken stop) =>
        TypedResults.Ok(await Info(catalog.Find(slug)!, [.. catalog.Find(slug)!.Sessions.Select(s => s.Id)], tails, reader, stop));

    static async Task<EventInfo> Info(KnownEvent known, IReadOnlyList<string> sessions, FeedTails tails, FeedReader reader, CancellationToken stop) =>
        new(known.Slug, known.Name, known.TimeZone, known.Hashtags, known.Accent, reader.Epoch, (await tails.Get(known.Slug)).Last,
            await reader.CardCount(known.Slug, stop), sessions);
}
