using Backchannel.Contracts;

namespace Backchannel.Hub.Digests;

/// <summary>A card of a session as its digest sees it.</summary>
/// <param name="Post">Its words, read once a version.</param>
/// <param name="Seq">The number that put it on show.</param>
/// <param name="Listed">Its author does not mind to be found: whoever does is shown live, and is in nothing that is collected.</param>
/// <param name="Echo">Answers and reposts.</param>
sealed record DigestCard(DigestPost Post, long Seq, bool Listed, int Echo);

/// <summary>What a digest keeps of a post: little, for a session may have tens of thousands.</summary>
sealed record DigestPost(
    string Id, (Network Network, string Id) Author, string By, DateTimeOffset At, bool Sensitive, IReadOnlyList<Media> Photos, IReadOnlyList<DigestPage> Pages)
{
    const int MostPages = 8;

    public static DigestPost Of(Post post) => new(
        post.Id, (post.Network, post.Author.Id), post.Author.Name, post.CreatedAt, post.Sensitive || post.Warning is { Length: > 0 },
        [.. post.Media.Where(media => media.Kind == MediaKind.Image)], PagesOf(post));

    static List<DigestPage> PagesOf(Post post)
    {
        var pages = new List<DigestPage>(0);
        foreach (var span in post.Spans)
            if (span.Kind == SpanKind.Link && PageAddress.Of(span.Value) is { } link) Add(pages, link);
        if (PageAddress.Of(post.Card?.Url) is not { } shown) return pages;
        // The network followed the only link there is: what it shows is where that leads, however short it was.
        if (pages.Count == 1) pages.Clear();
        pages.RemoveAll(page => page.Address.Key == shown.Key);
        pages.Insert(0, new(shown, string.IsNullOrWhiteSpace(post.Card!.Title) ? null : post.Card.Title));
        return pages;
    }

    static void Add(List<DigestPage> pages, PageAddress link)
    {
        if (pages.Count < MostPages && pages.TrueForAll(page => page.Address.Key != link.Key)) pages.Add(new(link, null));
    }
}

/// <summary>A page that a post links to, and its title where a network's preview tells it.</summary>
readonly record struct DigestPage(PageAddress Address, string? Title);
