using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Ingest.Sources.Replay;

/// <summary>A line of a tweet archive. All but <c>id</c>, <c>screen_name</c> and <c>text</c> may be missing.</summary>
sealed record ArchivedTweet(
    string? Id, string? CreatedAt, string? CreatedAtMs, string? UserId, string? ScreenName, string? Name, string? ProfileImageUrl,
    string? Text, string? Lang, IReadOnlyList<string>? Media, bool IsRetweet, string? RetweetOfId, string? RetweetOfUser, string? RetweetOfText, string? InReplyToId,
    int? FavoriteCount, int? RetweetCount, int? Favorites, int? Retweets)
{
    static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // Archives differ in whether an id is a number: as a number it is kept to the last digit only by being read as text.
        Converters = { new TextOrNumber() },
    };

    /// <exception cref="JsonException">It is no JSON, or of another shape.</exception>
    public static ArchivedTweet Parse(ReadOnlySpan<byte> line) => JsonSerializer.Deserialize<ArchivedTweet>(line, Options)!;

    /// <exception cref="UnusableLineException">It lacks an id, an author, a time or a text.</exception>
    public ReplayLine Read(IReadOnlyList<string> events)
    {
        var id = Snowflake(Id) ?? throw new UnusableLineException("no id", "its tweet has no id.");
        if (string.IsNullOrWhiteSpace(ScreenName)) throw new UnusableLineException("no author", "its tweet has no author.");
        var at = Moments.Parse(CreatedAtMs) ?? Moments.Parse(CreatedAt) ?? Made(id)
            ?? throw new UnusableLineException("no time", "it does not say when it was posted.");
        var by = AuthorOf(UserId ?? ScreenName.ToLowerInvariant(), ScreenName, Name, ProfileImageUrl);

        if (IsRetweet && Original(at) is { } original)
            return new(at, now => new PostReposted(events, $"x:{id}", by, at.Believed(now), original.ReceivedBy(now)), Flaws);
        var post = PostOf(id, by, Text, at) with
        {
            Language = Lang is null or "und" ? null : Lang,
            ReplyTo = Snowflake(InReplyToId) is { } answered ? $"x:{answered}" : null,
            Echo = new(Reposts: Count(RetweetCount ?? Retweets), Likes: Count(FavoriteCount ?? Favorites)),
        };
        return new(at, now => new PostSeen(events, post.ReceivedBy(now), []), Flaws);
    }

    IReadOnlyList<Flaw> Flaws => Text?.Length > Post.MaxTextLength || RetweetOfText?.Length > Post.MaxTextLength ? [Flaw.LongText] : [];

    /// <summary>The archive knows of the original only its text and its author's handle; its id tells when it was posted.</summary>
    Post? Original(DateTimeOffset repostedAt)
    {
        if (Snowflake(RetweetOfId) is not { } id || string.IsNullOrWhiteSpace(RetweetOfUser)) return null;
        var author = AuthorOf(RetweetOfUser.ToLowerInvariant(), RetweetOfUser, null, null);
        var at = Made(id) is { } made && made <= repostedAt ? made : repostedAt;
        return PostOf(id, author, RetweetOfText ?? Text, at) with
        {
            Language = Lang is null or "und" ? null : Lang,
            Echo = new(Reposts: Count(RetweetCount ?? Retweets)),
        };
    }

    Post PostOf(ulong id, Author author, string? text, DateTimeOffset at)
    {
        var plain = ExportedPost.Clean(WebUtility.HtmlDecode(text) ?? throw new UnusableLineException("no text", "its tweet has no text."));
        return new()
        {
            Id = $"x:{id}",
            Network = Network.X,
            Url = $"https://x.com/{Uri.EscapeDataString(author.Handle)}/status/{id}",
            Author = author,
            Text = plain,
            Spans = TextScanner.Spans(plain),
            Media = [.. (Media ?? []).Select(Https).OfType<string>().Take(Post.MaxMedia).Select(url => new Media(MediaKind.Image, url))],
            CreatedAt = at,
            ReceivedAt = at,
        };
    }

    static Author AuthorOf(string id, string handle, string? name, string? avatar)
    {
        var given = ExportedPost.Clean(WebUtility.HtmlDecode(name) ?? "");
        return new(id, handle, given.Length > 0 ? given : handle, Https(avatar), $"https://x.com/{Uri.EscapeDataString(handle)}");
    }

    static string? Https(string? url)
    {
        // Archives are older than https everywhere.
        if (WebAddress.AsWritten(url) is not { } address) return null;
        return WebAddress.Secure(address) is null ? "https" + address[4..] : address;
    }

    static ulong? Snowflake(string? id) =>
        ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    /// <summary>Ids carry the milliseconds since 2010-11-04T01:42:54.657Z above their lowest 22 bits; those from before are small.</summary>
    static DateTimeOffset? Made(ulong id) =>
        id < 30_000_000_000 ? null : DateTimeOffset.FromUnixTimeMilliseconds((long)(id >> 22) + 1_288_834_974_657);

    static int Count(int? count) => Math.Max(0, count ?? 0);

    sealed class TextOrNumber : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.Null => null,
            _ => throw new JsonException(),
        };

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
