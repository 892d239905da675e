using System.Text;
using System.Text.Json.Nodes;

namespace Backchannel.StandIns.Bluesky;

/// <summary>A message of Jetstream v1.</summary>
public sealed record JetstreamFrame(long TimeUs, JsonObject Message)
{
    public string Json => Message.ToJsonString();
}

/// <summary>Makes messages in the shape of Jetstream v1.</summary>
public static class JetstreamFrames
{
    /// <summary>A post as an app makes it: every #hashtag of <paramref name="tagged"/> marked by a facet.</summary>
    public static JsonObject Record(string text, DateTimeOffset createdAt, params string[] tagged) => new()
    {
        ["$type"] = "app.bsky.feed.post",
        ["createdAt"] = createdAt.ToString("O"),
        ["facets"] = new JsonArray([.. tagged.Select(tag => Facet(text, "#" + tag, Tag(tag)))]),
        ["langs"] = new JsonArray("en"),
        ["text"] = text,
    };

    /// <summary>Marks <paramref name="slice"/> of the text, in bytes of UTF-8.</summary>
    public static JsonObject Facet(string text, string slice, JsonObject feature)
    {
        var at = text.IndexOf(slice, StringComparison.Ordinal);
        return Facet(Encoding.UTF8.GetByteCount(text.AsSpan(0, at)), Encoding.UTF8.GetByteCount(text.AsSpan(0, at + slice.Length)), feature);
    }

    public static JsonObject Facet(int byteStart, int byteEnd, JsonObject feature) => new()
    {
        ["features"] = new JsonArray(feature),
        ["index"] = new JsonObject { ["byteEnd"] = byteEnd, ["byteStart"] = byteStart },
    };

    public static JsonObject Tag(string tag) => new() { ["$type"] = "app.bsky.richtext.facet#tag", ["tag"] = tag };

    public static JsonObject Link(string uri) => new() { ["$type"] = "app.bsky.richtext.facet#link", ["uri"] = uri };

    public static JsonObject Mention(string did) => new() { ["$type"] = "app.bsky.richtext.facet#mention", ["did"] = did };

    public static JsonObject Blob(string cid) => new()
    {
        ["$type"] = "blob",
        ["ref"] = new JsonObject { ["$link"] = cid },
        ["mimeType"] = "image/jpeg",
        ["size"] = 1234,
    };

    public static JetstreamFrame Commit(string did, string key, long timeUs, JsonObject? record, string operation = "create") => new(timeUs, new()
    {
        ["did"] = did,
        ["time_us"] = timeUs,
        ["kind"] = "commit",
        ["commit"] = WithRecord(
            new() { ["rev"] = "3mtidewater2g", ["operation"] = operation, ["collection"] = "app.bsky.feed.post", ["rkey"] = key }, record),
    });

    public static JetstreamFrame Delete(string did, string key, long timeUs) => Commit(did, key, timeUs, null, "delete");

    public static JetstreamFrame Account(string did, long timeUs, bool active, string? status = null)
    {
        var account = new JsonObject { ["active"] = active, ["did"] = did, ["seq"] = 1 };
        if (status is not null) account["status"] = status;
        return About(did, timeUs, "account", account);
    }

    public static JetstreamFrame Identity(string did, long timeUs, string? handle = null)
    {
        var identity = new JsonObject { ["did"] = did, ["seq"] = 1 };
        if (handle is not null) identity["handle"] = handle;
        return About(did, timeUs, "identity", identity);
    }

    public static JetstreamFrame About(string did, long timeUs, string kind, JsonObject content) =>
        new(timeUs, new() { ["did"] = did, ["time_us"] = timeUs, ["kind"] = kind, [kind] = content });

    static JsonObject WithRecord(JsonObject commit, JsonObject? record)
    {
        if (record is null) return commit;
        commit["record"] = record;
        commit["cid"] = "bafyreitidewater";
        return commit;
    }
}
