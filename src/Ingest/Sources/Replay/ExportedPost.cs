using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Ingest.Sources.Replay;

/// <summary>
/// Holds a post of an export to what <see cref="Post"/> promises: the file may be another program's, or edited by hand, and what lies in it
/// reaches pages.
/// </summary>
static class ExportedPost
{
    /// <exception cref="UnusableLineException">It has no id, author or text.</exception>
    public static Post Check(Post? post)
    {
        if (post is null || !IsIdOf(post.Network, post.Id)) throw new UnusableLineException("no id", "its post has no id of the form network:id.");
        if (post.Author is not { Id.Length: > 0 } author) throw new UnusableLineException("no author", "its post has no author.");
        if (post.Text is null) throw new UnusableLineException("no text", "its post has no text.");
        var text = Clean(post.Text);
        return post with
        {
            Text = text,
            Author = Check(author),
            Url = WebAddress.AsWritten(post.Url),
            // Cleaning moves what spans point at, cutting leaves it in its place.
            Spans = post.Text.StartsWith(text, StringComparison.Ordinal) ? Check(post.Spans ?? [], text) : TextScanner.Spans(text),
            Media = [.. (post.Media ?? []).Where(media => Picture(media?.Url) is not null).Take(Post.MaxMedia).Select(Check)],
            Card = post.Card is { Title: not null } card && WebAddress.AsWritten(card.Url) is not null ? card with { ImageUrl = Picture(card.ImageUrl) } : null,
            AlsoOn = [.. (post.AlsoOn ?? []).Where(twin => twin?.PostId is not null).Take(8).Select(twin => twin with { Url = WebAddress.AsWritten(twin.Url) })],
            Echo = post.Echo ?? new(),
            EditedAt = post.EditedAt?.ToUniversalTime(),
        };
    }

    /// <summary>What a post may hold of a text.</summary>
    public static string Clean(string text) => TextCut.At(TextCut.Clean(text), Post.MaxTextLength);

    static bool IsIdOf(Network network, string? id) =>
        Enum.IsDefined(network) && network.ToString().ToLowerInvariant() is var name && id?.StartsWith(name + ":", StringComparison.Ordinal) == true
        && id.Length > name.Length + 1;

    static Author Check(Author author)
    {
        var handle = author.Handle ?? "";
        var name = Clean(author.Name ?? "") is { Length: > 0 } given ? given : handle.Length > 0 ? handle : author.Id;
        return author with { Handle = handle, Name = name, AvatarUrl = Picture(author.AvatarUrl), ProfileUrl = WebAddress.AsWritten(author.ProfileUrl) };
    }

    static Media Check(Media media) => media with { PreviewUrl = Picture(media.PreviewUrl) };

    static List<TextSpan> Check(IReadOnlyList<TextSpan> spans, string text)
    {
        var kept = new List<TextSpan>(spans.Count);
        var from = 0;
        foreach (var span in spans)
        {
            if (span is null || span.Value is null || span.Start < from || span.Length <= 0 || span.Length > text.Length - span.Start) continue;
            if (Splits(text, span.Start) || Splits(text, span.Start + span.Length)) continue;
            if (span.Kind == SpanKind.Link && WebAddress.AsWritten(span.Value) is null) continue;
            kept.Add(span);
            from = span.Start + span.Length;
        }
        return kept;
    }

    static bool Splits(string text, int at) => at > 0 && at < text.Length && char.IsSurrogatePair(text[at - 1], text[at]);

    static string? Picture(string? url) => url is ['/', not '/' and not '\\', ..] ? url : WebAddress.AsWritten(url);
}
