using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Web.Tests;

/// <summary>Posts, sessions and reports that were made up.</summary>
public static class Made
{
    public static readonly DateTimeOffset Noon = new(2031, 5, 12, 12, 0, 0, TimeSpan.Zero);

    public static Post Post(int number, string? text = null) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"mastodon:https://tidewater.example/posts/{number}"),
        Network = Network.Mastodon,
        Url = string.Create(CultureInfo.InvariantCulture, $"https://tidewater.example/@mira/{number}"),
        Author = new Author("7", "mira@tidewater.example", "Mira Okonjo"),
        Text = text ?? $"Post {number} from the harbour",
        CreatedAt = Noon.AddSeconds(number),
        ReceivedAt = Noon.AddSeconds(number),
    };

    public static Post[] Posts(int first, int count) => [.. Enumerable.Range(first, count).Select(number => Post(number))];

    public static SessionInfo Session(string id, int hour = 10) => new(
        id, $"The talk called {id}", "Pier 1", null, ["Dario Amin"], Noon.Date.AddHours(hour), Noon.Date.AddHours(hour + 1), [id], null);

    public static ChatInfo Chat(string slug, string session) => new(slug, session, [], [], [], null, false, false, null, null, 0, null, 0);

    public static SourceReported Source(string name, SourceState state = SourceState.Live) => new(
        name, Network.Bluesky, state, Noon, Noon, 120, 10, 5, 0, null, null, null, null, null);
}
