using System.Globalization;
using Backchannel.Contracts;
using Xunit;

namespace Backchannel.Hub.Tests.Pulse;

public class TrendingTests(ITestOutputHelper output)
{
    const int Seeds = 300;

    [Fact]
    public void A_session_that_catches_fire_is_among_the_first_three_within_a_minute()
    {
        var (bursts, seen, whole, before) = (0, new List<int>(), 0, 0);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var hall = new MadeUpHall(seed);
            var fires = hall.Burst(factor: 6, extra: 10);
            var simulation = new Simulation(hall.Programme, hall.Posts);
            var seconds = new List<int?>();
            foreach (var (session, from) in fires.OrderBy(fire => fire.From))
            {
                // Somebody is always among the first three: of 14 rooms, three, whatever happens.
                if (simulation.RankAt(from, session) <= 3) before++;
                seconds.Add(SecondsUntilSeen(simulation, session, from));
            }
            bursts += seconds.Count;
            seen.AddRange(seconds.OfType<int>());
            if (seconds.All(second => second is not null)) whole++;
        }
        seen.Sort();
        output.WriteLine(Said($"{bursts} bursts in {Seeds} seeds: {100.0 * seen.Count / bursts:0.0} % among the first three within 60 s ({100.0 * before / bursts:0} % were before), after {seen[seen.Count / 2]} s (median), {seen[(int)(0.95 * seen.Count)]} s (95 %); all of a seed's in {100.0 * whole / Seeds:0.0} % of seeds"));
        Assert.True(whole >= 0.95 * Seeds, "all of a seed's bursts are seen in 95 % of seeds");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Somebody_who_posts_500_times_trends_nowhere(bool withCompany)
    {
        var best = int.MaxValue;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var hall = new MadeUpHall(seed);
            var loud = hall.Flood(withCompany);
            var simulation = new Simulation(hall.Programme, hall.Posts);
            for (var minute = 5.0; minute < MadeUpHall.Minutes; minute++)
            {
                var ranked = simulation.At(MadeUpHall.Opens + TimeSpan.FromMinutes(minute)).ToList();
                var at = ranked.FindIndex(session => session.Session == loud);
                if (at < 0) continue;
                Assert.Equal((false, 1.0), (ranked[at].Heat.Trends, ranked[at].Heat.Value));
                best = Math.Min(best, at + 1);
            }
        }
        output.WriteLine(Said($"500 posts of one author{(withCompany ? " beside one post of another" : "")}: best rank in {Seeds} seeds {best}"));
        Assert.True(best > 10, "never among the first ten");
    }

    [Fact]
    public void A_loud_author_makes_a_session_of_others_no_hotter_than_they_do()
    {
        var (hotter, looks) = (0.0, 0);
        for (var seed = 0; seed < 50; seed++)
        {
            var hall = new MadeUpHall(seed);
            var session = hall.Programme[seed % hall.Programme.Count];
            var shouting = Enumerable.Range(0, 500).Select(n => new MadeUpPost(session.Start.AddMinutes(20).AddSeconds(3 * n), session.Id, "loud"));
            var (quiet, loud) = (new Simulation(hall.Programme, hall.Posts), new Simulation(hall.Programme, [.. hall.Posts.Concat(shouting).OrderBy(post => post.At)]));
            for (var minute = 21; minute < 50; minute++, looks++)
                hotter += HeatAt(loud, session, minute) - HeatAt(quiet, session, minute);
        }
        output.WriteLine(Said($"500 posts of one author among others' change a session's heat by {hotter / looks:+0.000;-0.000} in the mean"));
        Assert.InRange(hotter / looks, -0.1, 0.05);

        static double HeatAt(Simulation simulation, SessionInfo session, int minute) =>
            simulation.At(session.Start.AddMinutes(minute)).Single(ranked => ranked.Session == session.Id).Heat.Value;
    }

    [Fact]
    public void Ten_steady_sessions_stay_behind_a_small_one_that_doubles()
    {
        var ahead = new SortedDictionary<int, int> { [2] = 0, [4] = 0, [6] = 0, [8] = 0, [10] = 0 };
        for (var seed = 0; seed < Seeds; seed++)
        {
            var hall = new SteadyHall(seed, steady: 20, small: 2);
            var simulation = new Simulation(hall.Programme, hall.Posts);
            foreach (var minute in ahead.Keys.ToList())
                if (simulation.RankAt(hall.Doubles.AddMinutes(minute), SteadyHall.Small) == 1) ahead[minute]++;
        }
        output.WriteLine("A session of 2 people a minute that doubles, beside ten of steady 20: first after " + string.Join(", ", ahead.Select(at => Said($"{at.Key} min {100.0 * at.Value / Seeds:0} %"))));
        Assert.True(ahead[10] >= 0.95 * Seeds, "first after ten minutes");
    }

    static int? SecondsUntilSeen(Simulation simulation, string session, DateTimeOffset from)
    {
        for (var seconds = 5; seconds <= 60; seconds += 5)
            if (simulation.RankAt(from.AddSeconds(seconds), session) <= 3) return seconds;
        return null;
    }

    static string Said(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
