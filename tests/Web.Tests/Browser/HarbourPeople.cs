using Backchannel.Contracts;

namespace Backchannel.Web.Tests.Browser;

/// <summary>The people of the made-up conference, some of them hard to lay out.</summary>
static class HarbourPeople
{
    /// <summary>As a hub answers: those of one role, and whom to meet where it is Mira who asks.</summary>
    public static PeopleHere Here(string? me, PersonRole? role)
    {
        PersonInfo[] all = [.. People(Stage.Now)];
        var asked = all.Where(person => role is null || person.Roles.Contains(role.Value)).ToList();
        var mira = me?.TrimStart('@') is "mira@tidewater.example" ? all.First(person => person.Author.Name == "Mira Okonjo") : null;
        PersonToMeet[] meet = mira is null ? [] : [
            new(all.First(person => person.Author.Name == "Lena Sørby"), ["b2", "a2"], ["knots"]), new(all.First(person => person.Author.Name == "佐藤 みなと"), [], ["offlinefirst", "knots"]),
            new(all.First(person => person.Author.Name.StartsWith("Wojciech", StringComparison.Ordinal)), ["a2"], [])];
        return new(asked, asked.Count + (role is null ? 31 : 0), [new("knots", 7), new("offlinefirst", 5), new("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen", 3), new("海", 2)], mira, meet, 412)
        {
            Roles = [PersonRole.Speaker, PersonRole.Host, PersonRole.Answers, PersonRole.Newcomer],
        };
    }

    /// <summary>One who means harm in every field.</summary>
    public static PersonInfo Hostile(DateTimeOffset now) => Person(now, Network.X, "</h3><script>alert(1)</script>", "\" onmouseover=\"alert(1)", 3, 1, [PersonRole.Answers]) with
    {
        Author = new("666", "\" onmouseover=\"alert(1)", "</h3><script>alert(1)</script>\u202e", "javascript:alert(1)", "javascript:alert(1)"),
        Hashtags = ["\"><img src=x onerror=alert(1)>"],
        TalksWith = [new(Network.X, "x", "<b>bold</b>")],
        Sessions = ["no-such-session", "a2"],
    };

    static IEnumerable<PersonInfo> People(DateTimeOffset now) =>
    [
        Person(now, Network.Mastodon, "Ana Lindqvist", "ana@fjord.example", 14, 5, [PersonRole.Speaker, PersonRole.Answers]) with { Sessions = ["a2"], Hashtags = ["offlinefirst"], TalksWith = [Name("Dario Amin"), Name("佐藤 みなと")] },
        Person(now, Network.Bluesky, "Samuel Oduya", "samuel.example", 3, 0, [PersonRole.Speaker]) with { Sessions = ["b2"] },
        Person(now, Network.Mastodon, "Harbour Conf", "harbourconf@tidewater.example", 41, 12, [PersonRole.Host, PersonRole.Answers]) with { TalksWith = [Name("Ruth Bellamy"), Name("سارة الخطيب"), Name("Tomasz Vance")] },
        Person(now, Network.X, "Dario Amin", "darioamin", 22, 9, [PersonRole.Answers]) with { Sessions = ["a2", "b2", "keynote"], Hashtags = ["knots", "offlinefirst"], TalksWith = [Name("Ana Lindqvist")] },
        Person(now, Network.Mastodon, "Mira Okonjo", "mira@tidewater.example", 9, 1, []) with { Sessions = ["b2"], Hashtags = ["knots"] },
        Person(now, Network.Bluesky, "Lena Sørby", "lenasorby.example", 6, 2, []) with { Sessions = ["b2", "a2"], Hashtags = ["knots", "dinner"] },
        Person(now, Network.Bluesky, "佐藤 みなと", "minato.example", 5, 0, [PersonRole.Newcomer]) with { Sessions = ["a2"], Hashtags = ["海"] },
        Person(now, Network.Bluesky, "سارة الخطيب", "sara.example", 4, 1, []) with { Sessions = ["a2"] },
        Person(now, Network.Mastodon, "Wojciech Brzęczyszczykiewicz-Featherstonehaugh", "wojtek@a-very-long-server-name.archipelago.example", 2, 0, [PersonRole.Newcomer]) with
        {
            Sessions = ["a2", "c3"], Hashtags = ["Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"], TalksWith = [Name("Wilhelmina Featherstonehaugh-Brzęczyszczykiewicz")],
        },
        Person(now, Network.Here, "Tomasz Vance", "", 1, 0, [PersonRole.Newcomer]) with { Sessions = ["a2"] },
    ];

    static PersonName Name(string name) => new(Network.Mastodon, "made-up", name);

    static PersonInfo Person(DateTimeOffset now, Network network, string name, string handle, int posts, int answers, PersonRole[] roles) => new(
        network, new($"{network}-{name}", handle, name, ProfileUrl: network is Network.Here ? null : "https://tidewater.example/@" + Uri.EscapeDataString(handle)), roles, posts, answers,
        now.AddHours(-5), now, [], [], []);
}
