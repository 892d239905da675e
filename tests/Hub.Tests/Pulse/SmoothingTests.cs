using System.Globalization;
using Backchannel.Hub.Pulse;
using Xunit;

namespace Backchannel.Hub.Tests.Pulse;

/// <summary>How <see cref="Heat.Smoothing"/> was chosen: what each choice costs on either side.</summary>
public class SmoothingTests(ITestOutputHelper output)
{
    const int Seeds = 40;

    [Fact]
    public void The_smoothing_sees_what_there_is_to_be_seen_and_little_that_is_chance()
    {
        var choices = new[] { 0.125, 0.25, Heat.Smoothing, 1, 2, 4 }.ToDictionary(smoothing => smoothing, smoothing => (Fires: Fires(smoothing), Doubled: Doubled(smoothing), Chance: Chance(smoothing)));
        foreach (var (smoothing, (fires, doubled, chance)) in choices)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"smoothing {smoothing,5}: small bursts seen within 60 s {fires:P1}; a small session that doubles first after 6 min {doubled:P0}; somewhere above 1.5 by chance {chance:P1} of the time"));
        var chosen = choices[Heat.Smoothing];
        Assert.True(chosen.Fires >= choices.Values.Max(choice => choice.Fires) - 0.05, "hardly a burst more is seen with another choice");
        Assert.True(chosen.Doubled >= choices.Values.Max(choice => choice.Doubled) - 0.1, "hardly a session that doubles either");
        Assert.True(chosen.Chance <= choices[0.25].Chance, "less of what is seen is chance than with less smoothing");
    }

    // Bursts of a size at which choices differ: threefold, and few more people.
    static double Fires(double smoothing)
    {
        var (all, seen) = (0, 0);
        for (var seed = 1_000; seed < 1_000 + Seeds; seed++)
        {
            var hall = new MadeUpHall(seed);
            var fires = hall.Burst(factor: 3, extra: 5);
            var simulation = new Simulation(hall.Programme, hall.Posts, smoothing);
            foreach (var (session, from) in fires.OrderBy(fire => fire.From))
            {
                all++;
                if (simulation.RankAt(from.AddSeconds(60), session) <= 3) seen++;
            }
        }
        return (double)seen / all;
    }

    static double Doubled(double smoothing)
    {
        var ahead = 0;
        for (var seed = 1_000; seed < 1_000 + Seeds; seed++)
        {
            var hall = new SteadyHall(seed, steady: 20, small: 2);
            if (new Simulation(hall.Programme, hall.Posts, smoothing).RankAt(hall.Doubles.AddMinutes(6), SteadyHall.Small) == 1) ahead++;
        }
        return (double)ahead / Seeds;
    }

    // Nothing happens, and yet some session seems to be half as lively again as it is as a rule.
    static double Chance(double smoothing)
    {
        var (looks, alarms) = (0, 0);
        for (var seed = 1_000; seed < 1_000 + Seeds / 2; seed++)
        {
            var hall = new MadeUpHall(seed);
            var simulation = new Simulation(hall.Programme, hall.Posts, smoothing);
            for (var minute = 10; minute < MadeUpHall.Minutes; minute += 5, looks++)
                if (simulation.At(MadeUpHall.Opens.AddMinutes(minute))[0].Heat.Value > 1.5) alarms++;
        }
        return (double)alarms / looks;
    }
}
