using System.Text.Json;
using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>The pictures, films and link preview of a status.</summary>
static class StatusMedia
{
    const int MaxAlt = 1_500, MaxTitle = 300, MaxDescription = 500, MaxPixels = 100_000;

    /// <summary>Sound and unknown kinds are left out: a wall has nothing to show of them.</summary>
    public static IReadOnlyList<Media> Read(JsonElement status) =>
        [.. status.Items("media_attachments").Select(One).OfType<Media>().Take(Post.MaxMedia)];

    public static LinkCard? Card(JsonElement status)
    {
        if (status.Object("card") is not { } card || WebAddress.Of(card.TextOrDigits("url")) is not { } url) return null;
        if (card.Line("title", MaxTitle) is not { } title) return null;
        return new(url, title, card.Line("description", MaxDescription), WebAddress.Secure(card.TextOrDigits("image")));
    }

    static Media? One(JsonElement attachment)
    {
        MediaKind? kind = attachment.TextOrDigits("type") switch
        {
            "image" => MediaKind.Image,
            "gifv" => MediaKind.Gif,
            "video" => MediaKind.Video,
            _ => null,
        };
        // A server that has not fetched the file yet knows only where it came from.
        var url = WebAddress.Secure(attachment.TextOrDigits("url")) ?? WebAddress.Secure(attachment.TextOrDigits("remote_url"));
        if (kind is null || url is null) return null;
        var original = attachment.Object("meta")?.Object("original");
        var focus = attachment.Object("meta")?.Object("focus");
        return new(kind.Value, url, WebAddress.Secure(attachment.TextOrDigits("preview_url")), attachment.Line("description", MaxAlt),
            Pixels(original, "width"), Pixels(original, "height"), Focus(focus, "x"), Focus(focus, "y"));
    }

    static int? Pixels(JsonElement? original, string name) => original?.Whole(name) is { } n and > 0 and <= MaxPixels ? n : null;

    static double? Focus(JsonElement? focus, string name) => focus?.Real(name) is { } n ? Math.Clamp(n, -1, 1) : null;
}
