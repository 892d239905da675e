using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;

namespace Backchannel.Hub.Digests;

/// <summary>
/// The digests of the sessions that somebody asked for of late. One is made anew only where its session has news, at most every two seconds for all
/// who ask; but at once where something of it went, for what is gone is gone here too.
/// </summary>
sealed class SessionDigests(DigestReader reader, FeedReader feed, FeedTails tails, TimeProvider time, IConfiguration configuration)
{
    const int MostKept = 200;

    // Counts are no part of the feed, and what they change is the order of five.
    static readonly TimeSpan NewsEvery = TimeSpan.FromSeconds(2), EchoesEvery = TimeSpan.FromSeconds(10);

    readonly Lock _lock = new();
    readonly Dictionary<(string Event, string Session), Place> _places = [];
    long _asked;

    public async Task<SessionDigest> Get(KnownEvent known, SessionInfo session, CancellationToken stop)
    {
        var tail = await tails.Get(known.Slug);
        var made = await PlaceOf(known.Slug, session.Id).Get(last => Stands(last, known, session, tail), last => Make(last, known, session, tail), stop);
        return made.Digest;
    }

    Kept<Made> PlaceOf(string slug, string session)
    {
        lock (_lock)
        {
            if (!_places.TryGetValue((slug, session), out var place))
            {
                if (_places.Count >= MostKept) _places.Remove(_places.MinBy(pair => pair.Value.Asked).Key);
                _places.Add((slug, session), place = new());
            }
            place.Asked = ++_asked;
            return place.Digest;
        }
    }

    bool Stands(Made made, KnownEvent known, SessionInfo session, FeedTail tail)
    {
        var age = time.GetElapsedTime(made.At);
        if ((made.Start, made.End) != (session.Start, session.End)) return false;
        // Events are read anew with every change of any of them: that is no news of this one, but may be.
        if (!ReferenceEquals(made.Known, known) && age >= NewsEvery || made.Heard != tail.Heard && age >= EchoesEvery) return false;
        if (tail.Read(made.Seen, made.Digest.Session, int.MaxValue, Reach.Committed) is not { } news) return false;
        if (news.Entries.Count > 0) return age < NewsEvery && !news.Entries.Any(entry => IsGone(entry, made.Digest.Session));
        made.Seen = Math.Max(made.Seen, news.Last);
        return true;
    }

    static bool IsGone(FeedEntry entry, string session) => entry.Post is null || entry.Kind == EntryKind.Removed || entry.Session != session;

    async Task<Made> Make(Made? last, KnownEvent known, SessionInfo session, FeedTail tail)
    {
        var (at, heard) = (time.GetTimestamp(), tail.Heard);
        var (seq, cards) = await reader.Read(known.Slug, session.Id, last?.Seq ?? 0, last?.Words ?? new Dictionary<string, DigestPost>(), CancellationToken.None);
        var own = new OwnPages(known.Slug, known.Sessions, configuration["Backchannel:PublicUrl"]);
        var digest = Digest.Of(session, own, cards);
        var top = await reader.Entries(known.Slug, digest.Top, CancellationToken.None);
        return new(
            new(known.Slug, session.Id, feed.Epoch, seq, digest.Posts, digest.People, digest.Minutes, digest.Photos, digest.Links, top),
            known, session.Start, session.End, cards.ToDictionary(card => card.Post.Id, card => card.Post), at, heard);
    }

    sealed class Place
    {
        public Kept<Made> Digest { get; } = new();
        public long Asked { get; set; }
    }

    /// <param name="Digest">What was made.</param>
    /// <param name="Known">Out of which programme.</param>
    /// <param name="Start">When its session began then.</param>
    /// <param name="End">When it ended.</param>
    /// <param name="Words">What was read for it.</param>
    /// <param name="At">When it was begun.</param>
    /// <param name="Heard">How many counts had been heard by then.</param>
    sealed record Made(
        SessionDigest Digest, KnownEvent Known, DateTimeOffset Start, DateTimeOffset End, IReadOnlyDictionary<string, DigestPost> Words, long At, long Heard)
    {
        public long Seq => Digest.Last;

        /// <summary>Up to this number of the feed the session has no news since.</summary>
        public long Seen { get; set; } = Digest.Last;
    }
}
