using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Hub.Sources;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Backchannel.Hub.Engagement;

/// <summary>How an event is doing, for those who run it, over HTTP.</summary>
static class EngagementApi
{
    const int Fewest = 5, Usual = 15, Most = 24 * 60;

    public static IServiceCollection AddEngagement(this IServiceCollection services) => services
        .AddSingleton<LedgerReader>().AddSingleton<Desks>().AddSingleton<Comparisons>().AddSingleton<RankHistory>().AddHostedService<RankNotes>();

    public static void MapEngagementApi(this IEndpointRouteBuilder app)
    {
        var engagement = app.MapGroup("/api/events/{slug}/engagement").WithTags("Engagement").Require(Role.Moderator);
        engagement.MapGet("/", Read).WithSummary("How the event is doing: the last minutes against those before, posts over time, sessions, sources, alarms.");
        engagement.MapGet("/days", Days).WithSummary("The days on which something was posted.");
        engagement.MapGet("/compare", Compare).WithSummary("Two sessions, or two days, side by side.");
    }

    static async Task<Results<Ok<Contracts.Engagement>, ProblemHttpResult>> Read(
        string slug, HttpContext context, EventCatalog catalog, Desks desks, CancellationToken stop, int minutes = Usual, string? chart = null)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        if (minutes is < Fewest or > Most) return Problems.Invalid("minutes", $"must be {Fewest} to {Most}.");
        var span = chart is null ? ChartSpan.Today : Named<ChartSpan>(chart);
        if (span is not { } covered) return Problems.Invalid("chart", $"must be one of {Names<ChartSpan>()}.");
        var told = (await desks.Get(known, stop)).Of(minutes, covered);
        return TypedResults.Ok(context.IsOrganizer() ? told : told with { Sources = [.. told.Sources.Select(SourceBoard.Public)] });
    }

    static async Task<Results<Ok<IReadOnlyList<EngagementDay>>, ProblemHttpResult>> Days(
        string slug, EventCatalog catalog, Comparisons comparisons, CancellationToken stop) =>
        catalog.Find(slug) is { } known ? TypedResults.Ok(await comparisons.Posted(known, stop)) : Problems.NoEvent(slug);

    static async Task<Results<Ok<EngagementComparison>, ProblemHttpResult>> Compare(
        string slug, EventCatalog catalog, Comparisons comparisons, CancellationToken stop, string? of = null, string? a = null, string? b = null)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        return Named<Compared>(of) switch
        {
            Compared.Sessions => await OfSessions(known, comparisons, a, b, stop),
            Compared.Days => await OfDays(known, comparisons, a, b, stop),
            _ => Problems.Invalid("of", $"must be one of {Names<Compared>()}."),
        };
    }

    static async Task<Results<Ok<EngagementComparison>, ProblemHttpResult>> OfSessions(
        KnownEvent known, Comparisons comparisons, string? a, string? b, CancellationToken stop)
    {
        SessionInfo? Session(string? id) => known.Sessions.FirstOrDefault(session => session.Id == id);
        if (Session(a) is not { } one) return NoSession("a");
        if (Session(b) is not { } other) return NoSession("b");
        return TypedResults.Ok(await comparisons.Sessions(known, one, other, stop));
    }

    static async Task<Results<Ok<EngagementComparison>, ProblemHttpResult>> OfDays(
        KnownEvent known, Comparisons comparisons, string? a, string? b, CancellationToken stop)
    {
        if (Day(a) is not { } one) return NoDay("a");
        if (Day(b) is not { } other) return NoDay("b");
        return TypedResults.Ok(await comparisons.Days(known, one, other, stop));
    }

    static ProblemHttpResult NoSession(string field) =>
        Problems.Invalid(field, "must be the id of one of the event's sessions: GET /api/events/{event}/sessions lists them.");

    static ProblemHttpResult NoDay(string field) => Problems.Invalid(field, "must be a day, as in 2026-09-01.");

    // The ends of the calendar are no days of an event, and there is none before the first.
    static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1 and < 9999 ? day : null;

    static string Names<T>() where T : struct, Enum => string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant();

    // By name alone: the framework takes numbers too.
    static T? Named<T>(string? name) where T : struct, Enum =>
        Enum.GetValues<T>().Where(value => value.ToString().Equals(name, StringComparison.OrdinalIgnoreCase)).Select(value => (T?)value).FirstOrDefault();
}
