using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Backchannel.Hub.Schedule;

/// <summary>An event's schedule over HTTP: sent as a file, or named by an address.</summary>
static class ScheduleApi
{
    /// <summary>So much more than a schedule may have that one which is a little too large is told so in its own words.</summary>
    public const int MaxBody = ScheduleReader.MaxBytes + 1024 * 1024;

    public static void MapScheduleApi(this IEndpointRouteBuilder app)
    {
        var schedule = app.MapGroup("/api/events/{slug}/schedule").WithTags("Schedule");
        schedule.MapGet("/", Latest).Require(Role.Organizer).WithSummary("Where the schedule is read from, and how that went the last time.");
        schedule.MapPut("/", Send).Require(Role.Organizer).WithMetadata(new RequestSizeLimitAttribute(MaxBody)).WithSummary("Takes the body for the schedule: schedule.xml or schedule.json of frab or pretalx, Sessionize's view \"All\", iCalendar.");
        schedule.MapPost("/", Name).Require(Role.Organizer).WithSummary("Reads the schedule from an address, and again every five minutes.");
    }

    static async Task<Results<Ok<ScheduleReport>, ProblemHttpResult>> Latest(string slug, EventCatalog catalog, ScheduleImport import, CancellationToken stop) =>
        catalog.Find(slug) is not null ? TypedResults.Ok(await import.Latest(slug, stop)) : Problems.NoEvent(slug);

    // Whatever kind the body says it is of: browsers and exports call them many names.
    static async Task<Results<Ok<ScheduleReport>, ProblemHttpResult>> Send(
        string slug, HttpRequest request, EventCatalog catalog, ScheduleImport import, CancellationToken stop)
    {
        if (catalog.Find(slug) is null) return Problems.NoEvent(slug);
        try
        {
            return TypedResults.Ok(await import.Take(slug, null, new(await ScheduleFetch.Read(request.Body, stop)), again: false, stop));
        }
        catch (UnreadableScheduleException unreadable)
        {
            return Problems.Invalid("body", $"{unreadable.Message} The old schedule stands.");
        }
    }

    static async Task<Results<Ok<ScheduleReport>, ProblemHttpResult>> Name(
        string slug, ScheduleAddress body, EventCatalog catalog, ScheduleKeeper keeper, ScheduleImport import, CancellationToken stop)
    {
        if (catalog.Find(slug) is null) return Problems.NoEvent(slug);
        if (body.Address?.Trim() is not { Length: > 0 and <= SessionDraft.MaxUrl } address || !ScheduleFetch.IsWeb(address))
            return Problems.Invalid("address", "must be an http or https address. To read a file, name it in the setting Backchannel:Schedule, or send it with PUT.");
        try
        {
            return TypedResults.Ok(await import.Take(slug, address, (await keeper.Get(slug, address, null, stop))!, again: false, stop));
        }
        catch (UnreadableScheduleException unreadable)
        {
            return Problems.Invalid("address", $"{unreadable.Message} The old schedule stands.");
        }
    }
}
