using Backchannel.Contracts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Backchannel.Web.Cards;

/// <summary>
/// A post's words with its hashtags, mentions and links marked. The words are the network's and hostile: everything goes through the renderer's
/// encoder, spans that are out of range or out of order are shown as plain words, and only http and https become links.
/// </summary>
public sealed class RichText : ComponentBase
{
    /// <summary>Longer posts are folded after about <see cref="FoldTo"/>.</summary>
    internal const int FoldFrom = 900, FoldTo = 700;

    [Parameter, EditorRequired] public required Post Post { get; set; }

    [Parameter] public int From { get; set; }

    [Parameter, EditorRequired] public int To { get; set; }

    /// <summary>Where a very long post is folded: past a space, in no span; 0 for one shown whole.</summary>
    public static int FoldAt(Post post)
    {
        if (post.Text.Length < FoldFrom) return 0;
        var cut = post.Text.LastIndexOfAny([' ', '\n', '\u3000'], FoldTo, FoldTo / 2);
        if (cut < 0) cut = FoldTo;
        foreach (var span in post.Spans)
            if (span.Start < cut && cut < span.Start + span.Length) cut = span.Start;
        if (cut > 0 && char.IsLowSurrogate(post.Text[cut])) cut--;
        return cut;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "p");
        builder.AddAttribute(1, "class", "words");
        builder.AddAttribute(2, "dir", "auto");
        if (Tongue.Of(Post.Language) is { } language) builder.AddAttribute(3, "lang", language);
        var at = From;
        foreach (var span in Post.Spans)
        {
            if (span.Start < at || span.Length <= 0 || span.Start > To - span.Length) continue;
            builder.AddContent(4, Post.Text[at..span.Start]);
            Add(builder, span, Post.Text.Substring(span.Start, span.Length));
            at = span.Start + span.Length;
        }

        builder.AddContent(5, Post.Text[at..Math.Max(at, To)]);
        builder.CloseElement();
    }

    void Add(RenderTreeBuilder builder, TextSpan span, string words)
    {
        var target = span.Kind is SpanKind.Hashtag ? TagPage(span.Value) : SafeLink.Of(span.Value);
        builder.OpenElement(6, target is null ? "b" : "a");
        builder.AddAttribute(7, "class", span.Kind switch { SpanKind.Hashtag => "hashtag", SpanKind.Mention => "mention", _ => "url" });
        if (target is not null)
        {
            builder.AddAttribute(8, "href", target);
            builder.AddAttribute(9, "target", "_blank");
            builder.AddAttribute(10, "rel", SafeLink.Rel);
        }

        builder.AddContent(11, words);
        builder.CloseElement();
    }

    /// <summary>The hashtag's page on the post's own network.</summary>
    string? TagPage(string tag)
    {
        var name = Uri.EscapeDataString(tag);
        return Post.Network switch
        {
            Network.X => $"https://x.com/hashtag/{name}",
            Network.Bluesky => $"https://bsky.app/hashtag/{name}",
            Network.Mastodon when SafeLink.Of(Post.Url) is { } url => $"{new Uri(url).GetLeftPart(UriPartial.Authority)}/tags/{name}",
            _ => null,
        };
    }
}
