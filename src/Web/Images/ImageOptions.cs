namespace Backchannel.Web.Images;

/// <summary>Settings <c>Web:Images:…</c>.</summary>
sealed class ImageOptions
{
    public const string Section = "Web:Images";

    /// <summary>Of the cache on disk; what was used longest ago goes first.</summary>
    public long MaxCacheBytes { get; set; } = 200L * 1024 * 1024;

    /// <summary>Pictures fetched at once.</summary>
    public int AtOnce { get; set; } = 16;

    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>For one picture in all, redirects among them, once it is its turn.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a picture may wait for its turn.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a picture that could not be had is not asked for again.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromMinutes(1);
}
