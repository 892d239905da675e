using Backchannel.Contracts;
using Backchannel.Hub.Filing;
using Backchannel.Hub.Pulse;

namespace Backchannel.Hub.Tests.Pulse;

/// <summary>Posts counted as the hub counts them, in memory, up to any moment one wants to look at.</summary>
sealed class Simulation(IReadOnlyList<SessionInfo> programme, IReadOnlyList<MadeUpPost> posts, double smoothing = Heat.Smoothing)
{
    readonly Tally _tally = new(MadeUpHall.Opens);
    int _counted;

    /// <summary>The sessions that have posts, hottest first, as they stand at <paramref name="now"/>, which only goes on.</summary>
    public IReadOnlyList<(string Session, Heat Heat)> At(DateTimeOffset now)
    {
        for (; _counted < posts.Count && posts[_counted].At <= now; _counted++)
            _tally.Add(posts[_counted].Session, posts[_counted].Author, Decay.Minute(posts[_counted].At), 1);
        var heats = programme.Where(session => _tally.Sessions.ContainsKey(session.Id))
            .Select(session => (session.Id, Heat.Of(_tally.At(now, session.Id), Slots.Age(session, now), smoothing)));
        return [.. Heat.Order(heats, session => session.Item2, session => session.Id)];
    }

    /// <summary>1 is the hottest; a session that is not there comes after all.</summary>
    public int RankAt(DateTimeOffset now, string session) => At(now).Select(ranked => ranked.Session).TakeWhile(id => id != session).Count() + 1;
}
