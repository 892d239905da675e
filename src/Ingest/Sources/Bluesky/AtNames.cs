using System.Text.RegularExpressions;

namespace Backchannel.Ingest.Sources.Bluesky;

/// <summary>The names of the AT protocol, and the addresses made of them. Checked before they become part of an address.</summary>
static partial class AtNames
{
    public static bool IsDid(string? text) => text is { Length: <= 256 } && Did().IsMatch(text);

    public static bool IsRecordKey(string? text) => text is { Length: <= 512 } && RecordKey().IsMatch(text);

    public static bool IsCid(string? text) => text is { Length: <= 128 } && Cid().IsMatch(text);

    /// <summary>False also for <c>handle.invalid</c>, which the AppView says of a handle that does not lead back to its account.</summary>
    public static bool IsHandle(string? text) => text is { Length: <= 253 } && text != "handle.invalid" && Handle().IsMatch(text);

    public static string PostId(string did, string recordKey) => $"bluesky:at://{did}/app.bsky.feed.post/{recordKey}";

    public static string ProfileUrl(string handleOrDid) => $"https://bsky.app/profile/{handleOrDid}";

    public static string PostUrl(string handleOrDid, string recordKey) => $"{ProfileUrl(handleOrDid)}/post/{recordKey}";

    public static string FullSize(string did, string cid) => $"https://cdn.bsky.app/img/feed_fullsize/plain/{did}/{cid}@jpeg";

    public static string Thumbnail(string did, string cid) => $"https://cdn.bsky.app/img/feed_thumbnail/plain/{did}/{cid}@jpeg";

    [GeneratedRegex("^did:[a-z]+:[A-Za-z0-9._:%-]*[A-Za-z0-9._-]$", RegexOptions.CultureInvariant)]
    private static partial Regex Did();

    [GeneratedRegex(@"^(?!\.{1,2}$)[A-Za-z0-9._~:-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex RecordKey();

    [GeneratedRegex("^[A-Za-z0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Cid();

    [GeneratedRegex("^[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$", RegexOptions.CultureInvariant)]
    private static partial Regex Handle();
}
