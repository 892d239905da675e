using System.Net;
using System.Net.Sockets;

namespace Backchannel.Outbound;

/// <summary>
/// Which addresses may be fetched from where strangers name them: the public internet and nothing else, so that nobody can make this server knock
/// at doors that are closed to them. Tests put one of their own in its place; no setting does.
/// </summary>
public class AddressPolicy
{
    static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    // Of IPv6 only what is given out to the public, less the parts of it that carry an IPv4 address or are for examples.
    static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");
    static readonly IPNetwork[] ClosedGlobal = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    /// <summary>For addresses that the operator names: whoever starts this process may reach into their own network.</summary>
    public static AddressPolicy Anywhere { get; } = new Open();

    public virtual bool Allows(IPAddress address) => IsPublic(address);

    internal static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? !Closed.Any(network => network.Contains(address))
            : Global.Contains(address) && !ClosedGlobal.Any(network => network.Contains(address));
    }

    sealed class Open : AddressPolicy
    {
        public override bool Allows(IPAddress address) => true;
    }
}
