using StackExchange.Redis;

namespace Backchannel.Hub.Pulse;

/// <summary>The cards of the last hours, counted in memory to be written at once: a command for each would take ten times as long.</summary>
sealed class RecentCards(DateTimeOffset landmark)
{
    readonly Tally _tally = new(landmark);
    readonly Dictionary<long, Dictionary<string, int>> _minutes = [], _why = [];

    public void Add(CardCount card)
    {
        var minute = Decay.Minute(card.At);
        var isLate = minute <= Decay.Minute(landmark - PulseKeys.KeepMinutes);
        foreach (var field in card.Fields)
        {
            _tally.Add(field, card.Author, minute, card.By);
            if (isLate) continue;
            Add(_minutes, minute, field, card.By);
            foreach (var trait in Reasons.All)
                if (card.Traits.HasFlag(trait)) Add(_why, minute, Reasons.Field(trait, field)!, card.By);
        }
    }

    /// <summary>Everything there is to write, as commands.</summary>
    public IEnumerable<Func<IBatch, Task>> Writes(string slug)
    {
        foreach (var (field, sums) in _tally.Sessions)
        {
            yield return batch => batch.SortedSetAddAsync(PulseKeys.Fast(slug), field, sums.Fast);
            yield return batch => batch.SortedSetAddAsync(PulseKeys.Slow(slug), field, sums.Slow);
            yield return batch => batch.SortedSetAddAsync(PulseKeys.FastVoices(slug, field), [.. sums.Voices.Select(voice => new SortedSetEntry(voice.Key, voice.Value.Fast))]);
            yield return batch => batch.SortedSetAddAsync(PulseKeys.SlowVoices(slug, field), [.. sums.Voices.Select(voice => new SortedSetEntry(voice.Key, voice.Value.Slow))]);
        }
        var said = _tally.Sessions.SelectMany(session => session.Value.Said.Select(said => (said.Key.Minute, new HashEntry(PulseKeys.Voice(session.Key, said.Key.Author), said.Value))));
        foreach (var minute in said.GroupBy(said => said.Minute, said => said.Item2))
            foreach (var write in Hash(PulseKeys.Said(slug, minute.Key), [.. minute], PulseKeys.KeepSaid)) yield return write;
        foreach (var (minute, fields) in _minutes)
            foreach (var write in Hash(PulseKeys.Minute(slug, minute), Entries(fields), PulseKeys.KeepMinutes)) yield return write;
        foreach (var (minute, fields) in _why)
            foreach (var write in Hash(PulseKeys.Why(slug, minute), Entries(fields), PulseKeys.KeepMinutes)) yield return write;
    }

    static IEnumerable<Func<IBatch, Task>> Hash(RedisKey key, HashEntry[] entries, TimeSpan keep)
    {
        yield return batch => batch.HashSetAsync(key, entries);
        yield return batch => batch.KeyExpireAsync(key, keep);
    }

    static HashEntry[] Entries(Dictionary<string, int> fields) => [.. fields.Select(field => new HashEntry(field.Key, field.Value))];

    static void Add(Dictionary<long, Dictionary<string, int>> minutes, long minute, string field, int by)
    {
        if (!minutes.TryGetValue(minute, out var fields)) minutes.Add(minute, fields = []);
        fields[field] = fields.GetValueOrDefault(field) + by;
    }
}
