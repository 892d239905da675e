namespace Backchannel.Ingest.Sources.Bluesky;

/// <summary>The settings under <c>Sources:Bluesky</c>: as they are, they capture from the public network without an account.</summary>
public sealed class BlueskyOptions
{
    public const string Section = "Sources:Bluesky";

    /// <summary>False leaves Bluesky out.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Where Jetstream v1 is spoken: one <c>ws</c> or <c>wss</c> address, or several separated by spaces that are tried in turn.</summary>
    public string Jetstream { get; set; } =
        "wss://jetstream2.us-east.bsky.network/subscribe wss://jetstream1.us-east.bsky.network/subscribe wss://jetstream2.us-west.bsky.network/subscribe";

    /// <summary>The <c>http</c> or <c>https</c> address that answers <c>app.bsky.actor.getProfiles</c>.</summary>
    public string AppView { get; set; } = "https://public.api.bsky.app";

    internal IReadOnlyList<string> Jetstreams => Jetstream.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What is wrong with them, each naming its key and the cure; nothing where they will do.</summary>
    public static IEnumerable<string> Faults(BlueskyOptions options)
    {
        if (!options.Enabled) yield break;
        if (options.Jetstreams.Count == 0)
            yield return $"{Section}:Jetstream is empty: give a ws(s) address, leave the setting out for the public servers, or set {Section}:Enabled to false.";
        foreach (var address in options.Jetstreams.Where(address => WebAddress.Parse(address, "ws", "wss") is null))
            yield return $"{Section}:Jetstream holds '{address}': give a ws(s) address such as wss://jetstream2.us-east.bsky.network/subscribe.";
        if (WebAddress.Of(options.AppView) is null)
            yield return $"{Section}:AppView is '{options.AppView}': give an http(s) address such as https://public.api.bsky.app.";
    }
}
