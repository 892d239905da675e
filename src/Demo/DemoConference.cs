using Backchannel.Contracts;

namespace Backchannel.Demo;

/// <summary>
/// Harbour Conf 2026, a conference that never was: three days in 36 minutes, over and over. Everything follows from the moment at which a run
/// began, so that whoever knows the time knows the programme and every post, and a restart goes on in the same run. All people, texts and
/// pictures are made up.
/// </summary>
public static class DemoConference
{
    public const string Slug = "harbourconf";

    public const string Name = "Harbour Conf 2026";

    public const string TimeZone = "Europe/Lisbon";

    /// <summary>The event's colour.</summary>
    public const string Accent = "#ff7a59";

    /// <summary>Without #. The sessions bring their own: <see cref="SessionInfo.Hashtags"/>.</summary>
    public static IReadOnlyList<string> Hashtags { get; } = [Slug];

    /// <summary>Each room's hashtag means whatever is on there.</summary>
    public static IReadOnlyList<RoomInfo> Rooms { get; } =
        [new("Main hall", ["hbrHall"], false), new("Room B", ["hbrRoomB"], false), new("Room C", ["hbrRoomC"], false), new("Lighthouse", ["hbrLight"], false)];

    public const int Days = 3;

    public static TimeSpan DayLength { get; } = TimeSpan.FromMinutes(12);

    public static TimeSpan RunLength { get; } = Days * DayLength;

    /// <summary>When the run that is on at <paramref name="now"/> began: runs begin at whole multiples of 36 minutes since 1970.</summary>
    public static DateTimeOffset RunStart(DateTimeOffset now) => DateTimeOffset.UnixEpoch + CurrentRun(now) * RunLength;

    /// <summary>The number of the run that is on at <paramref name="now"/>.</summary>
    public static long CurrentRun(DateTimeOffset now) => (long)Math.Floor((now - DateTimeOffset.UnixEpoch) / RunLength);

    /// <summary>The programme of the run that began at <paramref name="runStart"/>, by start. Ids and hashtags are the same in every run.</summary>
    public static IReadOnlyList<SessionInfo> Sessions(DateTimeOffset runStart) => [.. Programme.Of(runStart).Select(slot => slot.Info)];

    /// <summary>What is asked on the event's own page in the run that began at <paramref name="runStart"/>, by time: the same each time it is asked.</summary>
    public static IReadOnlyList<DemoQuestion> Questions(DateTimeOffset runStart) => Asking.Of(runStart);

    /// <summary>
    /// What happens in the run that began at <paramref name="runStart"/>, by time and made as it is asked for: the same each time it is asked.
    /// Each post's times are the moment at which it is due.
    /// </summary>
    public static IEnumerable<DemoStep> Posts(DateTimeOffset runStart)
    {
        // A timeline tells its run once: each enumeration gets its own.
        foreach (var step in new Timeline(runStart).Steps()) yield return step;
    }
}

/// <summary>One thing that happens in a run.</summary>
/// <param name="Index">From 0, without gaps.</param>
/// <param name="At">When it is due.</param>
/// <param name="Change">What.</param>
public sealed record DemoStep(int Index, DateTimeOffset At, PostChange Change);
