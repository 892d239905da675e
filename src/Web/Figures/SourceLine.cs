using Backchannel.Contracts;

namespace Backchannel.Web.Figures;

/// <summary>All sources of one network as one line says it. Pure.</summary>
/// <param name="Name">The network, or the one source that captures several.</param>
/// <param name="Mood"><c>good</c>, <c>warn</c> or <c>bad</c>.</param>
/// <param name="Servers">How many there are.</param>
/// <param name="Words">What is the matter; null where nothing is.</param>
/// <param name="Share">Of the posts; null for a source of several networks.</param>
/// <param name="Lag">How far behind the slowest is.</param>
sealed record SourceLine(string Name, string Mood, int Servers, string? Words, double? Share, string? Lag)
{
    public static IReadOnlyList<SourceLine> Of(IReadOnlyList<SourceReported> sources, IReadOnlyList<NetworkShare> shares)
    {
        var byNetwork = sources.Where(source => source.Network is not null).ToLookup(source => source.Network!.Value);
        return
        [
            .. byNetwork.Select(own => own.Key).Concat(shares.Select(share => share.Network)).Distinct()
                .Select(network => (Network: network, Share: shares.FirstOrDefault(share => share.Network == network)?.Share ?? 0))
                .OrderByDescending(line => line.Share).ThenBy(line => line.Network)
                .Select(line => Of(Of(line.Network), [.. byNetwork[line.Network]], line.Share)),
            .. sources.Where(source => source.Network is null).Select(source => Of(source.Source, [source], null)),
        ];
    }

    /// <summary>What X has billed, where a source says so.</summary>
    public static string? Billed(IReadOnlyList<SourceReported> sources) => sources.FirstOrDefault(source => source.BilledReads is not null) is { } source
        ? $"{Of(source.Network ?? Network.X)} has billed {FigureWords.Count(source.BilledReads!.Value)}{(source.BilledCeiling is { } most ? $" of {FigureWords.Count(most)}" : "")} reads this month."
        : null;

    static SourceLine Of(string name, IReadOnlyList<SourceReported> sources, double? share)
    {
        if (sources.Count == 0) return new(name, "good", 0, null, share, null);
        var worst = sources.MaxBy(source => Trouble(source.State))!;
        var slowest = sources.MaxBy(source => source.LagMs ?? -1)!;
        return new(
            name, Trouble(worst.State) switch { 0 => "good", 1 => "warn", _ => "bad" }, sources.Count, Matter(worst, sources.Count), share,
            worst.State is SourceState.Finished ? null : FigureWords.Lag(slowest));
    }

    static int Trouble(SourceState state) => state switch { SourceState.Live or SourceState.Finished => 0, SourceState.Stopped => 2, _ => 1 };

    static string? Matter(SourceReported source, int of)
    {
        var which = of > 1 ? $"{source.Source}: " : "";
        return source.State switch
        {
            SourceState.Live => null,
            SourceState.Finished => $"{which}everything there was has been captured",
            SourceState.CatchingUp => $"{which}fetching what was missed",
            SourceState.Opening or SourceState.Connecting => $"{which}connecting{(source.LastError is { } before ? $"; {before}" : "")}",
            SourceState.Waiting => which + (source.LastError ?? "waiting before another try"),
            _ => which + (source.LastError ?? "stopped"),
        };
    }

    public static string Of(Network network) => network switch { Network.X => "X", Network.Mastodon => "Mastodon", Network.Bluesky => "Bluesky", _ => "here" };
}
