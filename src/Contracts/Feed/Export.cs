namespace Backchannel.Contracts;

/// <summary>What an export would hold, before it is taken.</summary>
/// <param name="Posts">Cards on show that it would hold, whole or by their id.</param>
/// <param name="Limited">How many of them are of X, which limits how many may be taken away.</param>
/// <param name="Left">How many of X may be taken away whole by whoever asks, today (UTC).</param>
/// <param name="Unlisted">Cards on show that are left out, since their authors ask their network not to be found.</param>
public sealed record ExportOutlook(int Posts, int Limited, int Left, int Unlisted)
{
    /// <summary>How many posts of X a person may take away whole in a day (UTC), as its Developer Agreement says.</summary>
    public const int LimitedADay = 500;
}
