using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Web.Figures;

/// <summary>Numbers in words. Pure.</summary>
static class FigureWords
{
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>As few digits as tell it: 31, 3.4, 0.2.</summary>
    public static string Rate(double rate) => rate >= 10 ? Count((long)Math.Round(rate)) : rate.ToString("0.#", CultureInfo.InvariantCulture);

    public static string Share(double? share) => share is { } part ? $"{Math.Round(part * 100).ToString(CultureInfo.InvariantCulture)} %" : "–";

    /// <summary>By how much per cent something changed; null where there was nothing to change.</summary>
    public static int? Change(double now, double before) => before == 0 ? null : (int)Math.Round((now - before) * 100 / before);

    /// <summary>One thing, two things.</summary>
    public static string Of(long number, string one, string many) => $"{Count(number)} {(number == 1 ? one : many)}";

    public static string Minutes(int minutes) => minutes switch { 60 => "hour", 1440 => "24 hours", _ => Of(minutes, "minute", "minutes") };

    /// <summary>What makes a session hot, most telling first.</summary>
    public static string Why(SessionHeat heat)
    {
        if (heat.Posts == 0) return "nothing in 15 min";
        List<string> parts = [Of(heat.People, "person", "people")];
        if (heat.Photos > 0) parts.Add(Of(heat.Photos, "photo", "photos"));
        if (heat.Questions > 0) parts.Add(Of(heat.Questions, "question", "questions"));
        if (heat.Links > 0) parts.Add(Of(heat.Links, "link", "links"));
        if (heat.Replies > 0) parts.Add(Of(heat.Replies, "reply", "replies"));
        return $"{string.Join(", ", parts.Take(4))} in 15 min";
    }

    public static string Lag(SourceReported source) => source switch
    {
        { Network: Network.Here } => "at once",
        { LagMs: null } => "nothing heard yet",
        { LagMs: < 10_000 and var few } => $"{(few / 1000.0).ToString("0.#", CultureInfo.InvariantCulture)} s behind",
        { LagMs: < 120_000 and var some } => $"{some / 1000} s behind",
        { LagMs: < 7_200_000 and var minutes } => $"{minutes / 60_000} min behind",
        { LagMs: var hours } => $"{hours / 3_600_000} h behind",
    };
}
