using System.Globalization;
using System.Text;
using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Backchannel.Hub.Exports;

/// <summary>An event's cards as a file: JSON Lines, which a replay reads back, or CSV.</summary>
static class ExportsApi
{
    /// <summary>How many posts are in the file by their id alone.</summary>
    public const string OnlyIds = "X-Only-Ids";

    static readonly byte[] LineEnd = "\n"u8.ToArray();

    public static void MapExportsApi(this IEndpointRouteBuilder app)
    {
        var export = app.MapGroup("/api/events/{slug}").WithTags("Exports");
        export.MapGet("/export", Outlook).Require(Role.Organizer).WithSummary("What an export would hold, and how much of it whole.");
        export.MapGet("/export.jsonl", Lines).Require(Role.Organizer).AddEndpointFilter(NotFromElsewhere).WithSummary("Cards on show as JSON Lines, in the order in which they came: a replay reads them back.");
        export.MapGet("/export.csv", Csv).Require(Role.Organizer).AddEndpointFilter(NotFromElsewhere).WithSummary("Cards on show as a table.");
    }

    // A file is asked for with GET, and spends what may be taken of X today: a link on another site could spend it in somebody's name.
    static async ValueTask<object?> NotFromElsewhere(EndpointFilterInvocationContext call, EndpointFilterDelegate next) => CrossSite.IsFromElsewhere(call.HttpContext.Request)
        ? TypedResults.Problem("Open the export page and take the file from there.", statusCode: StatusCodes.Status403Forbidden, title: "Another site asked for this")
        : await next(call);

    static async Task<Results<Ok<ExportOutlook>, ProblemHttpResult>> Outlook(
        [AsParameters] ExportQuery query, HttpContext context, EventCatalog catalog, ExportReader reader, ExportAllowance allowance, CancellationToken stop) =>
        Faults(query, catalog) is { } fault ? fault : TypedResults.Ok(await reader.Outlook(query, await allowance.Left(context.Caller()!, stop), stop));

    static Task<Results<PushStreamHttpResult, ProblemHttpResult>> Lines(
        [AsParameters] ExportQuery query, HttpContext context, EventCatalog catalog, ExportReader reader, ExportAllowance allowance) =>
        File(query, "jsonl", "application/jsonl", context, catalog, reader, allowance, async (known, cards, body) =>
        {
            await foreach (var card in cards)
            {
                await JsonSerializer.SerializeAsync(body, card.IsWhole ? card.Entry : OnlyId(card.Entry), ContractJson.Options, context.RequestAborted);
                await body.WriteAsync(LineEnd, context.RequestAborted);
            }
        });

    static Task<Results<PushStreamHttpResult, ProblemHttpResult>> Csv(
        [AsParameters] ExportQuery query, HttpContext context, EventCatalog catalog, ExportReader reader, ExportAllowance allowance) =>
        File(query, "csv", "text/csv; charset=utf-8", context, catalog, reader, allowance, async (known, cards, body) =>
        {
            // With its mark, or spreadsheets take it for something older.
            await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
            await writer.WriteAsync(ExportCsv.Head);
            await foreach (var card in cards) await writer.WriteAsync(ExportCsv.Of(card, known).AsMemory(), context.RequestAborted);
        });

    static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> File(
        ExportQuery query, string kind, string type, HttpContext context, EventCatalog catalog, ExportReader reader, ExportAllowance allowance,
        Func<KnownEvent, IAsyncEnumerable<Exported>, Stream, Task> write)
    {
        if (Faults(query, catalog) is { } fault) return fault;
        var (known, stop) = (catalog.Find(query.Slug)!, context.RequestAborted);
        var limited = (await reader.Outlook(query, 0, stop)).Limited;
        var whole = await allowance.Take(context.Caller()!, limited, stop);
        context.Response.Headers[OnlyIds] = (limited - whole).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.CacheControl = "no-store";
        var name = $"{known.Slug}{(string.IsNullOrEmpty(query.Session) ? "" : $"-{query.Session}")}.{kind}";
        return TypedResults.Stream(body => write(known, reader.Read(query, whole, stop), body), type, name);
    }

    static FeedEntry OnlyId(FeedEntry entry) => new(entry.Seq, entry.Kind, entry.PostId, null, entry.Session);

    static ProblemHttpResult? Faults(ExportQuery query, EventCatalog catalog) => catalog.Find(query.Slug) is not { } known ? Problems.NoEvent(query.Slug)
        : !string.IsNullOrEmpty(query.Session) && !known.Filing.Knows(query.Session) ? Problems.Invalid("session", "is not a session of this event.")
        : query.To <= query.From ? Problems.Invalid("to", "lies before from.")
        : null;
}
