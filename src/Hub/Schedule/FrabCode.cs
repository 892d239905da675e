using System.Text.RegularExpressions;

namespace Backchannel.Hub.Schedule;

/// <summary>The short code by which pretalx calls a talk. Its addresses have it even where the schedule does not tell it.</summary>
static partial class FrabCode
{
    public static string? In(string? address) => address is { Length: <= 2_000 } && Talk().Match(address) is { Success: true } match ? match.Groups["code"].Value : null;

    [GeneratedRegex("/talk/(?<code>[A-Z0-9]{5,8})(/|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Talk();
}
