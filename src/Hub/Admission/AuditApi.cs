using System.Text;
using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Backchannel.Hub.Admission;

/// <summary>The log over HTTP, and as files.</summary>
static class AuditApi
{
    const int MostRead = 200, MaxName = 200, MaxAct = 40;

    public static void MapAuditApi(this IEndpointRouteBuilder app)
    {
        var audit = app.MapGroup("/api/events/{slug}").WithTags("Moderation");
        audit.MapGet("/audit", Read).Require(Role.Moderator).WithSummary("Who decided what, newest first.");
        audit.MapGet("/audit.csv", Csv).Require(Role.Moderator).WithSummary("All of the log as a table, oldest first.");
        audit.MapGet("/audit.jsonl", JsonLines).Require(Role.Moderator).WithSummary("All of the log, a line of JSON each, oldest first.");
    }

    static async Task<Results<Ok<AuditPage>, ProblemHttpResult>> Read(
        string slug, EventCatalog catalog, AuditReader reader, CancellationToken stop, long? before = null, string? name = null, string? act = null, int limit = 50)
    {
        if (catalog.Find(slug) is null) return Problems.NoEvent(slug);
        if (limit is < 1 or > MostRead) return Problems.Invalid("limit", $"must lie between 1 and {MostRead}.");
        if (name is { Length: > MaxName }) return Problems.Invalid("name", "is the name of somebody in the log.");
        if (act is { Length: > MaxAct }) return Problems.Invalid("act", "is what somebody did, such as refuse.");
        return TypedResults.Ok(await reader.Read(slug, new(before, name, act, limit), stop));
    }

    static Results<PushStreamHttpResult, ProblemHttpResult> Csv(string slug, HttpContext context, EventCatalog catalog, AuditReader reader) =>
        // A spreadsheet takes a file without this mark for its machine's own letters.
        Export(slug, context, catalog, reader, "text/csv; charset=utf-8", "csv", $"\ufeff{AuditCsv.Header}", AuditCsv.Row);

    static Results<PushStreamHttpResult, ProblemHttpResult> JsonLines(string slug, HttpContext context, EventCatalog catalog, AuditReader reader) =>
        Export(slug, context, catalog, reader, "application/jsonl; charset=utf-8", "jsonl", "", line => $"{JsonSerializer.Serialize(line, ContractJson.Options)}\n");

    static Results<PushStreamHttpResult, ProblemHttpResult> Export(
        string slug, HttpContext context, EventCatalog catalog, AuditReader reader, string type, string extension, string head, Func<AuditLine, string> write)
    {
        if (catalog.Find(slug) is null) return Problems.NoEvent(slug);
        var stop = context.RequestAborted;
        return TypedResults.Stream(async body =>
        {
            await using var writer = new StreamWriter(body, new UTF8Encoding(false), leaveOpen: true);
            await writer.WriteAsync(head);
            await foreach (var line in reader.All(slug, stop)) await writer.WriteAsync(write(line));
        }, type, $"{slug}-log.{extension}");
    }
}
