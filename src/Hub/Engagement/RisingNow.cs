using Backchannel.Contracts;
using Backchannel.Hub.Digests;

namespace Backchannel.Hub.Engagement;

/// <summary>What more people share than just before. Pure.</summary>
static class RisingNow
{
    /// <summary>Minutes that are compared with as many before them.</summary>
    public const int Minutes = 30;

    const int MostLinks = 8, MostPhotos = 8, MostTags = 12, MostPairs = 8;

    // One person's pair is a habit of theirs.
    const int LeastPeople = 2;

    /// <param name="shared">Recent cards with what they share; those of people who do not want to be found are not among them.</param>
    /// <param name="own">Pages that are no find.</param>
    /// <param name="ownTags">Hashtags of the event, its rooms and its sessions, folded.</param>
    /// <param name="echoes">Answers and reposts of posts with photos.</param>
    /// <param name="now">The moment.</param>
    public static Rising Of(
        IReadOnlyList<Shared> shared, OwnPages own, IReadOnlySet<string> ownTags, IReadOnlyDictionary<string, int> echoes, DateTimeOffset now)
    {
        var since = now.AddMinutes(-Minutes);
        var tags = Uses(shared, since, each => each.Told.Tags.Where(tag => !ownTags.Contains(tag.Key)).Select(tag => (tag.Key, tag.Spelling)));
        var spelling = tags.ToDictionary(tag => tag.Key, tag => tag.Spelling);
        var rising = tags.Where(tag => tag.People > tag.Before).Select(tag => tag.Key).ToHashSet();
        return new(
            Links(shared, own, since), Photos(shared, echoes, since),
            [.. tags.Where(tag => rising.Contains(tag.Key)).OrderByDescending(tag => tag.People - tag.Before).ThenBy(tag => tag.Key, StringComparer.Ordinal)
                .Take(MostTags).Select(tag => new RisingTag(tag.Spelling, tag.People, tag.Before))],
            Pairs(shared, rising, spelling, since));
    }

    /// <summary>Pages that most people share; <paramref name="since"/> is where the last minutes begin.</summary>
    public static IReadOnlyList<RisingLink> Links(IReadOnlyList<Shared> shared, OwnPages own, DateTimeOffset since)
    {
        var titles = shared.SelectMany(each => each.Told.Post.Pages).Where(page => page.Title is not null)
            .GroupBy(page => page.Address.Key).ToDictionary(pages => pages.Key, pages => pages.First().Title);
        return
        [
            .. Uses(shared, since, each => each.Told.Post.Pages.Where(page => !own.Hold(page.Address)).Select(page => (page.Address.Key, page.Address.Url)))
                .Where(link => link.People > 0).OrderByDescending(link => link.People).ThenByDescending(link => link.People - link.Before)
                .ThenBy(link => link.Key, StringComparer.Ordinal).Take(MostLinks)
                .Select(link => new RisingLink(link.Spelling, titles.GetValueOrDefault(link.Key), link.People, link.Before)),
        ];
    }

    static List<RisingPhoto> Photos(IReadOnlyList<Shared> shared, IReadOnlyDictionary<string, int> echoes, DateTimeOffset since) =>
    [
        .. shared.Where(each => each.Card.At > since && !each.Told.Post.Sensitive && each.Told.Post.Photos.Count > 0)
            .Select(each => new RisingPhoto(each.Card.Id, each.Card.Session, each.Card.At, each.Told.Post.Photos[0], echoes.GetValueOrDefault(each.Card.Id)))
            .OrderByDescending(photo => photo.Echo).ThenByDescending(photo => photo.At).ThenBy(photo => photo.PostId, StringComparer.Ordinal).Take(MostPhotos),
    ];

    static List<RisingPair> Pairs(IReadOnlyList<Shared> shared, HashSet<string> rising, Dictionary<string, string> spelling, DateTimeOffset since) =>
    [
        .. Uses(shared, since, each => PairsOf(each.Told.Tags.Select(tag => tag.Key).Where(rising.Contains).Order(StringComparer.Ordinal).ToList()))
            .Where(pair => pair.People >= LeastPeople && pair.People > pair.Before)
            .OrderByDescending(pair => pair.People - pair.Before).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MostPairs)
            .Select(pair => pair.Key.Split('\n') is [var one, var other] ? new RisingPair(spelling[one], spelling[other], pair.People, pair.Before) : null).OfType<RisingPair>(),
    ];

    static IEnumerable<(string Key, string Spelling)> PairsOf(List<string> tags)
    {
        for (var one = 0; one < tags.Count; one++)
            for (var other = one + 1; other < tags.Count; other++)
                yield return ($"{tags[one]}\n{tags[other]}", "");
    }

    static List<Use> Uses(IReadOnlyList<Shared> shared, DateTimeOffset since, Func<Shared, IEnumerable<(string Key, string Spelling)>> uses) =>
    [
        .. shared.SelectMany(each => uses(each).Select(use => (use.Key, use.Spelling, each.Card.By, Late: each.Card.At > since)))
            .GroupBy(use => use.Key)
            .Select(all => new Use(
                all.Key, all.GroupBy(use => use.Spelling).OrderByDescending(spelt => spelt.Count()).ThenBy(spelt => spelt.Key, StringComparer.Ordinal).First().Key,
                all.Where(use => use.Late).DistinctBy(use => use.By).Count(), all.Where(use => !use.Late).DistinctBy(use => use.By).Count())),
    ];

    /// <param name="Key">What is shared.</param>
    /// <param name="Spelling">As most write it.</param>
    /// <param name="People">Who did of late.</param>
    /// <param name="Before">Who did before.</param>
    readonly record struct Use(string Key, string Spelling, int People, int Before);
}

/// <summary>A card with what it shares.</summary>
readonly record struct Shared(Card Card, Told Told);
