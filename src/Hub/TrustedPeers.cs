using System.Net;
using Microsoft.Extensions.Options;

namespace Backchannel.Hub;

/// <summary>Tells our own processes from visitors: on this machine, or in a network of <c>Hub:TrustedNetworks</c>.</summary>
sealed class TrustedPeers(IOptions<ForwardedHeadersOptions> forwarded)
{
    /// <summary>Whether the process itself asks. What it passes on for a visitor says so, and so is the visitor's.</summary>
    public bool IsOurs(HttpContext request) =>
        !request.Request.Headers.ContainsKey(forwarded.Value.ForwardedForHeaderName)
        && !request.Request.Headers.ContainsKey(forwarded.Value.OriginalForHeaderName)
        && request.Connection.RemoteIpAddress is { } address && IsTrusted(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    bool IsTrusted(IPAddress address) => IPAddress.IsLoopback(address) || forwarded.Value.KnownIPNetworks.Any(network => network.Contains(address));
}
