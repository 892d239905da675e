using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Hub.Tests;

/// <summary>Made-up people, posts and sessions.</summary>
static class Made
{
    public const string Event = "tidewater26";

    public static readonly DateTimeOffset Noon = new(2026, 9, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly Author Mira = new("did:plc:mira", "mira.tidewater.example", "Mira Okonjo");
    public static readonly Author Dario = new("did:plc:dario", "dario.tidewater.example", "Dario Amin");

    /// <summary>The same Mira on Mastodon.</summary>
    public static readonly Author MiraToo = new("4711", "mira@social.tidewater.example", "Mira Okonjo");

    static int _made;

    // Of one width: posts of one moment are in the order of their ids, and whoever is made first is to come first.
    public static string NewId(Network network = Network.Bluesky) =>
        string.Create(CultureInfo.InvariantCulture, $"{network.ToString().ToLowerInvariant()}:made-up/{Interlocked.Increment(ref _made):000000}");

    public static Post Post(string text, Author? by = null, Network network = Network.Bluesky, string? id = null, string? replyTo = null) => new()
    {
        Id = id ?? NewId(network),
        Network = network,
        Author = by ?? Mira,
        Text = text,
        Spans = TextScanner.Spans(text),
        Url = "https://tidewater.example/made-up",
        CreatedAt = Noon,
        ReceivedAt = Noon.AddSeconds(1),
        ReplyTo = replyTo,
    };

    public static PostSeen Seen(Post post, params string[] aliases) => new([Event], post, aliases);

    public static PostSeen Seen(string text, Author? by = null) => Seen(Post(text, by));

    public static PostSeen[] Many(int count, string words = "Post") =>
        [.. Enumerable.Range(1, count).Select(n => Seen(string.Create(CultureInfo.InvariantCulture, $"{words} {n}")))];

    public static Post Edited(this Post post, string text, int minutes = 1) =>
        post with { Text = text, Spans = TextScanner.Spans(text), EditedAt = Noon.AddMinutes(minutes) };

    public static PostReposted Repost(Post original, string? id = null, Author? by = null) =>
        new([Event], id ?? NewId(), by ?? Dario, Noon, original);

    public static SessionInfo Session(string id, params string[] hashtags) =>
        new(id, $"About {id}", "Pier room", null, ["Dario Amin"], Noon, Noon.AddHours(1), hashtags, null);
}
