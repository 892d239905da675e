using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>Makes a <see cref="Post"/> of a Status entity (docs.joinmastodon.org/entities/Status), as Mastodon and its relatives write it.</summary>
/// <param name="host">The answering server, as aliases name it.</param>
/// <param name="domain">The domain of its own accounts, which need not be its host.</param>
/// <param name="uriOf">The post id of a status known by the answering server's local id; null where it is not known.</param>
sealed class StatusPost(string host, string domain, Func<string, string?> uriOf)
{
    const int MaxWarning = 500;

    public string Alias(string localId) => $"mastodon:{host}/{localId}";

    public Author? AuthorOf(JsonElement status) => status.Object("account") is { } account ? StatusAuthor.Read(account, domain) : null;

    /// <returns>Null where the status names no author.</returns>
    public Post? Read(JsonElement status, StatusHead head, DateTimeOffset receivedAt)
    {
        if (AuthorOf(status) is not { } author || status.Object("account") is not { } account) return null;
        var (text, spans) = StatusText.Read(status.String("content") ?? "");
        var warning = status.Line("spoiler_text", MaxWarning);
        return new()
        {
            Id = head.PostId,
            Network = Network.Mastodon,
            Url = WebAddress.Of(status.String("url")) ?? WebAddress.Of(status.String("uri")),
            Author = author,
            Text = text,
            Spans = WithPlainHashtags(text, spans),
            Media = StatusMedia.Read(status),
            CreatedAt = NoLater(status.Moment("created_at"), receivedAt) ?? receivedAt,
            ReceivedAt = receivedAt,
            EditedAt = NoLater(status.Moment("edited_at"), receivedAt),
            Language = status.Line("language", 35),
            ReplyTo = status.String("in_reply_to_id") is { Length: <= 64 } parent ? uriOf(parent) ?? Alias(parent) : null,
            Sensitive = status.Flag("sensitive") == true || warning is not null || StatusAuthor.IsLimited(account),
            Warning = warning,
            Card = StatusMedia.Card(status),
            Echo = head.Echo,
        };
    }

    /// <summary>Other makes of server do not link every hashtag.</summary>
    static IReadOnlyList<TextSpan> WithPlainHashtags(string text, IReadOnlyList<TextSpan> linked)
    {
        var plain = TextScanner.Hashtags(text)
            .Where(tag => !linked.Any(span => span.Start < tag.Start + tag.Length && tag.Start < span.Start + span.Length))
            .Select(tag => new TextSpan(tag.Start, tag.Length, SpanKind.Hashtag, tag.Value))
            .ToList();
        return plain.Count == 0 ? linked : [.. linked.Concat(plain).OrderBy(span => span.Start)];
    }

    static DateTimeOffset? NoLater(DateTimeOffset? at, DateTimeOffset limit) => at > limit ? limit : at;
}
