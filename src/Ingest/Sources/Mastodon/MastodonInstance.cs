using System.Text.Json;

namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>What a server says about itself (<c>GET /api/v2/instance</c>), with the usual answers where it does not.</summary>
/// <param name="Domain">What it leaves out of the names of its own accounts.</param>
/// <param name="Streaming">Where its streams are, often on another host.</param>
/// <param name="Hashtags">Who may see hashtag timelines, its own posts and those from elsewhere: <c>public</c>, <c>authenticated</c>, <c>disabled</c>.</param>
sealed record MastodonInstance(string Domain, Uri Streaming, IReadOnlyList<string> Hashtags)
{
    /// <summary>A closed timeline answers with an empty list, not with an error: who looks only there waits for ever.</summary>
    public bool Disabled => Hashtags.Contains("disabled");

    public bool NeedsToken => Hashtags.Contains("authenticated");

    public static MastodonInstance Read(JsonElement? json, Uri server)
    {
        var configuration = json?.Object("configuration");
        var feeds = configuration?.Object("timelines_access")?.Object("hashtag_feeds");
        string?[] access = [feeds?.TextOrDigits("local"), feeds?.TextOrDigits("remote")];
        var streaming = StreamingOf(configuration?.Object("urls")?.TextOrDigits("streaming"), server);
        return new(json?.Line("domain", 255) ?? server.Authority, streaming, [.. access.OfType<string>()]);
    }

    /// <summary>The token goes there: never in the clear when the server itself is not.</summary>
    static Uri StreamingOf(string? address, Uri server)
    {
        var plain = server.Scheme == Uri.UriSchemeHttp;
        var known = Uri.TryCreate(address, UriKind.Absolute, out var given) && given.Scheme is "ws" or "wss" or "http" or "https" && given!.Host.Length > 0;
        var (host, secure) = known ? (given!, given!.Scheme is "wss" or "https" || !plain) : (server, !plain);
        return new UriBuilder(secure ? "wss" : "ws", host.Host, host.Port is 80 or 443 ? -1 : host.Port, "/api/v1/streaming").Uri;
    }
}
