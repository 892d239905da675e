using StackExchange.Redis;

namespace Backchannel.Hub.Pulse;

/// <summary>Names of what is kept in Redis; <c>docs/architecture.md</c> says what is in it.</summary>
static class PulseKeys
{
    /// <summary>The field of the whole event, beside those of its sessions: no session's id has a star.</summary>
    public const string Whole = "*";

    /// <summary>The sparkline is half an hour, what else is told of minutes a quarter; a post may come a little late.</summary>
    public static readonly TimeSpan KeepMinutes = TimeSpan.FromHours(1);

    /// <summary>As long as a card of then can leave and must be taken back.</summary>
    public static readonly TimeSpan KeepSaid = Decay.Reach + KeepMinutes;

    public static RedisKey Marker(string slug) => $"bc:{slug}:counted";
    public static RedisKey Posts(string slug) => $"bc:{slug}:posts";
    public static RedisKey People(string slug) => $"bc:{slug}:people";
    public static RedisKey Authors(string slug, string field) => $"bc:{slug}:authors:{field}";
    public static RedisKey Minute(string slug, long minute) => $"bc:{slug}:minute:{minute}";
    public static RedisKey Why(string slug, long minute) => $"bc:{slug}:why:{minute}";
    public static RedisKey Said(string slug, long minute) => $"bc:{slug}:said:{minute}";
    public static RedisKey Fast(string slug) => $"bc:{slug}:fast";
    public static RedisKey Slow(string slug) => $"bc:{slug}:slow";
    public static RedisKey FastVoices(string slug, string field) => $"bc:{slug}:voices:fast:{field}";
    public static RedisKey SlowVoices(string slug, string field) => $"bc:{slug}:voices:slow:{field}";
    public static RedisKey Hubs(string slug) => $"bc:{slug}:hubs";
    public static RedisKey Viewers(string slug, string hub) => $"bc:{slug}:viewers:{hub}";

    /// <summary>Who was heard where, in the hash of a minute.</summary>
    public static RedisValue Voice(string field, string author) => $"{field} {author}";

    /// <summary>The minutes of a span up to now, oldest first.</summary>
    public static IEnumerable<long> Minutes(DateTimeOffset now, TimeSpan span)
    {
        var last = Decay.Minute(now);
        for (var minute = last - (long)span.TotalMinutes + 1; minute <= last; minute++) yield return minute;
    }
}
