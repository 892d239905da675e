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

    /// <summary>A session's page.</summary>
    public static string Session(EventInfo info, string session) => Session(info.Slug, session);

    /// <summary>The same, where nothing but the event's name is known.</summary>
    public static string Session(string slug, string session) => $"/{Uri.EscapeDataString(slug)}/sessions/{Uri.EscapeDataString(session)}";

    /// <summary>The questions to a session.</summary>
    public static string Questions(EventInfo info, string session) => $"{Session(info, session)}/questions";

    /// <summary>The picture that other sites show beside a link to the event, or to one session.</summary>
    public static string Preview(EventInfo info, string? session = null) => $"{(session is null ? Page(info) : Session(info, session))}/preview.png";

    /// <summary>Takes a vote for one of them, from a page without a script.</summary>
    public static string Votes(EventInfo info, string session) => $"{Questions(info, session)}/vote";

    /// <summary>The same for the speaker's own screen.</summary>
    public static string Room(EventInfo info, string session) => $"{Session(info, session)}/room";

    public static string Schedule(EventInfo info) => With("/schedule", info, null);

    public static string Search(EventInfo info) => With("/search", info, null);

    public static string People(EventInfo info) => With("/people", info, null);

    /// <summary>What is filed in no session.</summary>
    public static string Unfiled(EventInfo info, long? before = null) => With("/unfiled", info, null, before);

    public static string Live(EventInfo info, string? session = null) => With("/live", info, session);

    public static string Cards(EventInfo info, string? session = null) => With("/cards", info, session);

    /// <summary>A post's conversation, as cards.</summary>
    public static string Thread(EventInfo info) => With("/thread", info, null);

    /// <summary>Now and next, for a page that is open.</summary>
    public static string Now(EventInfo info) => With("/now", info, null);

    /// <summary>Cards in no session.</summary>
    public static string UnfiledCards(EventInfo info) => Cards(info) + "?filed=false";

    /// <summary>A calendar of the programme, or of one track.</summary>
    public static string Agenda(EventInfo info, string? track = null) =>
        track is null ? With("/agenda.ics", info, null) : QueryHelpers.AddQueryString(Agenda(info), "track", track);

    static string With(string page, EventInfo info, string? session, long? before = null) =>
        QueryHelpers.AddQueryString($"/{Uri.EscapeDataString(info.Slug)}{page}", new Dictionary<string, string?>
        {
            ["session"] = session,
            ["before"] = before?.ToString(CultureInfo.InvariantCulture),
        }.Where(pair => pair.Value is not null));
}
