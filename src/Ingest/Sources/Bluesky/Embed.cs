using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Ingest.Sources.Bluesky;

/// <summary>What is attached to a post: pictures, a film or the card of a linked page. A quoted post adds nothing of its own.</summary>
sealed record Embed(IReadOnlyList<Media> Media, LinkCard? Card)
{
    const int LongestAlt = 2_000;
    const int LongestTitle = 300;

    static readonly Embed None = new([], null);

    public static Embed Parse(string did, JsonElement? embed) => embed.Text("$type") switch
    {
        "app.bsky.embed.images" => new(Images(did, embed.Items("images")), null),
        // The gallery's list has had both names.
        "app.bsky.embed.gallery" => new(Images(did, embed.Items("items").Concat(embed.Items("media"))), null),
        "app.bsky.embed.video" => new(Video(did, embed!.Value), null),
        "app.bsky.embed.external" => new([], LinkedPage(did, embed.Child("external"))),
        "app.bsky.embed.recordWithMedia" when embed.Child("media").Text("$type") != "app.bsky.embed.recordWithMedia" => Parse(did, embed.Child("media")),
        _ => None,
    };

    static Media[] Images(string did, IEnumerable<JsonElement> images) =>
        [.. images.Select(image => Image(did, image)).OfType<Media>().Take(Post.MaxMedia)];

    static Media? Image(string did, JsonElement image) => Cid(image.Child("image")) is { } cid
        ? Sized(new(MediaKind.Image, AtNames.FullSize(did, cid), AtNames.Thumbnail(did, cid), Alt(image)), image)
        : null;

    static Media[] Video(string did, JsonElement video)
    {
        if (Cid(video.Child("video")) is not { } cid) return [];
        var kind = video.Text("presentation") == "gif" ? MediaKind.Gif : MediaKind.Video;
        var folder = $"https://video.bsky.app/watch/{Uri.EscapeDataString(did)}/{cid}";
        return [Sized(new(kind, $"{folder}/playlist.m3u8", $"{folder}/thumbnail.jpg", Alt(video)), video)];
    }

    static Media Sized(Media media, JsonElement described)
    {
        var ratio = described.Child("aspectRatio");
        return ratio.Whole("width") is > 0 and var width && ratio.Whole("height") is > 0 and var height ? media with { Width = width, Height = height } : media;
    }

    static LinkCard? LinkedPage(string did, JsonElement? external)
    {
        if (WebAddress.Of(external.Text("uri")) is not { } url) return null;
        var title = Short(external.Text("title"), LongestTitle) ?? new Uri(url).Host;
        return new(url, title, Short(external.Text("description"), LongestAlt), Cid(external.Child("thumb")) is { } cid ? AtNames.Thumbnail(did, cid) : null);
    }

    static string? Alt(JsonElement described) => Short(described.Text("alt"), LongestAlt);

    static string? Short(string? text, int most) => text is not null && TextCut.At(TextCut.Clean(text), most) is { Length: > 0 } clean ? clean : null;

    /// <summary>Of a blob, in today's form or that of the first year.</summary>
    static string? Cid(JsonElement? blob) =>
        (blob.Child("ref").Text("$link") ?? blob.Text("cid")) is { } cid && AtNames.IsCid(cid) ? cid : null;
}
