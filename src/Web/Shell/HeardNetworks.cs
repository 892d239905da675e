using Backchannel.Contracts;
using Backchannel.Web.Live;

namespace Backchannel.Web.Shell;

/// <summary>Where people can post and be heard here: nobody is sent to a network that nothing listens to.</summary>
static class HeardNetworks
{
    /// <summary>" on Mastodon, Bluesky or X"; empty where no network is listened to.</summary>
    public static string Words(LiveStatus status)
    {
        var heard = status.Sources
            .Where(source => source.State != SourceState.Stopped)
            .Select(source => source.Network)
            .OfType<Network>()
            .Where(network => network != Network.Here)
            .Distinct()
            .Order()
            .Select(Name)
            .ToList();
        return heard switch
        {
            [] => "",
            [var only] => $" on {only}",
            [.. var first, var last] => $" on {string.Join(", ", first)} or {last}",
        };
    }

    static string Name(Network network) => network switch { Network.X => "X", Network.Mastodon => "Mastodon", Network.Bluesky => "Bluesky", _ => "" };
}
