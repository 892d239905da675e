using System.Globalization;

namespace Backchannel.Ingest.Sources.Demo;

/// <summary>How far the demo has come: <c>seconds since 1970 at which the run began:index of the last step</c>.</summary>
readonly record struct DemoPosition(DateTimeOffset RunStart, int Index)
{
    const long LastSecond = 253_402_300_799;

    public static DemoPosition? Parse(string? text) =>
        text?.Split(':') is [var run, var index]
        && long.TryParse(run, NumberStyles.None, CultureInfo.InvariantCulture, out var second) && second <= LastSecond
        && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(DateTimeOffset.FromUnixTimeSeconds(second), number) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{RunStart.ToUnixTimeSeconds()}:{Index}");
}
