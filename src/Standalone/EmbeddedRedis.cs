using System.Net;
using System.Net.Sockets;
using Garnet;
using Garnet.common;

namespace Backchannel.Standalone;

/// <summary>
/// A server that speaks the Redis protocol inside this process, on loopback only and with as much memory as the numbers take: the rolling counters need no
/// installation. What it holds can be counted anew from the archive, so nothing is kept on disk.
/// </summary>
sealed class EmbeddedRedis : IDisposable
{
    readonly GarnetServer _server;

    public EmbeddedRedis()
    {
        // Somebody else may take the port between our looking and Garnet's listening; then we look again.
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            try
            {
                // A limit, not a size: it takes what it needs. What it has no room for it forgets without a word, and events would be counted anew for ever.
                _server = new(["--bind", "127.0.0.1", "--port", $"{port}", "--memory", "512m", "--index", "2m", "--page", "1m", "-q"], loggerFactory: null);
                _server.Start();
                Address = $"127.0.0.1:{port}";
                return;
            }
            catch (Exception failure) when (attempt < 5 && failure is SocketException or GarnetException)
            {
                _server?.Dispose();
            }
        }
    }

    public string Address { get; }

    public void Dispose() => _server.Dispose();

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
