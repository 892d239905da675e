using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Web.Shell;

namespace Backchannel.Web.Sessions;

/// <summary>A session at one moment, as the parts of its page show it.</summary>
/// <param name="Event">Its event.</param>
/// <param name="Session">The session.</param>
/// <param name="Digest">What its posts come to.</param>
/// <param name="At">The moment. UTC.</param>
public sealed record SessionView(EventInfo Event, SessionInfo Session, SessionDigest Digest, DateTimeOffset At)
{
    public TimeZoneInfo Zone => EventZone.Of(Event);

    public SessionPhase Phase => SessionPhases.Of(Session, At);

    /// <summary>What people post with: its own hashtags; proposed ones bring nothing in by themselves and go beside the event's.</summary>
    public IReadOnlyList<string> Tags => (Session.Hashtags.Count, Session.Proposed) switch
    {
        (0, _) => [.. Event.Hashtags.Take(1)],
        // A chat meets on its event's.
        (_, true) when Session.Chat => [.. Event.Hashtags.Take(1)],
        (_, true) => [.. Event.Hashtags.Take(1), Session.Hashtags[0]],
        _ => [.. Session.Hashtags.Take(2)],
    };

    /// <summary>The hour in the event's zone.</summary>
    public string Hour(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A session nothing is known of yet.</summary>
    public static SessionDigest Nothing(EventInfo info, string session) => new(info.Slug, session, info.Epoch, 0, 0, 0, [], [], [], []);
}
