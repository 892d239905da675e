namespace Backchannel.Web.Shell;

/// <summary>
/// <c>GET /look/{accent}.css</c>: an event's accent. Its own style sheet because the pages forbid inline styles; named by the colour rather than the
/// event, so that it is the same for ever, caches for ever, and is there while the hub is not.
/// </summary>
static class LookSheet
{
    public static string Path(string accent) => $"/look/{Accent.Of(accent).Event.TrimStart('#')}.css";

    public static IResult Get(string accent, HttpResponse response)
    {
        if (OkColor.Parse(accent) is null) return Results.NotFound();
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Text(Accent.Of(accent).Css(), "text/css");
    }
}
