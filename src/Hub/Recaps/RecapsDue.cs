using Backchannel.Hub.Events;
using Backchannel.Hub.Schedule;

namespace Backchannel.Hub.Recaps;

/// <summary>Which recaps of one event are due, as far as one hub knows. Pure.</summary>
sealed class RecapsDue
{
    readonly HashSet<string> _sessions = [], _made = [];
    readonly HashSet<DateOnly> _days = [];

    /// <summary>Up to this number of the feed it is known who posted where, and when.</summary>
    public long Seen { get; set; }

    /// <summary>A post that is on show.</summary>
    public void Hear(string? session, DateOnly day)
    {
        if (session is not null) _sessions.Add(session);
        _days.Add(day);
    }

    /// <param name="known">The event.</param>
    /// <param name="closed">Chats that their hosts closed.</param>
    /// <param name="now">When.</param>
    /// <param name="zone">In which its days are counted.</param>
    public IReadOnlyList<string> Now(KnownEvent known, IReadOnlyCollection<string> closed, DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = LocalDay.Of(now, zone);
        return
        [
            .. known.Sessions.Where(session => _sessions.Contains(session.Id) && !_made.Contains(session.Id) && (session.End + RecapKeeper.After <= now || closed.Contains(session.Id)))
                .Select(session => session.Id),
            .. _days.Where(day => day < today).Order().Select(RecapDay.Id).Where(id => !_made.Contains(id) && RecapDay.Read(id) is not null),
        ];
    }

    public void Done(IEnumerable<string> ids) => _made.UnionWith(ids);

    /// <summary>It has no posts any more: it is due when somebody posts again.</summary>
    public void Forget(string id)
    {
        _sessions.Remove(id);
        if (RecapDay.Read(id) is { } day) _days.Remove(day);
    }
}
