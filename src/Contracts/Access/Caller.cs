using System.Security.Claims;
using System.Text.Json.Serialization;

namespace Backchannel.Contracts;

/// <summary>What somebody who signed in may do. Each may do what those before it may.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<Role>))]
public enum Role
{
    /// <summary>Leads one session, or all of an event: their questions, chats and recaps, and the posts filed in them.</summary>
    Host,
    /// <summary>Decides on posts, of one event or of all.</summary>
    Moderator,
    /// <summary>Everything, in one event or in all.</summary>
    Organizer,
}

/// <summary>Who asks, where it is nobody anonymous: an account, or a program with a key.</summary>
/// <param name="Id">The account's id, or <c>key:…</c>.</param>
/// <param name="Name">What the audit log calls them.</param>
/// <param name="Role">What they may do.</param>
/// <param name="Event">Only in this event; null for all.</param>
/// <param name="Session">Only in this session, for a <see cref="Role.Host"/>; <see cref="AllSessions"/> for all of the event.</param>
public sealed record Caller(string Id, string Name, Role Role, string? Event = null, string? Session = null)
{
    /// <summary>In place of a session's id: all there are, and those to come, as the hosts of a chat series have them.</summary>
    public const string AllSessions = "*";

    const string EventClaim = "event", SessionClaim = "session", TokenClaim = "token";

    /// <summary>Whether they may do what needs <paramref name="needed"/> in an event; null for what concerns all events.</summary>
    public bool May(Role needed, string? slug) => Role >= needed && (Event is null || Event == slug);

    /// <summary>Whether they may lead a session of an event in which they may host; null for what is filed in none.</summary>
    public bool Leads(string? session) => Role > Role.Host || Session is AllSessions || Session is not null && Session == session;

    /// <summary>As the pipeline carries it.</summary>
    /// <param name="scheme">By which it was found.</param>
    /// <param name="token">What proves it: never leaves the server.</param>
    public ClaimsPrincipal ToPrincipal(string scheme, string token)
    {
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, Id), new(ClaimTypes.Name, Name), new(ClaimTypes.Role, Role.ToString()), new(TokenClaim, token)];
        if (Event is not null) claims.Add(new(EventClaim, Event));
        if (Session is not null) claims.Add(new(SessionClaim, Session));
        return new(new ClaimsIdentity(claims, scheme));
    }

    /// <summary>Null for nobody, or for a principal that is none of ours.</summary>
    public static Caller? Of(ClaimsPrincipal? principal) =>
        principal?.FindFirstValue(ClaimTypes.NameIdentifier) is { } id && Enum.TryParse<Role>(principal.FindFirstValue(ClaimTypes.Role), out var role)
            ? new(id, principal.FindFirstValue(ClaimTypes.Name) ?? id, role, principal.FindFirstValue(EventClaim), principal.FindFirstValue(SessionClaim))
            : null;

    /// <summary>What proved who it is, to ask in their name.</summary>
    public static string? TokenOf(ClaimsPrincipal? principal) => principal?.FindFirstValue(TokenClaim);
}
