using Backchannel.Contracts;

namespace Backchannel.Web.Sessions;

/// <summary>One bar of the strip.</summary>
/// <param name="Minute">The first minute that it stands for, counted from the session's start.</param>
/// <param name="Posts">Made in its minutes.</param>
/// <param name="Seq">The lowest number of them.</param>
readonly record struct StripBar(int Minute, int Posts, long Seq);

/// <summary>Posts against the minutes of a talk. Pure.</summary>
sealed class TalkStrip
{
    /// <summary>Minutes that are always there before the start and after the end.</summary>
    public const int Before = 10, After = 15;

    // Posts that lie further off do not squeeze the talk together: they are read in the feed.
    const int FarBefore = 60, FarAfter = 120;

    // More bars than this are too thin to be seen, or hit, on a phone.
    const int MostBars = 120;

    static readonly int[] Steps = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440];

    public TalkStrip(SessionInfo session, IReadOnlyList<DigestMinute> minutes)
    {
        Length = Math.Clamp((int)Math.Ceiling((session.End - session.Start).TotalMinutes), 1, MostBars * Steps[^1] - FarBefore - FarAfter);
        var near = minutes.Where(minute => minute.Minute >= -FarBefore && minute.Minute < Length + FarAfter && minute.Posts > 0).ToList();
        var from = Math.Min(-Before, near.Count > 0 ? near.Min(minute => minute.Minute) : 0);
        var to = Math.Max(Length + After, near.Count > 0 ? near.Max(minute => minute.Minute) + 1 : 0);
        Step = Steps.First(step => (to - from) / step < MostBars);
        First = (int)Math.Floor((double)from / Step) * Step;
        Count = (to - First + Step - 1) / Step;
        Bars =
        [
            .. near.GroupBy(minute => (minute.Minute - First) / Step).OrderBy(group => group.Key)
                .Select(group => new StripBar(First + group.Key * Step, group.Sum(minute => minute.Posts), group.Min(minute => minute.Seq))),
        ];
        Most = Bars.Count > 0 ? Bars.Max(bar => bar.Posts) : 0;
    }

    /// <summary>Minutes of the session itself.</summary>
    public int Length { get; }

    /// <summary>Minutes a bar.</summary>
    public int Step { get; }

    /// <summary>The minute that the strip begins with.</summary>
    public int First { get; }

    /// <summary>Places for bars.</summary>
    public int Count { get; }

    /// <summary>Those with posts.</summary>
    public IReadOnlyList<StripBar> Bars { get; }

    /// <summary>Posts of the highest bar.</summary>
    public int Most { get; }

    /// <summary>Where a minute lies, in percent of the strip.</summary>
    public double Place(double minute) => Math.Clamp((minute - First) * 100 / (Count * Step), 0, 100);
}
