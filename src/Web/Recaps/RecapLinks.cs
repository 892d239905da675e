using Backchannel.Contracts;
using Backchannel.Web.Shell;

namespace Backchannel.Web.Recaps;

/// <summary>Addresses of recaps: they stay.</summary>
static class RecapLinks
{
    public static string All(string slug) => $"/{Uri.EscapeDataString(slug)}/recaps";

    public static string Of(string slug, string id) => RecapInfo.DayOf(id) is { } day ? $"{All(slug)}/{day}" : $"{EventLinks.Session(slug, id)}/recap";

    /// <summary>The live page that it is of.</summary>
    public static string Room(RecapInfo recap) => recap.Session is { } session ? EventLinks.Session(recap.Event, session) : $"/{Uri.EscapeDataString(recap.Event)}";

    /// <param name="kind"><c>html</c>, <c>md</c>, <c>json</c> or <c>csv</c>.</param>
    public static string File(string slug, string id, string kind) => $"{Of(slug, id)}.{kind}";

    public static string Feed(string? slug) => slug is null ? "/recaps.atom" : $"{All(slug)}.atom";

    public static string Edit(string slug, string id) => $"/{Uri.EscapeDataString(slug)}/organize/recaps/{Uri.EscapeDataString(id)}";
}
