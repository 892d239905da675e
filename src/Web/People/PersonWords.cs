using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Web.People;

/// <summary>How people are spoken of.</summary>
static class PersonWords
{
    public static string Role(PersonRole role) => role switch
    {
        PersonRole.Speaker => "Speaker",
        PersonRole.Host => "Host",
        PersonRole.Answers => "Answers people",
        _ => "New here",
    };

    /// <summary>Of several, on the links that keep to one.</summary>
    public static string Roles(PersonRole role) => role switch
    {
        PersonRole.Speaker => "Speakers",
        PersonRole.Host => "Hosts",
        PersonRole.Answers => "Who answers",
        _ => "New here",
    };

    /// <summary>A role as an address has it; null for any other word.</summary>
    public static PersonRole? Role(string? name) =>
        Enum.GetValues<PersonRole>().Where(role => role.ToString().Equals(name, StringComparison.OrdinalIgnoreCase)).Select(role => (PersonRole?)role).FirstOrDefault();

    public static string Posts(PersonInfo person) => person.Posts == 1 ? "1 post" : $"{Number(person.Posts)} posts";

    /// <summary><c>, answers others 5 times</c></summary>
    public static string Answers(PersonInfo person) => person.Answers switch
    {
        0 => "",
        1 => ", answers others once",
        2 => ", answers others twice",
        _ => $", answers others {Number(person.Answers)} times",
    };

    /// <summary>By what a search finds their posts.</summary>
    public static string Sought(PersonInfo person) => person.Author.Handle is { Length: > 0 } handle ? handle : person.Author.Name;

    public static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Those sessions that the programme has.</summary>
    public static IReadOnlyList<SessionInfo> Known(IReadOnlyList<SessionInfo> programme, IReadOnlyList<string> ids) =>
        [.. ids.Select(id => programme.FirstOrDefault(session => session.Id == id)).OfType<SessionInfo>()];

    /// <summary>What stands before the item at <paramref name="index"/> of a list in words.</summary>
    public static string Before(int index, int count) => index == 0 ? "" : index == count - 1 ? " and " : ", ";
}
