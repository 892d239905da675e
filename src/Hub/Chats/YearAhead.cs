using System.Runtime.CompilerServices;

namespace Backchannel.Hub.Chats;

/// <summary>When each series meets in the coming year, worked out once a day for all who look for clashes.</summary>
sealed class YearAhead(TimeProvider time)
{
    static readonly TimeSpan Year = TimeSpan.FromDays(366), Stands = TimeSpan.FromDays(1);

    readonly ConditionalWeakTable<KnownSeries, Made> _made = [];

    public IReadOnlyList<Meeting> Of(KnownSeries series)
    {
        var now = time.GetUtcNow();
        if (_made.TryGetValue(series, out var made) && now - made.At < Stands) return made.Meetings;
        made = new(now, Recurrence.Between(series.Info, now, now + Year));
        _made.AddOrUpdate(series, made);
        return made.Meetings;
    }

    sealed record Made(DateTimeOffset At, IReadOnlyList<Meeting> Meetings);
}
