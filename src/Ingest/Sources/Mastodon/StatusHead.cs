using System.Text.Json;
using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>What is read of every status before its text is: enough to know whether it is new, changed or not for us.</summary>
/// <param name="LocalId">The answering server's own id: another server calls the same status otherwise.</param>
/// <param name="PostId"><c>mastodon:{uri}</c>, the same whichever server reports it.</param>
/// <param name="Version">When it was last edited, as the server writes it; empty for never.</param>
/// <param name="Public">False for what its author did not mean for everybody.</param>
/// <param name="Tags">The server's own list of its hashtags.</param>
/// <param name="Echo">Its counts.</param>
sealed record StatusHead(string LocalId, string PostId, string Version, bool Public, IReadOnlyList<string> Tags, Echo Echo)
{
    const int MaxId = 64, MaxUri = 1_000;

    public bool Edited => Version.Length > 0;

    /// <returns>Null with <paramref name="fault"/> for a status that cannot be told from others.</returns>
    public static StatusHead? Read(JsonElement status, out string fault)
    {
        fault = "";
        var (id, uri) = (status.TextOrDigits("id"), status.TextOrDigits("uri") ?? status.TextOrDigits("url"));
        if (!IsId(id)) fault = "no id";
        else if (uri is not { Length: <= MaxUri } || uri.Any(char.IsControl)) fault = "no address";
        if (fault.Length > 0) return null;
        return new(id!, PostIdOf(uri!), status.TextOrDigits("edited_at") ?? "", status.TextOrDigits("visibility") == "public",
            [.. status.Items("tags").Select(tag => tag.TextOrDigits("name")).OfType<string>()], EchoOf(status));
    }

    public static string PostIdOf(string uri) => "mastodon:" + uri;

    /// <summary>Digits at Mastodon's own servers, letters too at others: nothing that could mean something in an address.</summary>
    public static bool IsId(string? id) => id is { Length: > 0 and <= MaxId } && id.All(char.IsAsciiLetterOrDigit);

    static Echo EchoOf(JsonElement status) =>
        new(Count(status, "reblogs_count"), Count(status, "replies_count"), Count(status, "favourites_count"));

    static int Count(JsonElement status, string name) => status.Count(name) ?? 0;
}
