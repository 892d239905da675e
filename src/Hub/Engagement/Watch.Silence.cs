using Backchannel.Contracts;
using Backchannel.Hub.Filing;

namespace Backchannel.Hub.Engagement;

// A silence where there should be posts.
static partial class Watch
{
    /// <summary>A silence shorter than this is none.</summary>
    public const int QuietMinutes = 10;

    // None where five are expected happens by chance in 1 of 150 such silences. A pace that is other sessions' says less.
    const double ExpectedOfOwn = 5, ExpectedOfOthers = 10;

    static Alarm? Silent(CardsInOrder cards, IReadOnlyList<SourceReported> sources, DateTimeOffset now)
    {
        var networks = sources.Where(source => source.Network != Network.Here && source.State != SourceState.Finished).ToList();
        if (networks.Count > 0 && networks.TrueForAll(source => source.State is SourceState.Stopped or SourceState.Waiting or SourceState.Opening))
            return new(AlarmKind.Silent, "No network is being heard.", "See under Sources what each of them waits for.");
        var quiet = now.AddMinutes(-QuietMinutes);
        if (cards.Between(quiet, now.AddTicks(1)).Length > 0) return null;
        // The pace of the hour before the silence, wherever that began.
        var last = cards.Before(quiet) is [.., var latest] ? latest.At : now;
        var minutes = (now - last).TotalMinutes;
        var expected = cards.Between(last.AddMinutes(-PaceMinutes), last).Length * Math.Min(minutes, PaceMinutes) / PaceMinutes;
        if (expected < ExpectedOfOwn || minutes > PaceMinutes) return null;
        return new(
            AlarmKind.Silent, $"Nothing has come from anywhere for {Whole(minutes)} minutes; about {Whole(expected)} posts were to be expected.",
            "See under Sources whether one of them stands still, and whether the hashtag is still the one on the slides.");
    }

    static IEnumerable<Alarm> Quiet(CardsInOrder cards, IReadOnlyList<SessionInfo> sessions, DateTimeOffset now)
    {
        var since = now.AddMinutes(-QuietMinutes);
        var on = sessions.Where(session => !session.Cancelled && session.Start <= since && session.End > now && !Breaks.Is(session)).ToList();
        if (on.Count == 0) yield break;
        var late = InSessions(cards.Between(since, now.AddTicks(1)));
        var early = InSessions(cards.Between(since.AddMinutes(-PaceMinutes), since));
        foreach (var session in on.Where(session => !late.ContainsKey(session.Id)))
        {
            var own = early.GetValueOrDefault(session.Id) is { } posts ? Own(session, posts, since) : 0;
            var others = own > 0 ? 0 : on.Sum(other => late.GetValueOrDefault(other.Id)?.Count ?? 0) / (double)on.Count;
            if (own < ExpectedOfOwn && others < ExpectedOfOthers) continue;
            yield return new(
                AlarmKind.Quiet, $"Nobody has posted in it for {QuietMinutes} minutes; about {Whole(Math.Max(own, others))} posts were to be expected.",
                "See whether its hashtag is on the slides, and whether its posts are in no session.", session.Id);
        }
    }

    /// <summary>Posts to be expected in a silence by how many there were before it.</summary>
    static double Own(SessionInfo session, List<Card> posts, DateTimeOffset since)
    {
        var from = Later(posts[0].At, Later(session.Start, since.AddMinutes(-PaceMinutes)));
        // Three posts in the first minute are no pace.
        return posts.Count * (double)QuietMinutes / Math.Max(QuietMinutes, (since - from).TotalMinutes);
    }
}
