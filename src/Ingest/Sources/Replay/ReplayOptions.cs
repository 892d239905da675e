using System.Globalization;

namespace Backchannel.Ingest.Sources.Replay;

/// <summary>The part of <c>Backchannel:…</c> that brings an old event back.</summary>
public sealed class ReplayOptions
{
    /// <summary>Where these options live.</summary>
    public const string Section = "Backchannel";

    /// <summary>A file of JSON Lines; none is replayed where this is empty.</summary>
    public string? Replay { get; set; }

    /// <summary>How many times faster than it happened: a number above 0, or <c>max</c> for no waiting at all.</summary>
    public string Speed { get; set; } = "1";

    /// <summary>The settings' faults, each with its key and its cure.</summary>
    public static IEnumerable<string> Faults(ReplayOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Replay)) yield break;
        if (!File.Exists(options.Replay))
            yield return $"{Section}:Replay is '{options.Replay}': there is no such file. Give the path of a JSON Lines file (one post a line).";
        if (PaceOf(options.Speed) is null)
            yield return $"{Section}:Speed is '{options.Speed}': give a number above 0, such as 60, or max to replay as fast as possible.";
    }

    /// <summary>The speed as a number, <see cref="double.PositiveInfinity"/> for <c>max</c>; null where it is neither.</summary>
    internal static double? PaceOf(string? speed)
    {
        if (string.Equals(speed?.Trim(), "max", StringComparison.OrdinalIgnoreCase)) return double.PositiveInfinity;
        return double.TryParse(speed, NumberStyles.Float, CultureInfo.InvariantCulture, out var pace) && pace > 0 && double.IsFinite(pace)
            ? pace : null;
    }
}
