using System.Text.Encodings.Web;

namespace Backchannel.Bench.Peers;

/// <summary>A card as ready HTML, of the size of the product's; the last one is kept, since all ask for the same one.</summary>
static class Ready
{
    static volatile Tuple<string, string>? _last;

    public static string Html(string text)
    {
        if (_last is { } last && last.Item1 == text) return last.Item2;
        var html = $"""
            <article class="card"><header><img class="face" src="/avatars/benedikta.webp" alt="" width="48" height="48" loading="lazy"><span class="name">Benedikta Bench</span> <span class="handle">@bench.example</span>
              <a class="when" href="https://social.example/@bench/posts/3mtidewater2g"><time datetime="2031-05-12T09:41:00Z" title="Mon 12 May 2031, 09:41">09:41</time></a></header>
              <p class="words" dir="auto" lang="en">{HtmlEncoder.Default.Encode(text)}</p>
              <footer><a class="tag" href="/benchconf/sessions/queues" title="By hashtag">Queues that forgive</a> <span class="network">Bluesky</span>
              <a class="more" href="https://social.example/@bench/posts/3mtidewater2g" rel="noopener nofollow">Open where it was posted</a></footer></article>
            """;
        _last = Tuple.Create(text, html);
        return html;
    }
}
