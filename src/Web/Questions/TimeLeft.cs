using Backchannel.Contracts;

namespace Backchannel.Web.Questions;

/// <summary>How a talk stands in time, for who gives it. wwwroot/app/room.js goes on with the same words.</summary>
static class TimeLeft
{
    /// <summary>Longer ago than this, nobody needs to be told.</summary>
    static readonly TimeSpan Over = TimeSpan.FromMinutes(60);

    public static string Words(SessionInfo session, DateTimeOffset now) =>
        now < session.Start ? Minutes(session.Start - now) is { } until ? $"in {until}" : ""
        : now < session.End ? $"{Minutes(session.End - now) ?? "a long time"} left"
        : now - session.End < Over ? $"{(int)(now - session.End).TotalMinutes} min over"
        : "over";

    /// <summary>Begun minutes count: with "1 min left" there is still time for a sentence. Null for what is hours away.</summary>
    static string? Minutes(TimeSpan time) => Math.Ceiling(time.TotalMinutes) is <= 180 and var minutes ? $"{minutes} min" : null;
}
