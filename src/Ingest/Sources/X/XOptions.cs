namespace Backchannel.Ingest.Sources.X;

/// <summary>The settings under <c>Sources:X</c>. The source runs where a token is given.</summary>
public sealed class XOptions
{
    public const string Section = "Sources:X";

    public bool Enabled { get; set; } = true;

    /// <summary>The API's origin; a stand-in's address in tests.</summary>
    public string BaseUrl { get; set; } = "https://api.x.com";

    /// <summary>The app-only bearer token of the X developer console. A secret: it goes into one header and nowhere else.</summary>
    public string BearerToken { get; set; } = "";

    /// <summary>Ask for reposts too. Each costs as much as a post, and most of a hashtag's traffic is reposts.</summary>
    public bool IncludeReposts { get; set; }

    /// <summary>Posts X may bill in one UTC month before the source stops itself; $0.005 each at X's list price of 2026.</summary>
    public int MonthlyReadCeiling { get; set; } = 10_000;

    /// <summary>How often shown posts are looked up to see whether they still exist. X's terms want deletions followed within 24 hours.</summary>
    public int RecheckHours { get; set; } = 12;

    /// <summary>Posts older than this are no longer looked up: each look-up is billed like a read, once a UTC day.</summary>
    public int RecheckDays { get; set; } = 7;

    /// <summary>No byte for this long means a dead connection. X beats every 20 s, sometimes a little late.</summary>
    public TimeSpan Silence { get; set; } = TimeSpan.FromSeconds(27);

    /// <summary>After this long on one connection a reconnect starts from the ladder's foot again.</summary>
    public TimeSpan HealthyAfter { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Recent search sees posts only when they are half a minute old: the last look for missed posts waits this long after a connect.</summary>
    public TimeSpan SearchSettles { get; set; } = TimeSpan.FromSeconds(40);

    /// <summary>Every fault of <paramref name="options"/>, each with its key and the cure.</summary>
    public static IEnumerable<string> Faults(XOptions options)
    {
        if (!options.Enabled) yield break;
        if (!IsSafeBase(options.BaseUrl))
            yield return $"{Section}:{nameof(BaseUrl)} is '{options.BaseUrl}': give an https address such as https://api.x.com (http only for this machine itself).";
        if (options.BearerToken.Any(c => c is <= ' ' or > '~'))
            yield return $"{Section}:{nameof(BearerToken)} holds a space, a line break or a letter no token has: copy the app's bearer token again, without quotes or 'Bearer'.";
        if (options.MonthlyReadCeiling < 1)
            yield return $"{Section}:{nameof(MonthlyReadCeiling)} is {options.MonthlyReadCeiling}: give the posts a month you are ready to pay for, at least 1.";
        if (options.RecheckHours is < 1 or > 24)
            yield return $"{Section}:{nameof(RecheckHours)} is {options.RecheckHours}: give 1 to 24, because X's terms want deletions followed within a day.";
        if (options.RecheckDays is < 1 or > 365)
            yield return $"{Section}:{nameof(RecheckDays)} is {options.RecheckDays}: give 1 to 365.";
        foreach (var (name, value) in new[] { (nameof(Silence), options.Silence), (nameof(HealthyAfter), options.HealthyAfter), (nameof(SearchSettles), options.SearchSettles) })
            if (value <= TimeSpan.Zero || value > TimeSpan.FromHours(1))
                yield return $"{Section}:{name} is {value}: give a time such as 00:00:30, at most an hour.";
    }

    static bool IsSafeBase(string address) =>
        WebAddress.Parse(address, "http", "https") is { } uri && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback);
}
