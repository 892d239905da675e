using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Hub.Filing;

/// <summary>Tells breaks from talks. Schedules seldom say it, so it is read from a title without speakers.</summary>
static class Breaks
{
    static readonly HashSet<string> Words =
    [
        "break", "breaks", "lunch", "brunch", "coffee", "tea", "breakfast", "dinner", "supper", "registration", "checkin", "doors", "badge",
        "badges", "service", "meal", "walk", "pause", "pausen", "mittagessen", "kaffee", "fruhstuck", "abendessen", "anmeldung", "einlass",
        "dejeuner", "pauze", "koffie", "pausa", "almuerzo", "comida", "almoco", "registro", "pranzo", "caffe", "cafe",
    ];

    // Written together with what comes before them, or without spaces.
    static readonly string[] Parts = ["pause", "休憩", "昼食", "昼休", "受付", "ランチ", "休息", "午餐", "휴식", "점심"];

    public static bool Is(SessionInfo session) => session.Speakers.Count == 0 && (Says(session.Kind) || Says(session.Title));

    static bool Says(string? words) =>
        words is not null
        && Wording.Split(TextFold.Fold(words)).Any(word => Words.Contains(word) || Parts.Any(part => word.EndsWith(part, StringComparison.Ordinal)));
}
