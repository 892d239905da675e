using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Backchannel.Hub.People;
using Backchannel.Hub.Pulse;
using Backchannel.Hub.Sources;

namespace Backchannel.Hub.Engagement;

/// <summary>
/// How the events are doing that somebody looks at: made anew at most once a second for all who ask, but at once where a post went, for what is gone
/// is gone here too.
/// </summary>
sealed class Desks(
    LedgerReader reader, FeedTails tails, LatestPulse pulse, SourceBoard board, RankHistory ranks, LeftOutList leftOut,
    TimeProvider time, IConfiguration configuration)
{
    /// <summary>Events whose cards are kept in memory; the one that nobody has asked for the longest goes.</summary>
    const int MostKept = 8;

    static readonly TimeSpan NewsEvery = TimeSpan.FromSeconds(1);

    readonly Lock _lock = new();
    readonly Dictionary<string, Place> _places = [];
    long _asked;

    public async Task<Desk> Get(KnownEvent known, CancellationToken stop) => (await Made(known, stop)).Desk;

    /// <summary>The event's cards, up to date; to be locked.</summary>
    public async Task<Ledger> Cards(KnownEvent known, CancellationToken stop) => (await Made(known, stop)).Ledger;

    async Task<Making> Made(KnownEvent known, CancellationToken stop)
    {
        var tail = await tails.Get(known.Slug);
        return await PlaceOf(known.Slug).Get(last => Stands(last, known, tail), last => Make(known, last?.Ledger ?? new()), stop);
    }

    Kept<Making> PlaceOf(string slug)
    {
        lock (_lock)
        {
            if (!_places.TryGetValue(slug, out var place))
            {
                if (_places.Count >= MostKept) _places.Remove(_places.MinBy(pair => pair.Value.Asked).Key);
                _places.Add(slug, place = new());
            }
            place.Asked = ++_asked;
            return place.Desk;
        }
    }

    bool Stands(Making made, KnownEvent known, FeedTail tail) =>
        time.GetElapsedTime(made.At) < NewsEvery && ReferenceEquals(made.Known, known)
        && tail.Read(made.Last, null, int.MaxValue, Reach.Committed) is { } news && news.Entries.All(entry => entry is { Post: not null, Kind: EntryKind.Shown });

    async Task<Making> Make(KnownEvent known, Ledger ledger)
    {
        var (at, now) = (time.GetTimestamp(), time.GetUtcNow());
        await reader.Update(known.Slug, ledger, CancellationToken.None);
        var pulses = await Pulses(known);
        var rising = await Rise(known, ledger, now);
        var (questions, sources) = (await reader.Questions(known.Slug, CancellationToken.None), board.Reports);
        Standing standing;
        lock (ledger)
            standing = new(
                pulses.FirstOrDefault(each => each.Session is null)?.Viewers, questions.Count(question => IsOpen(question.Value) && ledger.Holds(question.Key)), sources,
                SessionsNow.Of(ledger.Cards, pulses, ranks.Before(known.Slug, now), now), rising, [.. Watch.Look(ledger.Cards, known.Sessions, sources, now)]);
        standing = standing with { Alarms = await Named(known.Slug, ledger, standing.Alarms) };
        return new(new(known, ledger, now) { Standing = standing }, known, ledger, ledger.Last, at);
    }

    /// <summary>None while the counters are away: the rest of the desk stands without them.</summary>
    async Task<IReadOnlyList<SessionPulse>> Pulses(KnownEvent known)
    {
        try
        {
            return await pulse.Get(known, CancellationToken.None);
        }
        catch (Exception failure) when (Counters.IsTrouble(failure))
        {
            return [];
        }
    }

    async Task<Rising> Rise(KnownEvent known, Ledger ledger, DateTimeOffset now)
    {
        IReadOnlyList<Shared> shared;
        lock (ledger) shared = ledger.Shared(now.AddMinutes(-2 * RisingNow.Minutes));
        var photos = shared.Where(each => each.Told.Post.Photos.Count > 0).Select(each => each.Card.Id).TakeLast(500).ToList();
        var echoes = photos.Count > 0 ? await reader.Echoes(known.Slug, photos, CancellationToken.None) : new Dictionary<string, int>();
        return RisingNow.Of(shared, new(known.Slug, known.Sessions, configuration["Backchannel:PublicUrl"]), Desk.OwnTags(known), echoes, now);
    }

    /// <summary>Says who floods, unless that account does not want to be found.</summary>
    async Task<IReadOnlyList<Alarm>> Named(string slug, Ledger ledger, IReadOnlyList<Alarm> alarms)
    {
        if (alarms.All(alarm => alarm.Kind != AlarmKind.Flood)) return alarms;
        var hidden = await leftOut.All(slug, CancellationToken.None);
        lock (ledger)
            return
            [
                .. alarms.Select(alarm => alarm.PostId is { } id && ledger.ToldBy(id) is { } told && !told.Keys.Any(hidden.Contains)
                    ? alarm with { Who = new(told.Post.Author.Network, told.Handle, told.Post.By) }
                    : alarm),
            ];
    }

    static bool IsOpen(QuestionState state) => state is QuestionState.Queued or QuestionState.Asked;

    sealed class Place
    {
        public Kept<Making> Desk { get; } = new();
        public long Asked { get; set; }
    }

    /// <param name="Desk">What was made.</param>
    /// <param name="Known">Of which programme.</param>
    /// <param name="Ledger">Out of which cards.</param>
    /// <param name="Last">Up to which number of the feed.</param>
    /// <param name="At">When it was begun.</param>
    sealed record Making(Desk Desk, KnownEvent Known, Ledger Ledger, long Last, long At);
}
