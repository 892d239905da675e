using System.Collections.Concurrent;
using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;

namespace Backchannel.Hub.People;

/// <summary>The people of each event that somebody asked for: made anew at most every half minute for all who ask, but soon where a post went.</summary>
sealed class EventPeople(PeopleReader reader, LeftOutList leftOut, FeedTails tails, TimeProvider time)
{
    // What is gone must be gone within a second.
    static readonly TimeSpan NewsEvery = TimeSpan.FromSeconds(30), GoneEvery = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<string, Kept<Made>> _events = new();

    public async Task<Gathering> Get(KnownEvent known, CancellationToken stop)
    {
        var tail = await tails.Get(known.Slug);
        // Read before the people are: who asks to be left out meanwhile is left out next.
        var stamp = await leftOut.Stamp(known.Slug, stop);
        var made = await _events.GetOrAdd(known.Slug, _ => new()).Get(last => Stands(last, known, stamp, tail), _ => Make(known, stamp), stop);
        return made.People;
    }

    bool Stands(Made made, KnownEvent known, (int, DateTimeOffset) stamp, FeedTail tail)
    {
        if (made.LeftOut != stamp) return false;
        var age = time.GetElapsedTime(made.At);
        if (age < GoneEvery) return true;
        // Events are read anew with every change of any of them: that is no news of this one, but may be.
        if (!ReferenceEquals(made.Known, known) && age >= NewsEvery) return false;
        return tail.Read(made.Last, null, int.MaxValue, Reach.Committed) is { } news
            && (news.Entries.Count == 0 || age < NewsEvery && news.Entries.All(entry => entry is { Post: not null, Kind: not EntryKind.Removed }));
    }

    async Task<Made> Make(KnownEvent known, (int, DateTimeOffset) stamp)
    {
        var at = time.GetTimestamp();
        var (people, last) = await reader.Read(known, await leftOut.All(known.Slug, CancellationToken.None), CancellationToken.None);
        return new(people, known, stamp, last, at);
    }

    /// <param name="People">Who was there.</param>
    /// <param name="Known">By which programme.</param>
    /// <param name="LeftOut">By which list of those left out.</param>
    /// <param name="Last">Up to which number of the feed.</param>
    /// <param name="At">When it was begun.</param>
    sealed record Made(Gathering People, KnownEvent Known, (int, DateTimeOffset) LeftOut, long Last, long At);
}
