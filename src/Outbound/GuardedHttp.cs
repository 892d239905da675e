using System.Net;
using System.Net.Sockets;

namespace Backchannel.Outbound;

/// <summary>
/// Connections for requests that others cause: no cookies, no proxy, no trace headers, no redirect that is followed unseen. Every address a name stands
/// for is judged at the moment of connecting, so a name that answers differently the second time gains nothing.
/// </summary>
public static class GuardedHttp
{
    public static SocketsHttpHandler Handler(AddressPolicy policy) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = 32,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectCallback = (context, stop) => Connect(policy, context, stop),
    };

    /// <summary>Where a redirect leads, before anybody has judged it; null where the answer is none or leads nowhere.</summary>
    public static Uri? Redirection(HttpResponseMessage response, Uri from) =>
        IsRedirect(response) && response.Headers.Location is { } location && Uri.TryCreate(from, location, out var next) ? next : null;

    public static bool IsRedirect(HttpResponseMessage response) => (int)response.StatusCode is 301 or 302 or 303 or 307 or 308;

    static async ValueTask<Stream> Connect(AddressPolicy policy, SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, stop);
        // One closed address among open ones is a trap, not a choice.
        if (addresses.Length == 0 || !addresses.All(policy.Allows)) throw new ClosedAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The address is not one that may be fetched from; comes inside an <see cref="HttpRequestException"/>.</summary>
public sealed class ClosedAddressException() : IOException("Not a public address.");
