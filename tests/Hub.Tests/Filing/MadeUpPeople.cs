using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Hub.Tests.Filing;

/// <summary>Who comes to the made-up day: some people, each with an account on one network.</summary>
static class MadeUpPeople
{
    static readonly string[] First =
    [
        "Aino", "Bilal", "Chiara", "Dele", "Esra", "Finn", "Greta", "Hamid", "Ines", "Jarek", "Kaori", "Leif", "Maren", "Nuno", "Oksana", "Pavel", "Quim", "Rosa", "Sanne", "Tariq",
        "Ulla", "Vikram", "Wanda", "Xiomara",
    ];

    static readonly string[] Last = ["Brandt", "Castelo", "Dubois", "Eriksen", "Farrugia", "Grau", "Hollis", "Ibarra", "Jansen"];

    public static IReadOnlyList<(Author Author, Network Network)> All { get; } = [.. Enumerable.Range(0, 72).Select(Make)];

    static (Author, Network) Make(int n)
    {
        var (first, last) = (First[n % First.Length], Last[n * 5 % Last.Length]);
        var name = $"{first} {last}";
        var handle = string.Create(CultureInfo.InvariantCulture, $"{first}{last}{n}").ToLowerInvariant();
        return (n % 8) switch
        {
            0 or 1 or 2 => (new(handle, handle, name), Network.X),
            3 or 4 => (new($"did:plc:{handle}", $"{handle}.quay.example", name), Network.Bluesky),
            7 when n % 3 == 0 => (new("", "", first), Network.Here),
            _ => (new(handle, $"{handle}@social.quay.example", name), Network.Mastodon),
        };
    }
}
