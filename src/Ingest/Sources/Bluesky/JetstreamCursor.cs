using System.Globalization;

namespace Backchannel.Ingest.Sources.Bluesky;

/// <summary>Positions in Jetstream: Unix microseconds, as text.</summary>
static class JetstreamCursor
{
    public static string Format(long timeUs) => timeUs.ToString(CultureInfo.InvariantCulture);

    /// <returns>Zero where there is none, or none that can be read.</returns>
    public static long Parse(string? position) =>
        long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var timeUs) ? timeUs : 0;

    /// <param name="jetstream">The address of <c>/subscribe</c>.</param>
    /// <param name="seenUs">The latest time seen; zero to begin with what is posted now.</param>
    /// <param name="overlap">How far to go back before it.</param>
    public static Uri Address(string jetstream, long seenUs, TimeSpan overlap)
    {
        var address = new UriBuilder(jetstream);
        var query = address.Query.TrimStart('?');
        query += (query.Length > 0 ? "&" : "") + "wantedCollections=app.bsky.feed.post";
        if (seenUs > 0) query += "&cursor=" + Format(Math.Max(1, seenUs - (long)overlap.TotalMicroseconds));
        address.Query = query;
        return address.Uri;
    }
}
