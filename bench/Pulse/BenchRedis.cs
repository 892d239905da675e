using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Garnet;

namespace Backchannel.PulseBench;

/// <summary>A server that speaks the Redis protocol on a free loopback port, without anything on disk: redis-server in a process of its own, or Garnet in this one, set as the product sets it.</summary>
sealed class BenchRedis : IDisposable
{
    readonly Process? _process;
    readonly GarnetServer? _garnet;

    BenchRedis(string name, int port, Process? process, GarnetServer? garnet) => (Name, Address, _process, _garnet) = (name, $"127.0.0.1:{port}", process, garnet);

    public string Name { get; }

    public string Address { get; }

    public static BenchRedis Real()
    {
        var port = FreePort();
        var process = Process.Start(new ProcessStartInfo("redis-server", ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--loglevel", "warning"])
        { RedirectStandardOutput = true })!;
        return new("redis-server", port, process, null);
    }

    public static BenchRedis Embedded()
    {
        var port = FreePort();
        var garnet = new GarnetServer(["--bind", "127.0.0.1", "--port", $"{port}", "--memory", "512m", "--index", "8m", "-q"], loggerFactory: null);
        garnet.Start();
        return new("Garnet, in process", port, null, garnet);
    }

    public void Dispose()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _garnet?.Dispose();
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
