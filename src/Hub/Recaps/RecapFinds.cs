using Backchannel.Contracts;
using Backchannel.Hub.Digests;
using Backchannel.Hub.People;
using Backchannel.Text;

namespace Backchannel.Hub.Recaps;

/// <summary>What is collected of posts: pages, photos, people. Pure.</summary>
static class RecapFinds
{
    const int MostLinks = 60, MostPhotos = 120, MostPeople = 2_000;

    public static IReadOnlyList<RecapLink> Links(OwnPages own, IReadOnlyList<RecapCard> cards) =>
    [
        .. cards.SelectMany(card => card.Post.Pages.Select(page => (Page: page, card.Post.Author)))
            .GroupBy(share => share.Page.Address.Key).Where(shares => !own.Hold(shares.First().Page.Address))
            .Select(shares => new RecapLink(
                shares.GroupBy(share => share.Page.Address.Url).MaxBy(each => each.DistinctBy(share => share.Author).Count())!.Key,
                shares.Select(share => share.Page.Title).FirstOrDefault(title => title is not null), shares.DistinctBy(share => share.Author).Count()))
            .OrderByDescending(link => link.People).Take(MostLinks),
    ];

    public static IReadOnlyList<RecapPhoto> Photos(IReadOnlyList<RecapCard> cards) =>
    [
        .. cards.SelectMany(card => card.Post.Photos.Select(photo => new RecapPhoto(card.Id, card.At, card.Post.By, card.Post.Author.Network, photo, card.Post.Sensitive)))
            .Take(MostPhotos),
    ];

    /// <summary>As the people pages list them: whoever minds to be found, is automated or asked to be left out is named nowhere.</summary>
    public static IReadOnlyList<RecapPerson> People(IReadOnlyList<RecapCard> cards, IReadOnlySet<string> leftOut) =>
    [
        .. cards.GroupBy(card => card.Post.Author).Where(own => own.All(card => card.Listed && !card.Author.Bot))
            .Select(own => (own.Key.Network, own.Last().Author)).Where(person => !Names.Of(person.Network, person.Author).Any(leftOut.Contains))
            .OrderBy(person => TextFold.Fold(person.Author.Name), StringComparer.Ordinal).ThenBy(person => person.Author.Handle, StringComparer.Ordinal)
            .Take(MostPeople).Select(person => new RecapPerson(person.Network, person.Author.Id, person.Author.Name, person.Author.Handle, person.Author.ProfileUrl)),
    ];
}
