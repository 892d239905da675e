using Backchannel.Contracts;
using Microsoft.AspNetCore.Builder;

namespace Backchannel.Web.Tests;

public sealed partial class HubStandIn
{
    /// <summary>How often digests were read.</summary>
    public int Digested => _digested;

    /// <summary>Pages beyond those that posts link to, for digests.</summary>
    public IReadOnlyList<DigestLink> Links { get; set; } = [];

    int _digested;

    partial void MapSessions(WebApplication app) =>
        app.MapGet("/api/events/{slug}/sessions/{id}/digest", (string slug, string id) =>
        {
            _ = Interlocked.Increment(ref _digested);
            return Known(slug, feed => feed.Sessions.FirstOrDefault(session => session.Id == id) is { } session ? Digest(feed, session) : null);
        });

    SessionDigest Digest(StandInFeed feed, SessionInfo session)
    {
        var cards = feed.Page(Epoch, session.Id, after: null, before: null, int.MaxValue).Entries;
        return new SessionDigest(
            feed.Slug, session.Id, Epoch, feed.Last, cards.Count, cards.DistinctBy(card => card.Post!.Author.Id).Count(),
            [.. cards.GroupBy(card => Minute(session, card)).OrderBy(minute => minute.Key).Select(minute => new DigestMinute(minute.Key, minute.Count(), minute.Min(card => card.Seq)))],
            [
                .. cards.SelectMany(card => card.Post!.Media.Where(media => media.Kind is MediaKind.Image).Select(media => new DigestPhoto(
                    card.PostId, card.Seq, card.Post.CreatedAt, Minute(session, card), card.Post.Author.Name, media, card.Post.Sensitive))).TakeLast(120),
            ],
            [
                .. Links, .. cards.Where(card => card.Post!.Card is not null).GroupBy(card => card.Post!.Card!.Url)
                    .Select(shares => new DigestLink(shares.Key, shares.First().Post!.Card!.Title, shares.Count())),
            ],
            [.. cards.Where(card => card.Post!.Echo is { } echo && echo.Reposts + echo.Replies > 0).OrderByDescending(card => card.Post!.Echo.Reposts + card.Post.Echo.Replies).Take(5)]);
    }

    static int Minute(SessionInfo session, FeedEntry card) => (int)Math.Floor((card.Post!.CreatedAt - session.Start).TotalMinutes);
}
