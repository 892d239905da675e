using Backchannel.Hub.Archive;
using Backchannel.Hub.Feed;
using StackExchange.Redis;

namespace Backchannel.Hub.Pulse;

/// <summary>
/// What one commit adds to an event's counters: in two round trips, however many cards it moved. The first counts cards, and tells by what it comes to which
/// authors were not heard in that session and minute before, or are not any more; the second adds those units to the decaying sums. Each ends by asking for the
/// landmark: where that is another one by then, somebody has counted the event anew meanwhile.
/// </summary>
sealed class Counting(FeedStep step, Landmark known, DateTimeOffset now)
{
    readonly List<Task> _pending = [];
    readonly List<Saying> _said = [];
    readonly List<(string Field, long By, Task<double> Cards)> _authors = [];
    Task<RedisValue>? _marker;

    public string Event => step.Event;

    /// <summary>What the units are weighed from: where the event was counted anew before this commit, that landmark.</summary>
    public Landmark Landmark { get; private set; } = known;

    public Task CountCards(IBatch batch)
    {
        var counts = step.Counts.SelectMany(card => card.Fields.Select(field => (Field: field, Card: card))).ToList();
        foreach (var group in counts.GroupBy(count => count.Field, count => count.Card)) CountTotals(batch, group.Key, [.. group]);
        var recent = counts.Where(count => count.Card.At > now - Decay.Reach).GroupBy(count => Decay.Minute(count.Card.At));
        foreach (var minute in recent)
        {
            CountSaid(batch, minute.Key, minute.ToList());
            if (minute.Key > Decay.Minute(now - PulseKeys.KeepMinutes)) CountMinute(batch, minute.Key, minute.ToList());
        }
        _marker = batch.StringGetAsync(PulseKeys.Marker(step.Event));
        return Task.CompletedTask;
    }

    /// <returns>False where it may have been counted twice or not at all.</returns>
    public async Task<bool> IsCounted()
    {
        await Task.WhenAll([.. _pending, .. _said.Select(saying => saying.Count), .. _authors.Select(author => author.Cards)]);
        // What was committed after somebody else's counting anew is not in that; what was before is, and was added on top.
        if (Landmark.Parse(await _marker!) is not { } found || found != Landmark && step.Last <= found.Seq) return false;
        Landmark = found;
        return true;
    }

    public async Task Weigh(IBatch batch)
    {
        _pending.Clear();
        await CountPeople(batch);
        var units = new List<(Saying Saying, int Units)>(_said.Count);
        foreach (var saying in _said)
            if (await saying.Count is var after && Decay.Units(after - saying.By, after) is not 0 and var came) units.Add((saying, came));
        var (fast, slow) = (PulseKeys.Fast(step.Event), PulseKeys.Slow(step.Event));
        foreach (var field in units.GroupBy(unit => unit.Saying.Field))
        {
            var (fastVoices, slowVoices) = (PulseKeys.FastVoices(step.Event, field.Key), PulseKeys.SlowVoices(step.Event, field.Key));
            foreach (var author in field.GroupBy(unit => unit.Saying.Author, unit => (unit.Saying.Minute, unit.Units)))
            {
                // Thousands, of which nobody asks what they came to. Where the connection breaks, what is awaited behind them fails too.
                _ = Weigh(batch, fastVoices, author.Key, author, Decay.Fast, CommandFlags.FireAndForget);
                _ = Weigh(batch, slowVoices, author.Key, author, Decay.Slow, CommandFlags.FireAndForget);
            }
            _pending.Add(Weigh(batch, fast, field.Key, field.Select(unit => (unit.Saying.Minute, unit.Units)), Decay.Fast));
            _pending.Add(Weigh(batch, slow, field.Key, field.Select(unit => (unit.Saying.Minute, unit.Units)), Decay.Slow));
        }
        _marker = batch.StringGetAsync(PulseKeys.Marker(step.Event));
    }

    public async Task<bool> IsWeighed()
    {
        await Task.WhenAll(_pending);
        return Landmark.Parse(await _marker!) == Landmark;
    }

    void CountTotals(IBatch batch, string field, List<CardCount> cards)
    {
        _pending.Add(batch.HashIncrementAsync(PulseKeys.Posts(step.Event), field, cards.Sum(card => card.By)));
        // Scores are an author's cards on show, so that the last one to leave takes its author along.
        var authors = PulseKeys.Authors(step.Event, field);
        foreach (var author in cards.GroupBy(card => card.Author))
            if (author.Sum(card => card.By) is not 0 and var by) _authors.Add((field, by, batch.SortedSetIncrementAsync(authors, author.Key, by)));
        if (cards.Any(card => card.By < 0)) _pending.Add(batch.SortedSetRemoveRangeByScoreAsync(authors, double.NegativeInfinity, 0));
    }

    // Who came and who left, by session: a thousand sets would have to be asked for their size.
    async Task CountPeople(IBatch batch)
    {
        var people = new Dictionary<string, int>();
        foreach (var (field, by, cards) in _authors)
            people[field] = people.GetValueOrDefault(field) + Decay.Units((long)await cards - by, (long)await cards);
        foreach (var (field, came) in people)
            if (came != 0) _pending.Add(batch.HashIncrementAsync(PulseKeys.People(step.Event), field, came));
    }

    void CountSaid(IBatch batch, long minute, List<(string Field, CardCount Card)> counts)
    {
        var key = PulseKeys.Said(step.Event, minute);
        foreach (var voice in counts.GroupBy(count => (count.Field, count.Card.Author)))
            if (voice.Sum(count => count.Card.By) is not 0 and var by)
                _said.Add(new(voice.Key.Field, voice.Key.Author, minute, by, batch.HashIncrementAsync(key, PulseKeys.Voice(voice.Key.Field, voice.Key.Author), by)));
        _pending.Add(batch.KeyExpireAsync(key, PulseKeys.KeepSaid));
    }

    void CountMinute(IBatch batch, long minute, List<(string Field, CardCount Card)> counts)
    {
        var (posts, why) = (PulseKeys.Minute(step.Event, minute), PulseKeys.Why(step.Event, minute));
        foreach (var field in counts.GroupBy(count => count.Field, count => count.Card))
        {
            _pending.Add(batch.HashIncrementAsync(posts, field.Key, field.Sum(card => card.By)));
            foreach (var trait in Reasons.All)
                if (field.Where(card => card.Traits.HasFlag(trait)).Sum(card => card.By) is not 0 and var by)
                    _pending.Add(batch.HashIncrementAsync(why, Reasons.Field(trait, field.Key), by));
        }
        _pending.Add(batch.KeyExpireAsync(posts, PulseKeys.KeepMinutes));
        _pending.Add(batch.KeyExpireAsync(why, PulseKeys.KeepMinutes));
    }

    Task Weigh(IBatch batch, RedisKey key, string member, IEnumerable<(long Minute, int Units)> units, TimeSpan halfLife, CommandFlags flags = CommandFlags.None) =>
        batch.SortedSetIncrementAsync(key, member, units.Sum(unit => unit.Units * Decay.Weight(unit.Minute, Landmark.At, halfLife)), flags);

    /// <param name="By">Cards that came, or went.</param>
    /// <param name="Count">Cards of this author, session and minute that there are then.</param>
    readonly record struct Saying(string Field, string Author, long Minute, int By, Task<long> Count);
}

/// <summary>What posts have besides words: why a session is talked about.</summary>
static class Reasons
{
    public static readonly IReadOnlyList<Traits> All = [Traits.Photo, Traits.Question, Traits.Link];

    public static RedisValue Field(Traits trait, string field) => $"{trait switch { Traits.Photo => "photos", Traits.Question => "questions", _ => "links" }} {field}";
}
