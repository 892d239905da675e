using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.Bluesky;

/// <summary>A record and its author's profile, put together.</summary>
static class BlueskyPost
{
    public static Post Make(PostWritten written, BlueskyProfile profile, DateTimeOffset receivedAt, SourceHealth health)
    {
        var (record, author, at) = (written.Record, profile.Author, written.At.Believed(receivedAt));
        if (record.CreatedAt > receivedAt + Moments.Tolerance) health.Mended(Flaw.Future);
        return new()
        {
            Id = written.PostId,
            Network = Network.Bluesky,
            Url = AtNames.PostUrl(author.Handle, written.RecordKey),
            Author = author,
            Text = record.Text,
            Spans = record.Spans,
            Media = record.Embed.Media,
            Card = record.Embed.Card,
            CreatedAt = record.CreatedAt?.Believed(at) ?? at,
            ReceivedAt = receivedAt,
            EditedAt = written.Edited ? at : null,
            Language = record.Language,
            ReplyTo = record.ReplyTo,
            Sensitive = record.Labels.Sensitive,
            Warning = record.Labels.Warning,
        };
    }
}
