using Backchannel.Contracts;

namespace Backchannel.Web.Access;

/// <summary>A role and where it holds, as one choice of a form.</summary>
static class RoleChoice
{
    const string All = "-of-all";

    /// <summary>What somebody may give: one who organizes a single event gives nothing beyond it.</summary>
    public static IEnumerable<(string Value, string Words)> For(Caller caller)
    {
        yield return ("moderator", "Moderator of this event");
        if (caller.Event is null) yield return ("moderator" + All, "Moderator of all events");
        yield return ("host", "Host");
        yield return ("organizer", "Organizer of this event");
        if (caller.Event is null) yield return ("organizer" + All, "Organizer of all events");
    }

    /// <summary>The same without hosts: a program leads no session.</summary>
    public static IEnumerable<(string Value, string Words)> ForPrograms(Caller caller) => For(caller).Where(choice => choice.Value != "host");

    public static string Of(Role role, string? @event) => role.ToString().ToLowerInvariant() + (@event is null && role != Role.Host ? All : "");

    public static (Role? Role, bool Everywhere) Read(string? value)
    {
        var everywhere = value?.EndsWith(All, StringComparison.Ordinal) == true;
        var name = everywhere ? value![..^All.Length] : value;
        return (Enum.GetValues<Role>().Cast<Role?>().FirstOrDefault(role => role.ToString()!.Equals(name, StringComparison.OrdinalIgnoreCase)), everywhere);
    }
}
