using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Hub.Here;
using Backchannel.Hub.Schedule;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Backchannel.Hub.Chats;

/// <summary>The calendar of chats over HTTP.</summary>
static class ChatsApi
{
    const int MaxWords = 200;
    static readonly TimeSpan Longest = TimeSpan.FromDays(3 * 366);

    public static void MapChatsApi(this IEndpointRouteBuilder app)
    {
        var chats = app.MapGroup("/api/chats").WithTags("Chats");
        chats.MapGet("/", All).AllowAnonymous().WithSummary("Series and communities with their meetings: the next four weeks, or those of a time; with edited, only those that are not as the rule alone has them.");
        chats.MapGet("/{slug}", One).AllowAnonymous().WithSummary("One series.");
        chats.MapGet("/clashes", Clashes).AllowAnonymous().RequireVisitorLimit(VisitorBudget.Clashes).WithSummary("Which series have one of these hashtags, or meet when this one would.");
        chats.MapPost("/", Create).Require(Role.Organizer).WithSummary("Makes an event and its series in one; its first hashtag, folded, is its slug.");
        chats.MapPost("/import", Import).Require(Role.Organizer).WithMetadata(new RequestSizeLimitAttribute(ScheduleApi.MaxBody)).WithSummary("Takes an iCalendar file: each entry that repeats becomes a series, or brings one up to date.");
        var series = app.MapGroup("/api/events/{slug}/series").WithTags("Chats");
        series.MapPut("/", Save).Require(Role.Organizer).WithSummary("Makes an event a series, or changes the one it is.");
        series.MapDelete("/", Remove).Require(Role.Organizer).WithSummary("Takes an event out of the calendar. What was said stays.");
    }

    static async Task<Results<Ok<IReadOnlyList<ChatListing>>, ProblemHttpResult>> All(
        ChatCalendar calendar, TimeProvider time, CancellationToken stop, string? q = null, DateTimeOffset? from = null, DateTimeOffset? to = null, bool edited = false) =>
        Fault(q, from, to, time.GetUtcNow()) is { } fault ? fault : TypedResults.Ok(await calendar.Find(q, new(from, to, edited), stop));

    static async Task<Results<Ok<ChatListing>, ProblemHttpResult>> One(
        string slug, EventCatalog catalog, ChatCalendar calendar, TimeProvider time, CancellationToken stop, DateTimeOffset? from = null, DateTimeOffset? to = null, bool edited = false)
    {
        if (catalog.Find(slug) is not { Series: not null } known) return Problems.NoSeries(slug);
        return Fault(null, from, to, time.GetUtcNow()) is { } fault ? fault : TypedResults.Ok(await calendar.Of(known, new(from, to, edited), stop));
    }

    static Results<Ok<IReadOnlyList<ChatClash>>, ProblemHttpResult> Clashes(
        ChatCalendar calendar, string? hashtags = null, DateTime? start = null, string? zone = null, string? rule = null, int? minutes = null)
    {
        var draft = new SeriesDraft
        {
            Hashtags = hashtags?.Split([',', ' '], 20, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            TimeZone = zone ?? "UTC",
            Start = start,
            Rule = rule,
            Minutes = minutes,
        };
        var series = SeriesDrafts.Read(draft, "", null);
        if (SeriesDrafts.Faults(draft, series, isNew: false).ToList() is { Count: > 0 } faults) return Problems.Invalid([.. faults.Select(fault => (fault.Field == "timeZone" ? "zone" : fault.Field, fault.Cure))]);
        return TypedResults.Ok(calendar.Clashes(series));
    }

    static async Task<Results<Created<ChatMade>, ProblemHttpResult>> Create(SeriesDraft draft, SeriesDesk desk, CancellationToken stop) =>
        await desk.Create(draft, stop) switch
        {
            { Made: { } made } => TypedResults.Created($"/api/chats/{Uri.EscapeDataString(made.Chat.Series.Event)}", made),
            { Trouble: var trouble } => trouble!,
        };

    static async Task<Results<Ok<ChatMade>, ProblemHttpResult>> Save(string slug, SeriesDraft draft, HttpContext context, EventCatalog catalog, SeriesDesk desk, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        return await desk.Save(known, draft, context.Caller(), stop) switch
        {
            { Made: { } made } => TypedResults.Ok(made),
            { Trouble: var trouble } => trouble!,
        };
    }

    static async Task<Results<NoContent, ProblemHttpResult>> Remove(string slug, EventCatalog catalog, SeriesStore store, CancellationToken stop)
    {
        if (catalog.Find(slug) is null) return Problems.NoEvent(slug);
        return await store.Remove(slug, stop) ? TypedResults.NoContent() : Problems.NoSeries(slug);
    }

    static async Task<Results<Ok<ChatImportReport>, ProblemHttpResult>> Import(HttpRequest request, ChatImport import, CancellationToken stop)
    {
        try
        {
            return TypedResults.Ok(await import.Take(await ScheduleFetch.Read(request.Body, stop), request.HttpContext.Caller(), stop));
        }
        catch (UnreadableScheduleException unreadable)
        {
            return Problems.Invalid("body", unreadable.Message);
        }
    }

    static ProblemHttpResult? Fault(string? q, DateTimeOffset? from, DateTimeOffset? to, DateTimeOffset now)
    {
        if (q is { Length: > MaxWords }) return Problems.Invalid("q", $"must have at most {MaxWords} characters.");
        if (from?.Year is < 1990 or > 2099 || to?.Year is < 1990 or > 2099) return Problems.Invalid("from", "must lie between 1990 and 2099, as to must.");
        // The one that is not given is now, or a few weeks later.
        var (first, last) = (from ?? (to < now ? to.Value - Longest : now), to ?? from ?? now);
        return last < first && to is not null || last - first > Longest ? Problems.Invalid("to", "must lie after from, and at most three years.") : null;
    }
}
