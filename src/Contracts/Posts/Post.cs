using System.Text.Json.Serialization;

namespace Backchannel.Contracts;

/// <summary>Where something was said. <see cref="Here"/> is our own posting page.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<Network>))]
public enum Network { X, Mastodon, Bluesky, Here }

/// <summary>Who said it. The same person on two networks is two authors.</summary>
/// <param name="Id">The network's own account id: never changes, unlike <paramref name="Handle"/>.</param>
/// <param name="Handle">Without a leading @: <c>mira.example</c>, <c>mira@tidewater.example</c>, <c>darioamin</c>; empty for <see cref="Network.Here"/>.</param>
/// <param name="Name">Display name, plain text, never empty: the handle stands in for a missing one.</param>
/// <param name="AvatarUrl">As the network gives it (https); pages show it through the image proxy only.</param>
/// <param name="ProfileUrl">Link to the profile on its network.</param>
/// <param name="Bot">The network labels the account as automated.</param>
public sealed record Author(string Id, string Handle, string Name, string? AvatarUrl = null, string? ProfileUrl = null, bool Bot = false);

[JsonConverter(typeof(LowerCaseEnumConverter<SpanKind>))]
public enum SpanKind { Hashtag, Mention, Link }

/// <summary>A stretch of a post's text that means something.</summary>
/// <param name="Start">First UTF-16 unit of <see cref="Post.Text"/>.</param>
/// <param name="Length">In UTF-16 units, never zero; spans are sorted and do not overlap.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Value">A hashtag without its #; a mention's profile address, or its handle where none is known; a link's full address (http or https).</param>
public sealed record TextSpan(int Start, int Length, SpanKind Kind, string Value);

[JsonConverter(typeof(LowerCaseEnumConverter<MediaKind>))]
public enum MediaKind { Image, Video, Gif }

/// <summary>A picture or film of a post.</summary>
/// <param name="Kind">What it is; films are shown by their preview.</param>
/// <param name="Url">Full size (https, or a path of our own origin).</param>
/// <param name="PreviewUrl">A smaller still, where the network has one.</param>
/// <param name="Alt">The author's own description; null where none was given.</param>
/// <param name="Width">Pixels of the full size, where known.</param>
/// <param name="Height">Pixels of the full size, where known.</param>
/// <param name="FocusX">−1 (left) … 1 (right): the point a crop must keep, where the network says.</param>
/// <param name="FocusY">−1 (bottom) … 1 (top), likewise.</param>
public sealed record Media(
    MediaKind Kind, string Url, string? PreviewUrl = null, string? Alt = null,
    int? Width = null, int? Height = null, double? FocusX = null, double? FocusY = null);

/// <summary>The preview a network shows for a page linked from a post.</summary>
public sealed record LinkCard(string Url, string Title, string? Description = null, string? ImageUrl = null);

/// <summary>The same author's same text elsewhere: the post carries both networks' badges.</summary>
public sealed record Twin(Network Network, string PostId, string? Url);

/// <summary>How often a post was passed on, answered or liked. The latest value wins.</summary>
public sealed record Echo(int Reposts = 0, int Replies = 0, int Likes = 0);

/// <summary>What somebody said on one network: part of the public contract, JSON in camelCase.</summary>
public sealed record Post
{
    /// <summary><c>network:native-id</c>, for example <c>bluesky:at://did:plc:…/app.bsky.feed.post/3k…</c>; never changes, not even when the post is edited.</summary>
    public required string Id { get; init; }

    public required Network Network { get; init; }

    /// <summary>The post on its network; null for <see cref="Network.Here"/>.</summary>
    public string? Url { get; init; }

    public required Author Author { get; init; }

    /// <summary>Plain text, entities decoded, at most <see cref="MaxTextLength"/> UTF-16 units. Never HTML: encode it on output.</summary>
    public required string Text { get; init; }

    public IReadOnlyList<TextSpan> Spans { get; init; } = [];

    public IReadOnlyList<Media> Media { get; init; } = [];

    /// <summary>When the author says it was posted, never later than <see cref="ReceivedAt"/>. UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When this installation first had it. UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When the author last changed it; null while it is as first posted. Orders the versions of a post.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>BCP 47, as the network claims; null where it does not.</summary>
    public string? Language { get; init; }

    /// <summary>The id of the post this answers, in the form of <see cref="Id"/>; it need not be known here.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>It is put to the speaker of its session.</summary>
    public bool Question { get; init; }

    public bool Pinned { get; init; }

    /// <summary>The author or the network asks for a blur. <see cref="Warning"/> says why, where it is known.</summary>
    public bool Sensitive { get; init; }

    /// <summary>A content warning in the author's words.</summary>
    public string? Warning { get; init; }

    public LinkCard? Card { get; init; }

    /// <summary>Where else the same author posted the same text.</summary>
    public IReadOnlyList<Twin> AlsoOn { get; init; } = [];

    public Echo Echo { get; init; } = new();

    /// <summary>Longer texts are cut here, at a character's edge: longer than any network's own limit that we show whole.</summary>
    public const int MaxTextLength = 10_000;

    /// <summary>More attachments than this are left out.</summary>
    public const int MaxMedia = 16;
}
