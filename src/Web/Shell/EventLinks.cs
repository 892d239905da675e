using System.Globalization;
using Backchannel.Contracts;
using Microsoft.AspNetCore.WebUtilities;

namespace Backchannel.Web.Shell;

/// <summary>Addresses of an event's pages; slugs and session ids may hold any letter.</summary>
static class EventLinks
{
    public static string Page(EventInfo info, string? session = null, long? before = null) => With("", info, session, before);

    public static string Wall(EventInfo info, string? session = null) => With("/wall", info, session);

    public static string Write(EventInfo info, string? session = null) => With("/post", info, session);

    public static string Live(EventInfo info, string? session = null) => With("/live", info, session);

    public static string Cards(EventInfo info, string? session = null) => With("/cards", info, session);

    static string With(string page, EventInfo info, string? session, long? before = null) =>
        QueryHelpers.AddQueryString($"/{Uri.EscapeDataString(info.Slug)}{page}", new Dictionary<string, string?>
        {
            ["session"] = session,
            ["before"] = before?.ToString(CultureInfo.InvariantCulture),
        }.Where(pair => pair.Value is not null));
}
