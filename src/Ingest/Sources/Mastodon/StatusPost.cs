using System.Text.Json;
using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>Makes a <see cref="Post"/> of a Status entity (docs.joinmastodon.org/entities/Status), as Mastodon and its relatives write it.</summary>
/// <param name="host">The answering server, as aliases name it.</param>
/// <param name="domain">The domain of its own accounts, which need not be its host.</param>
/// <param name="uriOf">The post id of a status known by the answering server's local id; null where it is not known.</param>
/// <param name="mended">Told of each flaw.</param>
sealed class StatusPost(string host, string domain, Func<string, string?> uriOf, Action<Flaw>? mended = null)
{
    const int MaxWarning = 500;

    public string Alias(string localId) => $"mastodon:{host}/{localId}";

    public Author? AuthorOf(JsonElement status) => status.Object("account") is { } account ? StatusAuthor.Read(account, domain) : null;

    /// <returns>Null where the status names no author.</returns>
    public Post? Read(JsonElement status, StatusHead head, DateTimeOffset receivedAt)
    {
        if (AuthorOf(status) is not { } author || status.Object("account") is not { } account) return null;
        var (text, spans, flaws) = StatusText.Read(status.TextOrDigits("content") ?? "");
        foreach (var flaw in flaws) mended?.Invoke(flaw);
        if (status.Moment("created_at") > receivedAt + Moments.Tolerance) mended?.Invoke(Flaw.Future);
        var warning = status.Line("spoiler_text", MaxWarning);
        return new()
        {
            Id = head.PostId,
            Network = Network.Mastodon,
            Url = WebAddress.Of(status.TextOrDigits("url")) ?? WebAddress.Of(status.TextOrDigits("uri")),
            Author = author,
            Text = text,
            // Other makes of server do not link every hashtag.
            Spans = spans.WithHashtagsOf(text),
            Media = StatusMedia.Read(status),
            CreatedAt = status.Moment("created_at")?.Believed(receivedAt) ?? receivedAt,
            ReceivedAt = receivedAt,
            EditedAt = status.Moment("edited_at")?.Believed(receivedAt),
            Language = status.Line("language", 35),
            ReplyTo = status.TextOrDigits("in_reply_to_id") is { Length: <= 64 } parent ? uriOf(parent) ?? Alias(parent) : null,
            Sensitive = status.Flag("sensitive") == true || warning is not null || StatusAuthor.IsLimited(account),
            Warning = warning,
            Card = StatusMedia.Card(status),
            Echo = head.Echo,
        };
    }
}
