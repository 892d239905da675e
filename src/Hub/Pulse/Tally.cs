using System.Runtime.InteropServices;

namespace Backchannel.Hub.Pulse;

/// <summary>
/// The decayed sums of sessions in memory: what an event is counted anew with, and what simulations are run on. It adds what <see cref="Counting"/> adds to
/// Redis, card by card. Pure.
/// </summary>
sealed class Tally(DateTimeOffset landmark)
{
    readonly Dictionary<string, Session> _sessions = [];

    public IReadOnlyDictionary<string, Session> Sessions => _sessions;

    public DateTimeOffset Landmark { get; } = landmark;

    public void Add(string session, string author, long minute, int cards)
    {
        if (!_sessions.TryGetValue(session, out var sums)) _sessions.Add(session, sums = new());
        ref var said = ref CollectionsMarshal.GetValueRefOrAddDefault(sums.Said, (minute, author), out _);
        var units = Decay.Units(said, said += cards);
        if (units != 0) sums.Add(author, units * Decay.Weight(minute, Landmark, Decay.Fast), units * Decay.Weight(minute, Landmark, Decay.Slow));
    }

    public Units At(DateTimeOffset now, string session) => _sessions.TryGetValue(session, out var sums) ? sums.At(now, Landmark) : default;

    /// <summary>One session's sums, as they stand at the landmark.</summary>
    public sealed class Session
    {
        /// <summary>Cards by minute and author.</summary>
        public Dictionary<(long Minute, string Author), int> Said { get; } = [];

        public Dictionary<string, (double Fast, double Slow)> Voices { get; } = [];

        public double Fast { get; private set; }

        public double Slow { get; private set; }

        public void Add(string author, double fast, double slow)
        {
            (Fast, Slow) = (Fast + fast, Slow + slow);
            ref var voice = ref CollectionsMarshal.GetValueRefOrAddDefault(Voices, author, out _);
            voice = (voice.Fast + fast, voice.Slow + slow);
        }

        public Units At(DateTimeOffset now, DateTimeOffset landmark)
        {
            (double Fast, double Slow) first = default, second = default, third = default;
            foreach (var voice in Voices.Values)
                if (voice.Fast > first.Fast) (first, second, third) = (voice, first, second);
                else if (voice.Fast > second.Fast) (second, third) = (voice, second);
                else if (voice.Fast > third.Fast) third = voice;
            double Faded(double sum, TimeSpan halfLife) => Decay.At(now, sum, landmark, halfLife);
            return new(Faded(Fast, Decay.Fast), Faded(Slow, Decay.Slow), Faded(first.Fast, Decay.Fast), Faded(first.Slow, Decay.Slow), Faded(third.Fast, Decay.Fast));
        }
    }
}
