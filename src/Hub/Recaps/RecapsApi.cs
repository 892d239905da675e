using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Hub.Exports;
using Backchannel.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Backchannel.Hub.Recaps;

/// <summary>Recaps over HTTP: anybody reads them, whoever leads a session edits its own.</summary>
static class RecapsApi
{
    const int MaxBody = 1024 * 1024, MaxId = 200;

    /// <summary>Seconds after which one that is being made is asked for again.</summary>
    const int Soon = 5;

    public static void MapRecapsApi(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/recaps", Latest).AllowAnonymous().WithTags("Recaps").WithSummary("The recaps of all events, those published last first.");
        var recaps = app.MapGroup("/api/events/{slug}/recaps").WithTags("Recaps");
        recaps.MapGet("/", All).AllowAnonymous().WithSummary("The recaps of an event, newest first.");
        recaps.MapGet("/{id}", Read).AllowAnonymous().WithSummary("One recap: of a session by its id, of a day as day-2026-12-01.");
        recaps.MapGet("/{id}/file", File).AllowAnonymous().WithSummary("A recap to take away: posts of X by their ids, unless whole=true and whoever asks may take them.");
        recaps.MapGet("/{id}/draft", Draft).Require(Role.Host).WithSummary("A recap as it is edited, with what is left out.");
        recaps.MapPatch("/{id}", Edit).Require(Role.Host).WithMetadata(new RequestSizeLimitAttribute(MaxBody)).WithSummary("Edits a recap; nothing is stored but its editor's own words and ids of posts.");
    }

    static async Task<Results<Ok<RecapList>, ProblemHttpResult>> Latest(RecapLists lists, CancellationToken stop, int limit = 50) =>
        limit is < 1 or > RecapLists.Most ? WrongLimit() : TypedResults.Ok(await lists.Latest(limit, stop));

    static async Task<Results<Ok<RecapList>, ProblemHttpResult>> All(
        string slug, HttpContext context, EventCatalog catalog, RecapLists lists, CancellationToken stop, DateTimeOffset? before = null, int limit = 100)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        if (limit is < 1 or > RecapLists.Most) return WrongLimit();
        return TypedResults.Ok(await lists.Of(known, id => MayEdit(context, slug, id), before, limit, stop));
    }

    // Whoever has it already, as it stands, is told so: a page that a crowd opens asks each time.
    static async Task<Results<Ok<RecapInfo>, StatusCodeHttpResult, ProblemHttpResult>> Read(
        string slug, string id, HttpContext context, EventCatalog catalog, RecapSubjects subjects, KeptRecaps recaps, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        if (await Find(known, id, context, subjects, stop) is not { } state)
        {
            // That of a chat comes by itself: whoever waits for it is told when to ask again.
            if (await subjects.Comes(known, id, stop) is { } left) context.Response.Headers.RetryAfter = Math.Max(Soon, (long)Math.Ceiling(left.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return NoRecap(id);
        }
        var (recap, tag) = await recaps.Tagged(known, state, stop);
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "no-cache";
        return context.Request.Headers.IfNoneMatch.Contains(tag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(recap);
    }

    static async Task<Results<Ok<RecapFile>, ProblemHttpResult>> File(
        string slug, string id, HttpContext context, EventCatalog catalog, RecapSubjects subjects, KeptRecaps recaps, ExportAllowance allowance, TimeProvider time,
        CancellationToken stop, bool whole = false)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        // It spends what may be taken of X today: a link on another site could spend it in somebody's name.
        if (whole && (!context.IsOrganizer() || CrossSite.IsFromElsewhere(context.Request))) return Problems.Forbidden("Only its organizers take posts of X whole: leave whole out, and they are in the file by their ids.");
        if (await Find(known, id, context, subjects, stop) is not { } state) return NoRecap(id);
        var recap = await recaps.Get(known, state, stop);
        var taken = whole ? await allowance.Take(context.Caller()!, RecapFiles.Limited(recap), stop) : 0;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(RecapFiles.Of(recap, taken, time.GetUtcNow()));
    }

    static async Task<Results<Ok<RecapForEditing>, ProblemHttpResult>> Draft(
        string slug, string id, HttpContext context, EventCatalog catalog, RecapSubjects subjects, KeptRecaps recaps, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        if (await Find(known, id, context, subjects, stop) is not { } state) return NoRecap(id);
        return MayEdit(context, slug, id) ? TypedResults.Ok(new RecapForEditing(await recaps.Whole(known, state, stop), state.Edits)) : NotYours();
    }

    static async Task<Results<Ok<RecapInfo>, ProblemHttpResult>> Edit(
        string slug, string id, RecapDraft draft, HttpContext context, EventCatalog catalog, RecapSubjects subjects, KeptRecaps recaps, RecapDesk desk, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        if (await Find(known, id, context, subjects, stop) is null) return NoRecap(id);
        if (!MayEdit(context, slug, id)) return NotYours();
        if (RecapDrafts.Faults(draft).ToList() is { Count: > 0 } faults) return Problems.Invalid(faults);
        var edited = await desk.Edit(known, context.Caller()!, id, draft, stop);
        if (edited == RecapDesk.Edited.Stale)
            return TypedResults.Problem("Somebody edited it since: read it again, and make your changes to what it is now.", statusCode: StatusCodes.Status409Conflict, title: "Not the latest version");
        return edited == RecapDesk.Edited.Done && await subjects.Find(known, id, stop) is { } state ? TypedResults.Ok(await recaps.Get(known, state, stop)) : NoRecap(id);
    }

    // To everybody else one that is not published is not there.
    static async Task<RecapState?> Find(KnownEvent known, string id, HttpContext context, RecapSubjects subjects, CancellationToken stop) =>
        id.Length <= MaxId && await subjects.Find(known, id, stop) is { } state && (state.Row.PublishedAt is not null || MayEdit(context, known.Slug, id)) ? state : null;

    static bool MayEdit(HttpContext context, string slug, string id) =>
        context.Caller() is { } caller && caller.May(Role.Host, slug) && caller.Leads(id);

    static ProblemHttpResult NotYours() => Problems.Forbidden("This recap is of a session that is not yours, or of a whole day: ask one of the event's moderators.");

    static ProblemHttpResult WrongLimit() => Problems.Invalid("limit", $"must lie between 1 and {RecapLists.Most}.");

    static ProblemHttpResult NoRecap(string id) => TypedResults.Problem(
        $"This event has no recap '{TextCut.Shortened(id, 100)}': GET /api/events/{{event}}/recaps lists those there are. One is made when its session or its day is over.",
        statusCode: StatusCodes.Status404NotFound, title: "No such recap");
}
