using System.Security.Cryptography;
using System.Text;
using Backchannel.Contracts;
using Backchannel.Text;
using Backchannel.Web.Shell;
using Microsoft.Net.Http.Headers;

namespace Backchannel.Web.Chats;

/// <summary>The calendar of chats for people's own calendars.</summary>
static class ChatFeeds
{
    const int MostChosen = 200;

    public static void MapChatFeeds(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/calendar.ics", All).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/{event}/chat.ics", One).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary><c>GET /calendar.ics?series=a,b</c>: all series, or the chosen ones.</summary>
    static async Task<IResult> All(string? series, HttpContext context, ChatsKnown chats, PublicAddress address, TimeProvider clock)
    {
        var chosen = series?.Split(',', MostChosen + 1, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostChosen).Select(TextFold.Tag).ToHashSet();
        var wanted = (await chats.Edited()).Where(ChatCalendars.Meets).Where(chat => chosen is null || chosen.Contains(chat.Series.Event));
        return Answer(context, address, clock.GetUtcNow(), chosen is null ? "Chats" : "My chats", [.. wanted.OrderBy(chat => chat.Series.Event, StringComparer.Ordinal)], "chats.ics");
    }

    static async Task<IResult> One(string @event, HttpContext context, ChatsKnown chats, PublicAddress address, TimeProvider clock) =>
        (await chats.Edited()).FirstOrDefault(chat => chat.Series.Event == @event) is { } chat && ChatCalendars.Meets(chat)
            ? Answer(context, address, clock.GetUtcNow(), chat.Series.Name, [chat], $"{@event}.ics")
            : Results.NotFound();

    static IResult Answer(HttpContext context, PublicAddress address, DateTimeOffset at, string name, IReadOnlyList<ChatListing> chats, string file)
    {
        var calendar = Encoding.UTF8.GetBytes(ChatCalendars.Of(name, chats, address.Of(context.Request), at));
        context.Response.Headers.CacheControl = "public, max-age=300";
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(calendar).AsSpan(0, 12))}\"");
        return Results.Bytes(calendar, "text/calendar; charset=utf-8", file, entityTag: tag);
    }
}
