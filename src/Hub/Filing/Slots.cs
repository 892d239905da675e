using Backchannel.Contracts;

namespace Backchannel.Hub.Filing;

/// <summary>When sessions are on. A session's slot is longer than the session: people come early and write up what they heard.</summary>
sealed class Slots
{
    static readonly TimeSpan Early = TimeSpan.FromMinutes(10), Late = TimeSpan.FromMinutes(15);

    readonly SessionInfo[] _byStart;

    // The latest end of each session and all before it: where that is past, nothing further back can be on.
    readonly DateTimeOffset[] _latestEnd;

    public Slots(IReadOnlyList<SessionInfo> sessions)
    {
        _byStart = [.. sessions.Where(session => !session.Cancelled).OrderBy(session => session.Start).ThenBy(session => session.Id, StringComparer.Ordinal)];
        _latestEnd = new DateTimeOffset[_byStart.Length];
        var latest = DateTimeOffset.MinValue;
        for (var i = 0; i < _byStart.Length; i++) _latestEnd[i] = latest = _byStart[i].End > latest ? _byStart[i].End : latest;
    }

    /// <summary>The sessions in whose slot a moment lies.</summary>
    public List<SessionInfo> At(DateTimeOffset at)
    {
        var on = new List<SessionInfo>();
        for (var i = BegunBy(at) - 1; i >= 0 && at - _latestEnd[i] <= Late; i--)
            if (Covers(_byStart[i], at)) on.Add(_byStart[i]);
        return on;
    }

    // Differences of times cannot overflow, sums can.
    public static bool Covers(SessionInfo session, DateTimeOffset at) => at - session.Start >= -Early && at - session.End <= Late;

    /// <summary>How long its slot has been on; negative before.</summary>
    public static TimeSpan Age(SessionInfo session, DateTimeOffset at) => at - session.Start + Early;

    public static bool Runs(SessionInfo session, DateTimeOffset at) => session.Start <= at && at < session.End;

    /// <summary>What runs goes first, then what is nearest in time. Of several that run, the one that began last: others run all day.</summary>
    public static SessionInfo? Nearest(IEnumerable<SessionInfo> sessions, DateTimeOffset at) => sessions
        .OrderBy(session => Distance(session, at)).ThenByDescending(session => session.Start).ThenBy(session => session.Id, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>Of several that a post speaks of, in its order: the first that runs, else the first that is on, else the first.</summary>
    public static SessionInfo? FirstOn(IEnumerable<SessionInfo> sessions, DateTimeOffset at)
    {
        var spoken = sessions.ToList();
        return spoken.Find(session => !session.Cancelled && Runs(session, at))
            ?? spoken.Find(session => !session.Cancelled && Covers(session, at)) ?? spoken.FirstOrDefault();
    }

    /// <summary>Of what is on in one place: what runs, else what has just ended, for people write of what they heard, else what is about to begin.</summary>
    public static SessionInfo? Current(IEnumerable<SessionInfo> sessions, DateTimeOffset at) => sessions
        .OrderBy(session => Runs(session, at) ? 0 : session.Start <= at ? 1 : 2).ThenBy(session => Distance(session, at))
        .ThenByDescending(session => session.Start).ThenBy(session => session.Id, StringComparer.Ordinal).FirstOrDefault();

    static TimeSpan Distance(SessionInfo session, DateTimeOffset at) =>
        at < session.Start ? session.Start - at : at > session.End ? at - session.End : TimeSpan.Zero;

    /// <summary>
    /// The one session that a post without any other sign can be about: the only one that runs or has just ended; where there is none of these, the
    /// only one about to begin. What has ended is over once the next begins in its room, and once a break does. Breaks themselves are nobody's subject.
    /// </summary>
    public static SessionInfo? Alone(IReadOnlyList<SessionInfo> on, DateTimeOffset at)
    {
        var pausing = on.Any(session => Runs(session, at) && Breaks.Is(session));
        var talks = on.Where(session => !Breaks.Is(session)).ToList();
        var begun = talks.Where(session => session.Start <= at && !IsOver(session)).ToList();
        return (begun.Count > 0 || pausing ? begun : talks.FindAll(session => session.Start > at)) is [var only] ? only : null;

        bool IsOver(SessionInfo session) =>
            at >= session.End && (pausing || talks.Exists(next => next.Room == session.Room && Runs(next, at)));
    }

    /// <summary>How many begin, slot included, no later than a moment.</summary>
    int BegunBy(DateTimeOffset at)
    {
        var (low, high) = (0, _byStart.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (at - _byStart[middle].Start >= -Early) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
