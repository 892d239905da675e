namespace Backchannel.Hub.Chats;

/// <summary>What is wrong with a field of a series, for who reads a report and sees no fields. Pure.</summary>
static class FaultWords
{
    public static string Sentence(string field, string cure) => (char.IsLower(cure[0]), field) switch
    {
        (false, _) => cure,
        (_, "start") => $"Its first meeting {cure}",
        (_, "minutes") => $"Its length in minutes {cure}",
        (_, "except" or "also") => $"Its list of dates {cure}",
        _ => $"Its {field} {cure}",
    };
}
