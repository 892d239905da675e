using System.Diagnostics.CodeAnalysis;

namespace Backchannel.Contracts;

/// <summary>Where somebody goes on after signing in: a page of ours, whatever the address said.</summary>
public static class LocalPath
{
    const int Longest = 2_000;

    /// <summary>The path itself where it leads nowhere but here, else the home page.</summary>
    public static string Of(string? path) => IsLocal(path) ? path : "/";

    // Browsers take a backslash for a slash, and leave out tabs and line ends, so that "/\t/elsewhere" names another host.
    static bool IsLocal([NotNullWhen(true)] string? path) =>
        path is ['/', ..] and { Length: <= Longest } && !path.StartsWith("//", StringComparison.Ordinal) && !path.Any(c => c == '\\' || char.IsControl(c));
}
