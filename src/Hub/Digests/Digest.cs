using Backchannel.Contracts;

namespace Backchannel.Hub.Digests;

/// <summary>What a session's cards come to. Pure.</summary>
/// <param name="Posts">How many there are.</param>
/// <param name="People">By how many authors.</param>
/// <param name="Minutes">When they were made.</param>
/// <param name="Photos">In the order in which they were posted.</param>
/// <param name="Links">Most often shared first.</param>
/// <param name="Top">Most answered and passed on first.</param>
sealed record Digest(
    int Posts, int People, IReadOnlyList<DigestMinute> Minutes, IReadOnlyList<DigestPhoto> Photos, IReadOnlyList<DigestLink> Links, IReadOnlyList<DigestCard> Top)
{
    const int MostPhotos = 120, MostLinks = 40, MostTop = 5;

    /// <summary>Posts further off than this say nothing about the minutes of a session.</summary>
    static readonly TimeSpan Around = TimeSpan.FromHours(24);

    public static Digest Of(SessionInfo session, OwnPages own, IEnumerable<DigestCard> cards)
    {
        var all = cards.OrderBy(card => card.Post.At).ThenBy(card => card.Seq).ToList();
        var listed = all.Where(card => card.Listed).ToList();
        return new(
            all.Count, all.Select(card => card.Post.Author).Distinct().Count(), MinutesOf(session, all), PhotosOf(session, listed), LinksOf(own, listed),
            // The order is a stable one: of two alike the earlier goes first.
            [.. listed.Where(card => card.Echo > 0).OrderByDescending(card => card.Echo).Take(MostTop)]);
    }

    static List<DigestMinute> MinutesOf(SessionInfo session, List<DigestCard> cards) =>
    [
        .. cards.Where(card => card.Post.At >= session.Start - Around && card.Post.At <= session.End + Around)
            .GroupBy(card => Minute(session, card)).Select(minute => new DigestMinute(minute.Key, minute.Count(), minute.Min(card => card.Seq)))
            .OrderBy(minute => minute.Minute),
    ];

    // Where there are too many, the latest: who follows live wants the slide that is up.
    static List<DigestPhoto> PhotosOf(SessionInfo session, List<DigestCard> cards) =>
    [
        .. cards.SelectMany(card => card.Post.Photos.Select(photo => new DigestPhoto(
            card.Post.Id, card.Seq, card.Post.At, Minute(session, card), card.Post.By, photo, card.Post.Sensitive))).TakeLast(MostPhotos),
    ];

    static List<DigestLink> LinksOf(OwnPages own, List<DigestCard> cards) =>
    [
        .. cards.SelectMany(card => card.Post.Pages.Select(page => new Share(page, card.Post.Author)))
            .GroupBy(share => share.Page.Address.Key).Where(shares => !own.Hold(shares.First().Page.Address))
            .Select(shares => new DigestLink(
                MostGiven(shares), shares.Select(share => share.Page.Title).FirstOrDefault(title => title is not null), Authors(shares)))
            .OrderByDescending(link => link.Shares).Take(MostLinks),
    ];

    static string MostGiven(IEnumerable<Share> shares) => shares.GroupBy(share => share.Page.Address.Url).MaxBy(Authors)!.Key;

    static int Authors(IEnumerable<Share> shares) => shares.DistinctBy(share => share.Author).Count();

    readonly record struct Share(DigestPage Page, (Network Network, string Id) Author);

    static int Minute(SessionInfo session, DigestCard card) =>
        (int)Math.Clamp(Math.Floor((card.Post.At - session.Start).TotalMinutes), int.MinValue, int.MaxValue);
}
