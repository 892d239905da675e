using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Backchannel.Bench;

/// <param name="Cpu">Time of all processors, by the operating system.</param>
/// <param name="Memory">Resident bytes.</param>
public sealed record Use(TimeSpan Cpu, long Memory)
{
    /// <summary>Of all processes given, now.</summary>
    public static Use Of(params IEnumerable<Process> processes)
    {
        var sum = new Use(default, 0);
        foreach (var process in processes)
        {
            process.Refresh();
            sum = new(sum.Cpu + process.TotalProcessorTime, sum.Memory + process.WorkingSet64);
        }
        return sum;
    }

    public double MicrosecondsSince(Use before, long per) => Math.Round((Cpu - before.Cpu).TotalMicroseconds / Math.Max(1, per), 2);

    /// <summary>Kilobytes (of 1,000 bytes) of resident memory for each.</summary>
    public double KilobytesSince(Use before, long per) => Math.Round((Memory - before.Memory) / 1e3 / per, 1);

    public double Megabytes => Math.Round(Memory / 1e6, 0);
}

/// <summary>What benchmarks ask of the machine.</summary>
public static class Machine
{
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits for a condition.</summary>
    /// <exception cref="TimeoutException">It did not come.</exception>
    public static async Task Until(string what, Func<Task<bool>> condition, TimeSpan? patience = null)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                if (await condition()) return;
            }
            catch (HttpRequestException)
            {
                // It does not answer yet.
            }
            if (clock.Elapsed > (patience ?? TimeSpan.FromSeconds(60))) throw new TimeoutException($"never came: {what}");
            await Task.Delay(20);
        }
    }

    public static Task Until(string what, Func<bool> condition, TimeSpan? patience = null) => Until(what, () => Task.FromResult(condition()), patience);

    /// <summary>Calls for each tick of a rate, however late the one before it was.</summary>
    public static async Task Paced(double rate, int count, Func<int, Task> act)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            var early = TimeSpan.FromSeconds(i / rate) - clock.Elapsed;
            if (early > TimeSpan.Zero) await Task.Delay(early);
            await act(i);
        }
    }
}
