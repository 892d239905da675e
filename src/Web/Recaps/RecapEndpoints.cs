using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.RateLimiting;
using Backchannel.Contracts;
using Backchannel.Web.Live;
using Backchannel.Web.Shell;
using Microsoft.Net.Http.Headers;

namespace Backchannel.Web.Recaps;

/// <summary>
/// Recaps as files, at the address of their page with an ending, and as feeds. A file has posts of X by their ids; <c>?whole=yes</c> takes them whole, for
/// organizers, out of what X lets a person take in a day.
/// </summary>
static class RecapEndpoints
{
    const int Newest = 50;

    static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void AddRecaps(this IServiceCollection services) => services.AddSingleton<RecapShelf>().AddSingleton<RecapHtml>().AddSingleton<FilePictureReader>();

    public static void MapRecaps(this IEndpointRouteBuilder routes)
    {
        foreach (var kind in new[] { "html", "md", "json", "csv" })
        {
            routes.MapMethods($"/{{event}}/sessions/{{id}}/recap.{kind}", Methods, (string @event, string id, HttpContext context) => File(@event, id, kind, context)).AllowAnonymous().ExcludeFromDescription();
            routes.MapMethods($"/{{event}}/recaps/{{day}}.{kind}", Methods, (string @event, string day, HttpContext context) => File(@event, RecapInfo.DayPrefix + day, kind, context)).AllowAnonymous().ExcludeFromDescription();
        }
        routes.MapMethods("/recaps.atom", Methods, (HttpContext context, HubClient hub, PublicAddress address) => Feed(null, context, hub, address)).AllowAnonymous().ExcludeFromDescription();
        routes.MapMethods("/{event}/recaps.atom", Methods, (string @event, HttpContext context, HubClient hub, PublicAddress address) => Feed(@event, context, hub, address)).AllowAnonymous().ExcludeFromDescription();
    }

    // A file with its pictures takes some megabytes while it is made and sent.
    static readonly ConcurrencyLimiter AtOnce = new(new() { PermitLimit = 4, QueueLimit = 32 });

    static async Task<IResult> File(string slug, string id, string kind, HttpContext context)
    {
        var (services, stop) = (context.RequestServices, context.RequestAborted);
        var whole = context.Request.Query["whole"] == "yes";
        // A link on another site could spend what may be taken of X today in somebody's name.
        if (whole && CrossSite.IsFromElsewhere(context.Request)) return Results.Problem("Open the recap and take the file from there.", statusCode: 403, title: "Another site asked for this");
        if (whole && Caller.TokenOf(context.User) is null) return Results.Problem("Only its organizers take posts of X whole: leave whole out, and they are in the file by their ids.", statusCode: 403, title: "Not for you");
        using var place = kind == "html" ? await AtOnce.AcquireAsync(cancellationToken: stop) : null;
        if (place is { IsAcquired: false })
        {
            context.Response.Headers.RetryAfter = "5";
            return Results.Problem("Many take recaps just now. Ask again in a moment.", statusCode: 503, title: "Not just now.");
        }
        var asked = await Ask(services.GetRequiredService<HubClient>(), slug, id, whole, context);
        if (asked.Answer is not { } file)
            return asked.Status == HttpStatusCode.Forbidden ? Results.Problem(asked.Trouble, statusCode: 403, title: "Not for you") : Results.NotFound();
        var address = services.GetRequiredService<PublicAddress>().Of(context.Request) + RecapLinks.Of(slug, id);
        var name = $"{slug}-{id}.{kind}";
        context.Response.Headers.CacheControl = "no-store";
        return kind switch
        {
            "html" => await Html(file, address, name, context),
            "md" => Download(RecapMarkdown.Of(file, address), "text/markdown; charset=utf-8", name),
            // With its mark, or spreadsheets take it for something older.
            "csv" => Download("\uFEFF" + RecapCsv.Of(file, address), "text/csv; charset=utf-8", name),
            _ => Results.File(JsonSerializer.SerializeToUtf8Bytes(new { address, about = RecapWords.Gone, file.MadeAt, file.OnlyIds, file.Recap }, ContractJson.Options), "application/json", name),
        };
    }

    static async Task<DeskAnswer<RecapFile>> Ask(HubClient hub, string slug, string id, bool whole, HttpContext context)
    {
        var token = Caller.TokenOf(context.User);
        try
        {
            var asked = await hub.RecapFile(slug, id, token, whole, context.RequestAborted);
            return asked.Status == HttpStatusCode.Unauthorized && !whole ? await hub.RecapFile(slug, id, null, false, context.RequestAborted) : asked;
        }
        catch (Exception failure) when (HubClient.IsTrouble(failure, context.RequestAborted))
        {
            throw new HubAwayException("The hub does not answer.", failure);
        }
    }

    static async Task<IResult> Html(RecapFile file, string address, string name, HttpContext context)
    {
        var (services, stop) = (context.RequestServices, context.RequestAborted);
        var html = services.GetRequiredService<RecapHtml>();
        var pictures = await services.GetRequiredService<FilePictureReader>().Read(file.Recap, stop);
        var text = await html.Render(file, pictures, address);
        context.Response.Headers.ContentSecurityPolicy = RecapHtml.Policy;
        return Results.Stream(body => RecapHtml.Write(text, pictures, body, stop), "text/html; charset=utf-8", name);
    }

    static IResult Download(string text, string type, string name) => Results.File(Encoding.UTF8.GetBytes(text), type, name);

    static async Task<IResult> Feed(string? slug, HttpContext context, HubClient hub, PublicAddress address)
    {
        RecapList? list;
        try
        {
            list = slug is null ? await hub.LatestRecaps(Newest, context.RequestAborted) : await hub.Recaps(slug, null, null, Newest, context.RequestAborted);
        }
        catch (Exception failure) when (HubClient.IsTrouble(failure, context.RequestAborted))
        {
            throw new HubAwayException("The hub does not answer.", failure);
        }
        if (list is null) return Results.NotFound();
        var title = slug is null ? "Recaps" : $"Recaps · {(list.Recaps.Count > 0 ? list.Recaps[0].EventName : $"#{slug}")}";
        var feed = RecapAtom.Of(title, address.Of(context.Request), RecapLinks.Feed(slug), slug is null ? "/" : RecapLinks.All(slug), list.Recaps);
        context.Response.Headers.CacheControl = "public, max-age=300";
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(feed).AsSpan(0, 12))}\"");
        return Results.Bytes(feed, "application/atom+xml; charset=utf-8", entityTag: tag);
    }
}
