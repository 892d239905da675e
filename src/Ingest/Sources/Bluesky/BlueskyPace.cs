namespace Backchannel.Ingest.Sources.Bluesky;

/// <summary>How long things may take. Tests shorten them.</summary>
sealed record BlueskyPace
{
    /// <summary>Times are not in order on the wire, and the last batch before a cut may be lost: go back a little, the archive knows what it has.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Cursors are each server's own: another server is asked for more.</summary>
    public TimeSpan OverlapElsewhere { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>All of Bluesky is never quiet for a minute: a connection that is, is dead though it answers pings.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often the position moves on when nothing matches.</summary>
    public TimeSpan PassEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Further behind than this is catching up.</summary>
    public TimeSpan Behind { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A connection that lasted this long was a good one: the next pause is a short one again.</summary>
    public TimeSpan Healthy { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Between two requests for profiles: a lone post's author is asked for at once, a burst's gather.</summary>
    public TimeSpan BetweenLookups { get; init; } = TimeSpan.FromMilliseconds(250);

    public TimeSpan LookupTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a profile is believed.</summary>
    public TimeSpan ProfileAge { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Posts that wait for their authors' profiles; with more, nothing further is read.</summary>
    public int MaxHeld { get; init; } = 2_000;
}
