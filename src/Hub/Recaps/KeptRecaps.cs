using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Backchannel.Hub.People;

namespace Backchannel.Hub.Recaps;

/// <summary>
/// The recaps that somebody asked for of late: one is made anew where its posts, its questions or its edits changed, once for all who ask; and at once
/// where something of it went, for what is gone is gone here too.
/// </summary>
sealed class KeptRecaps(RecapReader reader, LeftOutList leftOut, FeedTails tails, TimeProvider time)
{
    const int MostKept = 24;

    // Counts and places among questions are no part of the feed.
    static readonly TimeSpan NewsEvery = TimeSpan.FromSeconds(2), EchoesEvery = TimeSpan.FromSeconds(30);

    readonly Lock _lock = new();
    readonly Dictionary<(string Event, string Id), Place> _places = [];
    long _asked;

    /// <summary>As everybody sees it.</summary>
    public async Task<RecapInfo> Get(KnownEvent known, RecapState state, CancellationToken stop) => (await Tagged(known, state, stop)).Recap;

    /// <summary>The same, with a name that another making does not have.</summary>
    public async Task<(RecapInfo Recap, string Tag)> Tagged(KnownEvent known, RecapState state, CancellationToken stop)
    {
        var tail = await tails.Get(known.Slug);
        var made = await PlaceOf(known.Slug, state.Row.Id).Get(last => Stands(last, known, state, tail), _ => Make(known, state, tail), stop);
        return (made.Recap, made.Tag);
    }

    /// <summary>With all that is left out and hidden in it.</summary>
    public async Task<RecapInfo> Whole(KnownEvent known, RecapState state, CancellationToken stop)
    {
        var edits = state.Edits with { LeftOut = [], Hidden = [], Sections = [.. state.Edits.Sections.Select(section => section with { LeftOut = [] })] };
        return (await Make(known, state with { Subject = state.Subject with { Edits = edits } }, await tails.Get(known.Slug), stop)).Recap;
    }

    Kept<Made> PlaceOf(string slug, string id)
    {
        lock (_lock)
        {
            if (!_places.TryGetValue((slug, id), out var place))
            {
                if (_places.Count >= MostKept) _places.Remove(_places.MinBy(pair => pair.Value.Asked).Key);
                _places.Add((slug, id), place = new());
            }
            place.Asked = ++_asked;
            return place.Recap;
        }
    }

    bool Stands(Made made, KnownEvent known, RecapState state, FeedTail tail)
    {
        if (made.Stamp != state.Stamp) return false;
        var age = time.GetElapsedTime(made.At);
        if (!ReferenceEquals(made.Known, known) && age >= NewsEvery || made.Heard != tail.Heard && age >= EchoesEvery) return false;
        if (tail.Read(made.Seen, state.Scope.Session, int.MaxValue, Reach.Committed) is not { } page) return false;
        var news = page.Entries.Where(entry => made.Concerns(entry, state.Scope)).ToList();
        if (news.Count > 0) return age < NewsEvery && !news.Any(entry => IsGone(entry, state.Scope));
        made.Seen = Math.Max(made.Seen, page.Last);
        return true;
    }

    // An edit may have taken words back as well; who edits a post of long ago makes a recap anew, and no more than that.
    static bool IsGone(FeedEntry entry, RecapScope scope) =>
        entry.Post is null || entry.Kind is EntryKind.Removed or EntryKind.Changed || scope.Session is { } session && entry.Session != session;

    async Task<Made> Make(KnownEvent known, RecapState state, FeedTail tail, CancellationToken stop = default)
    {
        var (at, heard) = (time.GetTimestamp(), tail.Heard);
        var asking = state.Subject.Questions.Where(question => question.PostId is not null).DistinctBy(question => question.PostId).ToDictionary(question => question.PostId!, question => question.Number);
        var (last, cards) = await reader.Cards(known.Slug, state.Scope, asking, stop);
        var subject = state.Subject with { LeftOut = await leftOut.All(known.Slug, stop) };
        var plan = RecapPlan.Of(subject, cards, await reader.Newcomers(known.Slug, cards, stop));
        var posts = await reader.Posts(known.Slug, Recap.Named(plan), stop);
        return new(Recap.Of(known, state, plan, posts), [.. cards.Select(card => card.Id.GetHashCode(StringComparison.Ordinal))], known, state.Stamp, at, heard, last);
    }

    sealed class Place
    {
        public Kept<Made> Recap { get; } = new();
        public long Asked { get; set; }
    }

    /// <param name="Recap">What was made.</param>
    /// <param name="Posts">Hashes of all ids that it is made of: a day has tens of thousands, and of two alike one is looked at too often.</param>
    /// <param name="Known">By which programme.</param>
    /// <param name="Stamp">By which edits.</param>
    /// <param name="At">When it was begun.</param>
    /// <param name="Heard">How many counts had been heard by then.</param>
    /// <param name="Last">Up to which number of the feed.</param>
    sealed record Made(RecapInfo Recap, HashSet<int> Posts, KnownEvent Known, string Stamp, long At, long Heard, long Last)
    {
        /// <summary>Up to this number of the feed it has no news since.</summary>
        public long Seen { get; set; } = Last;

        public string Tag { get; } = $"\"{Guid.NewGuid():n}\"";

        public bool Concerns(FeedEntry entry, RecapScope scope) => scope.Session is not null || Posts.Contains(entry.PostId.GetHashCode(StringComparison.Ordinal))
            || entry.Post is { } post && post.CreatedAt >= scope.Start && post.CreatedAt < scope.End;
    }
}
