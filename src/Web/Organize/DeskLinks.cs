using Backchannel.Contracts;

namespace Backchannel.Web.Organize;

/// <summary>The pages of an event's desk, in the order of their links.</summary>
static class DeskLinks
{
    /// <param name="Name">As the links say.</param>
    /// <param name="Path">After <c>/{event}/organize</c>.</param>
    /// <param name="Needs">Who may open it.</param>
    public sealed record Link(string Name, string Path, Role Needs);

    public static readonly IReadOnlyList<Link> All =
    [
        new("Engagement", "", Role.Moderator),
        new("Compare", "/compare", Role.Moderator),
        new("Moderation", "/moderation", Role.Host),
        new("Chat", "/chat", Role.Host),
        new("Questions", "/questions", Role.Host),
        new("Recaps", "/recaps", Role.Host),
        new("Rules", "/rules", Role.Organizer),
        new("Schedule", "/schedule", Role.Organizer),
        new("Log", "/log", Role.Moderator),
        new("Export", "/export", Role.Organizer),
        new("Access", "/access", Role.Organizer),
    ];

    /// <summary>The hosts' desk of one chat.</summary>
    public static string Chat(string slug, string session) => $"{Of(slug, "/chat")}?session={Uri.EscapeDataString(session)}";

    public static string Of(string slug, string path = "") => $"/{Uri.EscapeDataString(slug)}/organize{path}";
}
