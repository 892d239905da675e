using System.Text.Json;

namespace Backchannel.Ingest.Sources.X;

/// <summary>A request or the stream came to nothing.</summary>
/// <param name="setback">Which ladder the next try climbs.</param>
/// <param name="kind">A constant, for counting and for logging once.</param>
/// <param name="words">For an organizer; no secrets.</param>
/// <param name="untilReset">What is left of the rate-limit window.</param>
sealed class XFailure(Setback setback, string kind, string words, TimeSpan untilReset = default) : Exception(words)
{
    const int MaxQuoted = 200;

    public Setback Setback => setback;

    public string Kind => kind;

    public TimeSpan UntilReset => untilReset;

    /// <summary>What an answer other than success means.</summary>
    public static XFailure Of(int status, JsonElement? problem, TimeSpan untilReset)
    {
        var said = problem is { } known ? Quote(known) : "";
        if (problem is { } body && IsTooManyConnections(body)) return TooManyConnections(untilReset);
        return status switch
        {
            401 => new(Setback.Denied, "denied", $"X does not accept the bearer token (401){said}: put a valid app token into {XOptions.Section}:{nameof(XOptions.BearerToken)} and start again."),
            403 => new(Setback.Denied, "denied", $"X refuses this app (403){said}: check the app's access, project and credits in the X developer console and start again."),
            429 => new(Setback.TooManyRequests, "rate limit", $"X's rate limit or usage cap is reached (429){said}: waiting as long as X asks.", untilReset),
            402 => new(Setback.ServerFault, "credits", $"X wants to be paid first (402){said}: buy credits or raise the spending limit in the X developer console. Trying again by itself."),
            >= 500 => new(Setback.ServerFault, "server fault", $"X has trouble of its own ({status}){said}: trying again."),
            _ => new(Setback.ServerFault, "refused request", $"X refused a request ({status}){said}: trying again."),
        };
    }

    /// <summary>An error that came down the stream.</summary>
    public static XFailure OfStream(JsonElement message) => IsTooManyConnections(message)
        ? TooManyConnections(default)
        : new(Setback.Dropped, "disconnected", $"X closed the stream{Quote(message)}: connecting again.");

    public static XFailure Dropped(string words) => new(Setback.Dropped, "dropped", words);

    static XFailure TooManyConnections(TimeSpan untilReset) => new(Setback.TooManyRequests, "too many connections",
        "X counts another open stream for this app: if no other program uses this token, the old connection ends by itself within minutes. Waiting.", untilReset);

    static bool IsTooManyConnections(JsonElement problem) =>
        Problems(problem).Any(p => p.Text("connection_issue") == "TooManyConnections");

    static string Quote(JsonElement problem) =>
        Problems(problem).Select(p => p.Text("detail") ?? p.Text("title") ?? p.Text("message")).FirstOrDefault(text => text is not null) is { } said
            ? $", saying: {Shorten(said)}" : "";

    /// <summary>X's own words, cut short and on one line.</summary>
    public static string Shorten(string said) =>
        new([.. said.Take(MaxQuoted).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)]);

    static IEnumerable<JsonElement> Problems(JsonElement problem) => problem.Items("errors").Append(problem);
}
