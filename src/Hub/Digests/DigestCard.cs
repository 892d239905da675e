using Backchannel.Contracts;

namespace Backchannel.Hub.Digests;

/// <summary>A card of a session as its digest sees it.</summary>
/// <param name="Post">Its words, read once a version.</param>
/// <param name="Seq">The number that put it on show.</param>
/// <param name="Listed">Its author does not mind to be found: whoever does is shown live, and is in nothing that is collected.</param>
/// <param name="Echo">Answers and reposts.</param>
sealed record DigestCard(DigestPost Post, long Seq, bool Listed, int Echo);

/// <summary>What a digest keeps of a post: little, for a session may have tens of thousands.</summary>
sealed record DigestPost(string Id, string Author, string By, DateTimeOffset At, bool Sensitive, IReadOnlyList<Media> Photos, IReadOnlyList<DigestPage> Pages)
{
    const int MostPages = 8;

    public static DigestPost Of(Post post) => new(
        post.Id, $"{post.Network}:{post.Author.Id}", post.Author.Name, post.CreatedAt, post.Sensitive || post.Warning is { Length: > 0 },
        [.. post.Media.Where(media => media.Kind == MediaKind.Image)], [.. PagesOf(post).DistinctBy(page => page.Address.Key).Take(MostPages)]);

    static IEnumerable<DigestPage> PagesOf(Post post)
    {
        var links = post.Spans.Where(span => span.Kind == SpanKind.Link).Select(span => PageAddress.Of(span.Value)).OfType<PageAddress>().ToList();
        if (PageAddress.Of(post.Card?.Url) is { } shown)
        {
            yield return new(shown, string.IsNullOrWhiteSpace(post.Card!.Title) ? null : post.Card.Title);
            // The network followed the only link there is: what it shows is where that leads, however short it was.
            if (links.Count == 1) yield break;
        }
        foreach (var link in links) yield return new(link, null);
    }
}

/// <summary>A page that a post links to, and its title where a network's preview tells it.</summary>
readonly record struct DigestPage(PageAddress Address, string? Title);
