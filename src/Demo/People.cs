using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Demo;

/// <summary>Somebody at the conference, by one account.</summary>
/// <param name="Language">What else than English they write; null for nothing.</param>
/// <param name="Twin">The same person's account elsewhere, where they have one.</param>
/// <param name="Interest">A hashtag that they use beside the event's.</param>
sealed record Person(Network Network, Author Author, string? Language, Person? Twin, string? Interest = null)
{
    /// <summary>As schedules name it: <c>network:handle</c>.</summary>
    public string Account => $"{Network.ToString().ToLowerInvariant()}:{Author.Handle}";
}

/// <summary>120 made-up people on made-up servers.</summary>
static class People
{
    static readonly string[] Servers = ["tidewater.example", "fjord.example", "quay.example", "lanterns.example"];

    // Twenty people: seven on Mastodon, six on Bluesky, five on X, two without any account.
    const string Spread = "MBMXBMXHBMXMBXBMXBHM";

    static readonly string[] Interests = [.. Words.Kinds("interest:").Select(kind => kind["interest:".Length..]).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<Person> All { get; } = [.. Words.Lines("people").Select((line, n) => Read(line.Split('|'), n))];

    static Person Read(string[] fields, int n)
    {
        var (name, handle, language, picture) = (fields[0], fields[1], fields[2], fields[3]);
        var avatar = picture.Length > 0 ? $"/demo/{picture}.svg" : null;
        var (network, author) = Account(Spread[n % Spread.Length], name, handle, avatar, n);
        // Every third person on Mastodon posts to Bluesky as well.
        var twin = network == Network.Mastodon && n % 3 == 0 ? Account('B', name, handle, avatar, n) : default;
        var native = language.Length > 0 ? language : null;
        return new(network, author, native, twin.Author is null ? null : new(twin.Network, twin.Author, native, null), Interests[n % Interests.Length]);
    }

    /// <param name="network">Its first letter.</param>
    /// <param name="n">Different for each person.</param>
    public static (Network Network, Author Author) Account(char network, string name, string handle, string? avatar, int n)
    {
        var server = Servers[n % Servers.Length];
        var id = string.Create(CultureInfo.InvariantCulture, $"demo-{n}");
        var domain = $"{handle}.example";
        return network switch
        {
            'M' => (Network.Mastodon, new($"https://{server}/users/{handle}", $"{handle}@{server}", name, avatar, $"https://{server}/@{handle}")),
            'B' => (Network.Bluesky, new($"did:example:{id}", domain, name, avatar, $"https://bluesky.example/profile/{domain}")),
            'X' => (Network.X, new(id, handle, name, avatar, $"https://x.example/{handle}")),
            _ => (Network.Here, new(id, "", name)),
        };
    }
}
