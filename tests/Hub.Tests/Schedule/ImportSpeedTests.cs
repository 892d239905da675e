using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Backchannel.Hub.Tests.Schedule;

/// <summary>Measured alone, after all that runs beside each other.</summary>
[CollectionDefinition(nameof(ImportSpeedTests), DisableParallelization = true)]
[Collection(nameof(ImportSpeedTests))]
public class ImportSpeedTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_largest_real_schedule_is_imported_within_three_seconds()
    {
        var bytes = RealSchedulesTests.Bytes("fosdem-2025.schedule.xml");
        await using var hub = await HubUnderTest.Start();
        var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var report = await ScheduleApiTests.Send(hub, bytes);
        var (wall, cpu) = (clock.Elapsed, Environment.CpuUsage.TotalTime - before);
        var figure = string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Added} sessions of {bytes.Length / 1024} kB, sent, read, merged and archived in {wall.TotalSeconds:0.00} s ({cpu.TotalSeconds:0.00} s of processor time).");
        output.WriteLine(figure);
        Console.WriteLine(figure);
        // By the processor's clock, which does not run while other processes have the machine; it includes what is compiled on the way.
        Assert.True(cpu < TimeSpan.FromSeconds(3), $"It took {cpu} of processor time, {wall} in all.");
    }
}
