using System.Globalization;

namespace Backchannel.Ingest.Sources.X;

/// <summary>An id of X: its upper bits are the milliseconds since X's own epoch, so ids sort by time.</summary>
readonly record struct Snowflake(ulong Id) : IComparable<Snowflake>
{
    const long EpochMs = 1288834974657;

    public DateTimeOffset Time => DateTimeOffset.FromUnixTimeMilliseconds((long)(Id >> 22) + EpochMs);

    /// <summary>The smallest id that a post of that moment can have.</summary>
    public static Snowflake At(DateTimeOffset time) => new((ulong)Math.Max(0, time.ToUnixTimeMilliseconds() - EpochMs) << 22);

    public static Snowflake? Parse(string? text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? new(id) : null;

    public int CompareTo(Snowflake other) => Id.CompareTo(other.Id);

    public static Snowflake Later(Snowflake a, Snowflake b) => a.Id > b.Id ? a : b;

    public override string ToString() => Id.ToString(CultureInfo.InvariantCulture);
}
