using System.Text.Json;

namespace Backchannel.Ingest.Sources.Bluesky;

/// <summary>Parses the frames that <see cref="JetstreamFilter"/> lets through: Jetstream v1, one JSON object a message.</summary>
static class JetstreamParser
{
    /// <param name="frame">One whole message, UTF-8.</param>
    /// <param name="refused">Why it cannot be used; null where it can, or where it is of no kind that concerns us.</param>
    public static JetstreamEvent? Parse(ReadOnlyMemory<byte> frame, out string? refused)
    {
        refused = null;
        try
        {
            using var document = JsonDocument.Parse(frame);
            return Parse(document.RootElement, out refused);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            refused = "it was cut short or is no JSON";
            return null;
        }
    }

    static JetstreamEvent? Parse(JsonElement root, out string? refused)
    {
        refused = null;
        var (did, time) = (root.Text("did"), root.Long("time_us") ?? 0);
        if (!AtNames.IsDid(did)) refused = "it has no author";
        else if (time <= 0) refused = "it has no time";
        if (refused is not null) return null;
        return root.Text("kind") switch
        {
            "commit" => ParseCommit(did!, time, root.Child("commit"), out refused),
            "account" => new AccountChanged(did!, time, root.Child("account")?.Flag("active") == true, root.Child("account").Text("status")),
            "identity" => new IdentityChanged(did!, time, root.Child("identity").Text("handle")),
            _ => null,
        };
    }

    static JetstreamEvent? ParseCommit(string did, long time, JsonElement? commit, out string? refused)
    {
        refused = null;
        if (commit.Text("collection") != "app.bsky.feed.post") return null;
        var key = commit.Text("rkey");
        if (!AtNames.IsRecordKey(key))
        {
            refused = "it does not say which post it is about";
            return null;
        }
        return commit.Text("operation") switch
        {
            "delete" => new PostGone(did, time, key!),
            "create" or "update" when commit.Child("record") is not { ValueKind: JsonValueKind.Object } => Missing(out refused),
            "create" => new PostWritten(did, time, key!, Edited: false, PostRecord.Parse(did, commit.Child("record")!.Value)),
            "update" => new PostWritten(did, time, key!, Edited: true, PostRecord.Parse(did, commit.Child("record")!.Value)),
            _ => null,
        };
    }

    static JetstreamEvent? Missing(out string? refused)
    {
        refused = "it has no post in it";
        return null;
    }
}
