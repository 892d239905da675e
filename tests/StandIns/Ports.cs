using System.Net;
using System.Net.Sockets;

namespace Backchannel.StandIns;

/// <summary>
/// Loopback ports for servers that are stopped and started again on the same one: from below the range that the system gives to connections and to
/// whoever asks for any port, so that none of those takes it meanwhile.
/// </summary>
public static class Ports
{
    const int First = 20_000, Last = 30_000;

    static readonly Lock Giving = new();
    static readonly HashSet<int> Given = [];

    /// <summary>One that nobody listens at, and that is given to nobody else here.</summary>
    public static int Free()
    {
        lock (Giving)
            while (true)
            {
                var port = Random.Shared.Next(First, Last);
                if (Given.Contains(port) || !CanListen(port)) continue;
                Given.Add(port);
                return port;
            }
    }

    static bool CanListen(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
