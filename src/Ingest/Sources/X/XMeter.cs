using System.Globalization;

namespace Backchannel.Ingest.Sources.X;

/// <summary>
/// Counts what X bills: each post returned, once a UTC day. Lives as long as the process, so that a source that is opened anew does not forget
/// what has not been archived yet. Safe for any thread.
/// </summary>
sealed class XMeter(long ceiling)
{
    const decimal DollarsARead = 0.005m;

    readonly Lock _lock = new();
    readonly HashSet<ulong> _today = [];
    DateOnly _day;
    string _month = "";
    long _reads;

    public void Resume(XPosition? position, DateTimeOffset now)
    {
        lock (_lock)
        {
            Roll(now);
            if (position is { Month: { } month, Reads: > 0 } && month == _month) _reads = Math.Max(_reads, position.Reads);
        }
    }

    public void Count(Snowflake id, DateTimeOffset now)
    {
        lock (_lock)
        {
            Roll(now);
            if (_today.Add(id.Id)) _reads++;
        }
    }

    public (string Month, long Reads) Total(DateTimeOffset now)
    {
        lock (_lock)
        {
            Roll(now);
            return (_month, _reads);
        }
    }

    public bool IsSpent(DateTimeOffset now) => Total(now).Reads >= ceiling;

    public long Left(DateTimeOffset now) => Math.Max(0, ceiling - Total(now).Reads);

    public string Words(DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture,
        $"The ceiling of {ceiling:N0} billed reads this month is reached (about ${ceiling * DollarsARead:0.##}): raise {XOptions.Section}:{nameof(XOptions.MonthlyReadCeiling)} or wait until {NextMonth(now):d MMMM}.");

    public static DateTimeOffset NextMonth(DateTimeOffset now) =>
        new DateTimeOffset(now.UtcDateTime.Year, now.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);

    void Roll(DateTimeOffset now)
    {
        var month = now.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        if (month != _month) (_month, _reads) = (month, 0);
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        if (day == _day) return;
        _day = day;
        _today.Clear();
    }
}
