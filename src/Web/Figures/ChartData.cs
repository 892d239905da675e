using Backchannel.Contracts;

namespace Backchannel.Web.Figures;

/// <summary>What <c>chart.js</c> draws. Moments are milliseconds as the event's clock shows them, or minutes since a start.</summary>
/// <param name="Clock">Moments, not minutes.</param>
/// <param name="Hours">Minutes are those of a day.</param>
/// <param name="Whole">Numbers are whole.</param>
/// <param name="Unit">What they are.</param>
/// <param name="From">Where the axis begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Interval">Between two labels; null leaves it to the chart.</param>
/// <param name="Lines">One, or two that are compared.</param>
/// <param name="Marks">What began when.</param>
public sealed record ChartData(
    bool Clock, bool Hours, bool Whole, string Unit, double From, double To, double? Interval, IReadOnlyList<ChartLine> Lines, IReadOnlyList<ChartMark> Marks)
{
    public static ChartData Of(PostsChart chart, TimeZoneInfo zone)
    {
        double Wall(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).DateTime.Subtract(DateTime.UnixEpoch).TotalMilliseconds;
        DateTimeOffset At(int step) => chart.From.AddMinutes((double)step * chart.Step);
        var points = chart.Posts.Select((posts, step) => (double[])[Wall(At(step)), Rate(posts, chart.Step)]).ToList();
        return new(
            true, false, chart.Step == 1, "posts a minute", Wall(chart.From), Math.Max(Wall(At(chart.Posts.Count - 1)), Wall(chart.From) + 60_000), null,
            [new("Posts a minute", points, Open: true)], [.. Began(chart).Select(mark => new ChartMark(Wall(mark.At), Wall(mark.End), mark.Name, mark.Posts))]);
    }

    public static ChartData Of(EngagementComparison compared, string a, string b)
    {
        ChartLine Line(string name, ComparedSide side) => new(
            name, [.. side.Chart.Select((posts, step) => (double[])[compared.First + (step * compared.Step), Rate(posts, compared.Step)])], compared.At < side.End.AddMinutes(30));
        var hours = compared.Of == Compared.Days;
        var length = Math.Max((compared.A.End - compared.A.Start).TotalMinutes, (compared.B.End - compared.B.Start).TotalMinutes);
        return new(false, hours, false, "posts a minute", compared.First, hours ? length : length + 30, hours ? 180 : 15, [Line(a, compared.A), Line(b, compared.B)], hours ? [] : [new(0, 0, "start", 0)]);
    }

    /// <summary>Sessions that begin at one moment are one mark, under the name of the one with most posts.</summary>
    static IEnumerable<(DateTimeOffset At, DateTimeOffset End, string Name, int Posts)> Began(PostsChart chart) => chart.Sessions
        .Where(session => session.Start >= chart.From).GroupBy(session => session.Start).Select(together =>
        {
            var busiest = together.MaxBy(session => session.Posts)!;
            var others = together.Count() - 1;
            return (together.Key, busiest.End, others > 0 ? $"{busiest.Title} +{others}" : busiest.Title, together.Sum(session => session.Posts));
        });

    public static double Rate(int posts, int step) => Math.Round((double)posts / step, 2);
}

/// <param name="Name">What it is called.</param>
/// <param name="Points">Where and how much.</param>
/// <param name="Open">The last one is not over yet.</param>
public sealed record ChartLine(string Name, IReadOnlyList<double[]> Points, bool Open);

/// <param name="At">Where it stands.</param>
/// <param name="End">Until when it is on.</param>
/// <param name="Name">What it says.</param>
/// <param name="Posts">How much it weighs.</param>
public sealed record ChartMark(double At, double End, string Name, int Posts);
