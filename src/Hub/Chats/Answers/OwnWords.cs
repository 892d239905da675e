using Backchannel.Contracts;

namespace Backchannel.Hub.Chats.Answers;

/// <summary>A post's text without whom it is to, links and hashtags, each of which leaves its room.</summary>
static class OwnWords
{
    public static string Of(Post post)
    {
        var text = post.Text.ToCharArray();
        foreach (var span in post.Spans) text.AsSpan(span.Start, Math.Min(span.Length, text.Length - span.Start)).Fill(' ');
        return new(text);
    }
}
