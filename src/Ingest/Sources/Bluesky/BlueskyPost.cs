using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.Bluesky;

/// <summary>A record and its author's profile, put together.</summary>
static class BlueskyPost
{
    /// <summary>How far a device's clock may be ahead without a word.</summary>
    static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    public static Post Make(PostWritten written, BlueskyProfile profile, DateTimeOffset receivedAt, SourceHealth health)
    {
        var (record, author, at) = (written.Record, profile.Author, Earlier(written.At, receivedAt));
        if (record.CreatedAt > receivedAt + Tolerance)
            health.Refuse("future", "A post claims to be from the future: it is shown with the time at which it was heard.");
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
            CreatedAt = Earlier(record.CreatedAt ?? at, at),
            ReceivedAt = receivedAt,
            EditedAt = written.Edited ? at : null,
            Language = record.Language,
            ReplyTo = record.ReplyTo,
            Sensitive = record.Labels.Sensitive,
            Warning = record.Labels.Warning,
        };
    }

    static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
