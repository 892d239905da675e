namespace Backchannel.Ingest;

/// <summary>How we present ourselves to every network.</summary>
static class UserAgent
{
    public static string Words { get; } = $"Backchannel/{typeof(UserAgent).Assembly.GetName().Version?.ToString(2)} (live wall of a conference; asks for its hashtags)";
}
