using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Web.Sessions;

/// <summary>Where a session stands in time.</summary>
public enum SessionPhase { Before, Live, Over, Cancelled }

/// <summary>The same, for people. <c>wwwroot/app/countdown.js</c> goes on with the same words.</summary>
static class SessionPhases
{
    public static SessionPhase Of(SessionInfo session, DateTimeOffset at) => session switch
    {
        { Cancelled: true } => SessionPhase.Cancelled,
        _ when at < session.Start => SessionPhase.Before,
        _ when at < session.End => SessionPhase.Live,
        _ => SessionPhase.Over,
    };

    /// <summary><c>Live · 37 min</c>, <c>In 12 min</c>, <c>Over</c>.</summary>
    public static string Badge(SessionInfo session, DateTimeOffset at) => Of(session, at) switch
    {
        SessionPhase.Cancelled => "Cancelled",
        SessionPhase.Before => $"In {Span(session.Start - at)}",
        SessionPhase.Live => $"Live · {Whole((at - session.Start).TotalMinutes)} min",
        _ => "Over",
    };

    /// <summary>A while in the two largest units that say something.</summary>
    public static string Span(TimeSpan left) => left switch
    {
        { TotalDays: >= 2 } => $"{Whole(left.TotalDays)} days",
        { TotalHours: >= 1 } when (left.Days * 24) + left.Hours is var hours =>
            left.Minutes == 0 || hours >= 10 ? $"{hours} h" : string.Create(CultureInfo.InvariantCulture, $"{hours} h {left.Minutes} min"),
        { TotalMinutes: >= 1 } => $"{Whole(left.TotalMinutes)} min",
        _ => "a moment",
    };

    static string Whole(double number) => Math.Floor(number).ToString(CultureInfo.InvariantCulture);
}
