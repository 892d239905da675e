namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>A server's status ids: numbers too long for some languages, so strings that order by length, then by text.</summary>
sealed class StatusIds : IComparer<string>
{
    public static StatusIds Order { get; } = new();

    public int Compare(string? x, string? y) =>
        (x?.Length ?? -1) != (y?.Length ?? -1) ? (x?.Length ?? -1).CompareTo(y?.Length ?? -1) : string.CompareOrdinal(x, y);
}
