using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Backchannel.Web.Live;

/// <summary>Where the hub is: the setting <c>Hub:Url</c>, or this very process where there is none (Standalone).</summary>
sealed class HubAddress(IConfiguration configuration, IServer server, IHostApplicationLifetime lifetime)
{
    /// <summary>The setting that names a hub in another process.</summary>
    public const string Setting = "Hub:Url";

    Uri? _known;

    /// <summary>Waits until the process listens, where the hub is in it.</summary>
    public async ValueTask<Uri> Find(CancellationToken cancellationToken)
    {
        if (_known is { } known) return known;
        if (configuration[Setting] is { Length: > 0 } setting) return _known = new Uri(setting.TrimEnd('/') + "/");

        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (lifetime.ApplicationStarted.Register(started.SetResult)) await started.Task.WaitAsync(cancellationToken);

        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var own = addresses.FirstOrDefault(address => address.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) ?? addresses.FirstOrDefault()
            ?? throw new InvalidOperationException($"This process listens nowhere and {Setting} is not set: set it to the hub's address.");
        return _known = Loopback(own);
    }

    /// <summary>An address to listen on, as one to connect to: <c>http://*:5080</c> becomes <c>http://127.0.0.1:5080/</c>.</summary>
    internal static Uri Loopback(string listening)
    {
        var address = BindingAddress.Parse(listening);
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : address.Host;
        return new Uri($"{address.Scheme}://{host}:{address.Port}/");
    }
}
