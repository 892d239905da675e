using System.Security.Cryptography;
using System.Text;
using Backchannel.Contracts;
using Backchannel.Web.Live;
using Backchannel.Web.Shell;
using Microsoft.Net.Http.Headers;

namespace Backchannel.Web.Agenda;

/// <summary>A programme for people's own calendars.</summary>
static class AgendaEndpoints
{
    const int MostChosen = 500;

    public static void MapAgenda(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/{event}/agenda.ics", Whole).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/{event}/sessions/{id}.ics", One).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary><c>GET /{event}/agenda.ics?sessions=a,b&amp;track=</c>: all sessions, the chosen ones, or those of a track.</summary>
    static Task<IResult> Whole(string @event, string? sessions, string? track, HttpContext context, LiveFeed live, PublicAddress address)
    {
        var chosen = sessions?.Split(',', MostChosen + 1, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostChosen).ToHashSet();
        return Answer(@event, session => (chosen is null || chosen.Contains(session.Id)) && (string.IsNullOrEmpty(track) || session.Track == track), context, live, address);
    }

    static Task<IResult> One(string @event, string id, HttpContext context, LiveFeed live, PublicAddress address) =>
        Answer(@event, session => session.Id == id, context, live, address, id);

    static async Task<IResult> Answer(
        string slug, Func<SessionInfo, bool> isWanted, HttpContext context, LiveFeed live, PublicAddress address, string? only = null)
    {
        if (await live.Find(slug, only, context.RequestAborted) is not { } feed) return Results.NotFound();
        var (info, programme, site) = (feed.Info, feed.Programme, address.Of(context.Request));
        var calendar = Encoding.UTF8.GetBytes(Calendars.Of(
            info, programme.Sessions.Where(isWanted), programme.Since, session => site + EventLinks.Session(info, session.Id)));
        context.Response.Headers.CacheControl = "public, max-age=300";
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(calendar).AsSpan(0, 12))}\"");
        return Results.Bytes(calendar, "text/calendar; charset=utf-8", $"{only ?? info.Slug}.ics", entityTag: tag);
    }
}
