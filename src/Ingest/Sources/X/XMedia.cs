using System.Text.Json;
using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.X;

/// <summary>Reads pictures and films.</summary>
static class XMedia
{
    public static IReadOnlyList<Media> Read(JsonElement post, XIncludes includes) =>
        post.Get("attachments") is not { } attachments ? [] :
        [
            .. attachments.Items("media_keys")
                .Select(key => includes.Media(key.AsText()))
                .Select(media => media is { } known ? Read(known) : null).OfType<Media>().Take(Post.MaxMedia),
        ];

    static Media? Read(JsonElement media)
    {
        var preview = media.WebAddress("preview_image_url");
        var (kind, url) = media.Text("type") switch
        {
            "photo" => (MediaKind.Image, media.WebAddress("url")),
            "animated_gif" => (MediaKind.Gif, Film(media) ?? preview),
            "video" => (MediaKind.Video, Film(media) ?? preview),
            _ => (MediaKind.Image, null),
        };
        return url is null ? null : new(kind, url, preview, Alt(media), Positive(media.Count("width")), Positive(media.Count("height")));
    }

    static string? Film(JsonElement media) => media.Items("variants")
        .Where(variant => variant.Text("content_type") == "video/mp4")
        .OrderByDescending(variant => variant.Count("bit_rate") ?? 0)
        .Select(variant => variant.WebAddress("url")).FirstOrDefault(url => url is not null);

    static string? Alt(JsonElement media) => media.Text("alt_text")?.Trim() is { Length: > 0 } alt ? alt[..Math.Min(alt.Length, 1000)] : null;

    static int? Positive(int? pixels) => pixels > 0 ? pixels : null;
}
