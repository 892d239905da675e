using System.Text.Json;
using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.X;

/// <summary>Reads pictures and films.</summary>
static class XMedia
{
    const int MaxAlt = 1_000;

    public static IReadOnlyList<Media> Read(JsonElement post, XIncludes includes) =>
        post.Child("attachments") is not { } attachments ? [] :
        [
            .. attachments.Items("media_keys")
                .Select(key => includes.Media(key.AsText()))
                .Select(media => media is { } known ? Read(known) : null).OfType<Media>().Take(Post.MaxMedia),
        ];

    static Media? Read(JsonElement media)
    {
        var preview = media.Address("preview_image_url");
        var (kind, url) = media.Text("type") switch
        {
            "photo" => (MediaKind.Image, media.Address("url")),
            "animated_gif" => (MediaKind.Gif, Film(media) ?? preview),
            "video" => (MediaKind.Video, Film(media) ?? preview),
            _ => (MediaKind.Image, null),
        };
        return url is null ? null : new(kind, url, preview, media.Line("alt_text", MaxAlt), Positive(media.Count("width")), Positive(media.Count("height")));
    }

    static string? Film(JsonElement media) => media.Items("variants")
        .Where(variant => variant.Text("content_type") == "video/mp4")
        .OrderByDescending(variant => variant.Count("bit_rate") ?? 0)
        .Select(variant => variant.Address("url")).FirstOrDefault(url => url is not null);

    static int? Positive(int? pixels) => pixels > 0 ? pixels : null;
}
