using System.Text.Json;
using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.Replay;

/// <summary>What one line says, in whichever of the shapes it is written.</summary>
/// <param name="At">When it was said, which sets the rhythm; null where the line does not tell.</param>
/// <param name="Change">The change, as it reads when it is replayed at the given moment.</param>
/// <param name="Flaws">What had to be mended, but for a date still to come.</param>
sealed record ReplayLine(DateTimeOffset? At, Func<DateTimeOffset, PostChange> Change, params IReadOnlyList<Flaw> Flaws)
{
    public IEnumerable<Flaw> FlawsAt(DateTimeOffset now) => At > now + Moments.Tolerance ? Flaws.Append(Flaw.Future) : Flaws;

    /// <returns>Null for a line that rightly says nothing: a feed entry whose post has gone since.</returns>
    /// <exception cref="UnusableLineException">The line cannot be used.</exception>
    public static ReplayLine? Parse(ReadOnlySpan<byte> line, IReadOnlyList<string> events)
    {
        try
        {
            return ShapeOf(line) switch
            {
                LineShape.Tweet => ArchivedTweet.Parse(line).Read(events),
                LineShape.Post => Seen(JsonSerializer.Deserialize<Post>(line, ContractJson.Options), events),
                LineShape.Entry => Entry(JsonSerializer.Deserialize<FeedEntry>(line, ContractJson.Options)!, events),
                _ => throw new UnusableLineException("unknown shape", "it is neither a post of an export nor a tweet of an archive."),
            };
        }
        catch (JsonException)
        {
            throw new UnusableLineException("not JSON", "it is not the JSON of one post; it may have been cut short.");
        }
    }

    static ReplayLine? Entry(FeedEntry entry, IReadOnlyList<string> events)
    {
        if (entry.Kind != EntryKind.Removed) return entry.Post is null ? null : Seen(entry.Post, events, Chosen(entry), entry.FiledBy == FiledBy.Moderator);
        if (string.IsNullOrEmpty(entry.PostId)) throw new UnusableLineException("no id", "it removes a post but does not say which.");
        return new(null, _ => new PostDeleted(entry.PostId));
    }

    // Where the rules put it they put it again; what people said of it is told nowhere else.
    static string? Chosen(FeedEntry entry) => entry.FiledBy is FiledBy.Moderator or FiledBy.Author ? entry.Session : null;

    static ReplayLine Seen(Post? post, IReadOnlyList<string> events, string? session = null, bool byHand = false)
    {
        var checkedPost = ExportedPost.Check(post);
        return new(checkedPost.CreatedAt, now => new PostSeen(events, checkedPost.ReceivedBy(now), [], Session: session, ByHand: byHand), [.. FlawsOf(post!, checkedPost)]);
    }

    static IEnumerable<Flaw> FlawsOf(Post given, Post kept)
    {
        if (given.Text.Length > Post.MaxTextLength) yield return Flaw.LongText;
        if (given.Spans?.Count > kept.Spans.Count) yield return Flaw.Marks;
    }

    static LineShape ShapeOf(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return LineShape.Unknown;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("screen_name"u8)) return LineShape.Tweet;
            if (reader.ValueTextEquals("post"u8) || reader.ValueTextEquals("postId"u8)) return LineShape.Entry;
            if (reader.ValueTextEquals("author"u8) || reader.ValueTextEquals("network"u8)) return LineShape.Post;
            reader.Skip();
        }
        return LineShape.Unknown;
    }

    enum LineShape { Unknown, Post, Entry, Tweet }
}

/// <summary>A line was left out. The message is for an organizer and follows "Line 7 was left out:".</summary>
/// <param name="kind">A constant, for counting.</param>
/// <param name="message">Why.</param>
sealed class UnusableLineException(string kind, string message) : Exception(message)
{
    public string Kind { get; } = kind;
}

static class Replayed
{
    /// <summary>The post as captured at <paramref name="now"/>: nobody posts in the future, whatever a file says.</summary>
    public static Post ReceivedBy(this Post post, DateTimeOffset now) =>
        post with { ReceivedAt = now, CreatedAt = post.CreatedAt.Believed(now).ToUniversalTime() };
}
