namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>
/// <c>Sources:Mastodon</c>. A server sees only posts that reached it, so several large ones are asked; a post that more than one reports is one post.
/// </summary>
public sealed class MastodonOptions
{
    public const string Section = "Sources:Mastodon";

    public bool Enabled { get; set; } = true;

    /// <summary>Asked when <see cref="Servers"/> is empty: well connected, and open to questions without a token.</summary>
    public static IReadOnlyList<MastodonServer> DefaultServers { get; } =
        [new() { Url = "https://mastodon.social" }, new() { Url = "https://fosstodon.org" }, new() { Url = "https://hachyderm.io" }];

    public IList<MastodonServer> Servers { get; init; } = [];

    /// <summary>Seconds between two questions for one hashtag. Above five hashtags it grows with their number, to stay within a server's limit.</summary>
    public double PollSeconds { get; set; } = 8;

    /// <summary>Seconds between two looks at a hashtag's newest page, for edits, deletions, counts and late arrivals.</summary>
    public double LookAgainSeconds { get; set; } = 60;

    /// <summary>A server that takes this long to answer is taken to be silent.</summary>
    public double AnswerSeconds { get; set; } = 20;

    /// <summary>A stream that is silent this long, pings unanswered, is taken to be dead.</summary>
    public double SilenceSeconds { get; set; } = 75;

    public IEnumerable<MastodonServer> ServersOrDefault => Servers.Count > 0 ? Servers : DefaultServers;

    /// <summary>What is wrong with the settings, each with its key and the cure.</summary>
    public static IEnumerable<string> Faults(MastodonOptions options)
    {
        if (!options.Enabled) yield break;
        for (var i = 0; i < options.Servers.Count; i++)
        {
            var key = $"{Section}:Servers:{i}";
            var (url, token) = (options.Servers[i].Url, options.Servers[i].Token);
            if (WebAddress.Of(url) is null) yield return $"{key}:Url is '{url}': give an http(s) address such as https://mastodon.social";
            else if (options.Servers.Take(i).Any(other => WebAddress.Of(other.Url) is { } before && HostOf(before) == HostOf(url)))
                yield return $"{key}:Url is '{url}', which is listed before: name each server once";
            if (token is { Length: > 0 } && token.Any(c => c is <= ' ' or > '~'))
                yield return $"{key}:Token holds spaces or signs that no token has: copy it again";
        }
        foreach (var (name, value) in Seconds(options))
            if (!(value is >= 0.01 and <= 3600)) yield return $"{Section}:{name} is {value}: give seconds from 0.01 to 3600";
    }

    internal static string HostOf(string url) => new Uri(url).Authority;

    static (string Name, double Value)[] Seconds(MastodonOptions options) =>
    [
        (nameof(PollSeconds), options.PollSeconds), (nameof(LookAgainSeconds), options.LookAgainSeconds),
        (nameof(AnswerSeconds), options.AnswerSeconds), (nameof(SilenceSeconds), options.SilenceSeconds),
    ];
}

/// <summary>One server of Mastodon or a relative that speaks its API.</summary>
public sealed class MastodonServer
{
    /// <summary>For example <c>https://mastodon.social</c>.</summary>
    public string Url { get; set; } = "";

    /// <summary>
    /// Of an account's application with scope <c>read:statuses</c>: with it posts come as a stream, without it by asking every few seconds.
    /// Take an account made for this: its blocks, filters and chosen languages hold for the stream.
    /// </summary>
    public string? Token { get; set; }
}
