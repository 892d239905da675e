using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using StackExchange.Redis;

namespace Backchannel.Hub.Pulse;

/// <summary>One look at all counters of an event: each step is one round trip, and asks only for what the one before leaves open.</summary>
sealed class PulseReading(IDatabase store, string slug, PulseMemory memory, DateTimeOffset now)
{
    readonly Dictionary<string, long> _posts = [];
    readonly Dictionary<string, Sums> _sums = [];
    readonly Dictionary<string, Crowd> _crowds = [];
    readonly Dictionary<string, long> _authors = [];
    readonly Dictionary<string, string> _loudest = [];
    readonly Dictionary<string, RecentCounts> _why = [];
    Dictionary<string, int[]> _lines = [];
    Dictionary<string, int> _viewers = [];
    RedisValue[] _hubs = [];
    DateTimeOffset _landmark;

    public DateTimeOffset Now => now;

    /// <summary>The whole event, and each of its sessions that has posts or viewers.</summary>
    public IReadOnlyCollection<string> Fields { get; private set; } = [];

    public Units UnitsOf(string field)
    {
        var (sums, crowd) = (_sums.GetValueOrDefault(field), _crowds.GetValueOrDefault(field));
        return new(Faded(sums.Fast, Decay.Fast), Faded(sums.Slow, Decay.Slow), Faded(crowd.LoudestFast, Decay.Fast), Faded(crowd.LoudestSlow, Decay.Slow), Faded(crowd.ThirdFast, Decay.Fast));
    }

    /// <summary>Cards and their authors by session, cards by minute, and the decaying sums.</summary>
    public async Task ReadCounts()
    {
        var batch = store.CreateBatch();
        var (marker, hubs) = (batch.StringGetAsync(PulseKeys.Marker(slug)), Presence.Hubs(batch, slug));
        var (posts, people) = (batch.HashGetAllAsync(PulseKeys.Posts(slug)), batch.HashGetAllAsync(PulseKeys.People(slug)));
        var (fast, slow) = (batch.SortedSetRangeByRankWithScoresAsync(PulseKeys.Fast(slug)), batch.SortedSetRangeByRankWithScoresAsync(PulseKeys.Slow(slug)));
        var minutes = memory.Sparklines.Due(now).Select(minute => (Minute: minute, Posts: batch.HashGetAllAsync(PulseKeys.Minute(slug, minute)))).ToList();
        batch.Execute();
        _landmark = Landmark.Parse(await marker)?.At ?? now;
        foreach (var field in await posts) _posts[field.Name!] = (long)field.Value;
        foreach (var field in await people) _authors[field.Name!] = (long)field.Value;
        foreach (var sum in await fast) _sums[sum.Element!] = new(_landmark, sum.Score, 0);
        foreach (var sum in await slow) _sums[sum.Element!] = _sums.GetValueOrDefault(sum.Element!) with { Slow = sum.Score };
        foreach (var (minute, counts) in minutes) memory.Sparklines.Learn(minute, await counts);
        _lines = memory.Sparklines.Lines(now);
        _hubs = await hubs;
    }

    /// <summary>The three who are heard most in each session, and who looks on where.</summary>
    /// <param name="own">Who looks on here.</param>
    /// <param name="isSession">Whether there is such a session: one that is not has no viewers worth a line.</param>
    public async Task ReadVoices(Presence presence, Dictionary<string, int> own, Func<string, bool> isSession)
    {
        var batch = store.CreateBatch();
        var others = presence.Others(batch, slug, _hubs);
        var voices = _sums.Where(sums => Faded(sums.Value.Fast, Decay.Fast) >= Heat.CrowdAtLeast && !Remembers(sums.Key, sums.Value))
            .Select(sums => (Field: sums.Key, Three: batch.SortedSetRangeByRankWithScoresAsync(PulseKeys.FastVoices(slug, sums.Key), 0, 2, Order.Descending))).ToList();
        batch.Execute();
        foreach (var (field, three) in voices) Hear(field, await three);
        _viewers = own;
        foreach (var hub in others)
            foreach (var channel in await hub) _viewers[channel.Name!] = _viewers.GetValueOrDefault(channel.Name!) + (int)channel.Value;
        Fields = [.. _posts.Keys.Union(_viewers.Keys.Where(isSession)).Append(PulseKeys.Whole).Distinct()];
    }

    /// <summary>How much of a session's hour is the one who is loudest now.</summary>
    public async Task ReadLoudest()
    {
        if (_loudest.Count == 0) return;
        var batch = store.CreateBatch();
        var scores = _loudest.Select(loudest => (Field: loudest.Key, Score: batch.SortedSetScoreAsync(PulseKeys.SlowVoices(slug, loudest.Key), loudest.Value))).ToList();
        batch.Execute();
        foreach (var (field, score) in scores) Learn(field, _crowds[field] with { LoudestSlow = await score ?? 0 });
    }

    public async Task ReadWhy(IReadOnlyList<string> fields)
    {
        var batch = store.CreateBatch();
        var faintest = Heat.Voice * Math.Pow(2, (now - _landmark) / Decay.Fast);
        var people = fields.Select(field => batch.SortedSetLengthAsync(PulseKeys.FastVoices(slug, field), faintest)).ToList();
        RedisValue[] reasons = [.. fields.SelectMany(field => Reasons.All.Select(trait => Reasons.Field(trait, field)))];
        var minutes = PulseKeys.Minutes(now, Heat.Audible).Select(minute => batch.HashGetAsync(PulseKeys.Why(slug, minute), reasons)).ToList();
        batch.Execute();
        var counts = new int[reasons.Length];
        foreach (var minute in minutes)
            foreach (var (at, count) in (await minute).Index()) counts[at] += (int?)count ?? 0;
        foreach (var (at, field) in fields.Index())
        {
            int Of(Traits trait) => Math.Max(0, counts[at * Reasons.All.Count + Reasons.All.Index().First(reason => reason.Item == trait).Index]);
            _why[field] = new((int)await people[at], Of(Traits.Photo), Of(Traits.Question), Of(Traits.Link));
        }
    }

    public SessionPulse Pulse(string field, double heat, int rank)
    {
        var line = _lines.GetValueOrDefault(field) ?? new int[Counters.Sparkline];
        var mean = Math.Round(line.TakeLast(Counters.MeanMinutes).Sum() / (double)Counters.MeanMinutes, 2);
        return new(slug, field == PulseKeys.Whole ? null : field, now, Math.Max(0, _posts.GetValueOrDefault(field)), _authors.GetValueOrDefault(field), mean,
            _viewers.GetValueOrDefault(field), heat, rank, line)
        { Recent = _why.GetValueOrDefault(field) };
    }

    bool Remembers(string field, Sums sums)
    {
        if (memory.Crowds.Find(field, sums) is not { } crowd) return false;
        _crowds[field] = crowd;
        return true;
    }

    void Hear(string field, SortedSetEntry[] three)
    {
        double Voice(int at) => at < three.Length ? three[at].Score : 0;
        // Of fewer voices nobody will ask how much of the hour is whose: they only fade.
        if (Faded(Voice(2), Decay.Fast) >= Heat.Voice) _loudest[field] = three[0].Element!;
        Learn(field, new(Voice(0), Voice(2)));
    }

    void Learn(string field, Crowd crowd)
    {
        _crowds[field] = crowd;
        // One that is not complete is asked for again, should the next step fail.
        if (crowd.LoudestSlow > 0 || !_loudest.ContainsKey(field)) memory.Crowds.Learn(field, _sums[field], crowd);
    }

    double Faded(double sum, TimeSpan halfLife) => Decay.At(now, sum, _landmark, halfLife);
}
