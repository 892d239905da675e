using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Backchannel.Standalone;

/// <summary>Says where to look, once there is something to see.</summary>
sealed class Welcome(IServer server, IConfiguration configuration, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Say);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // For the person at the terminal, not for a log.
    void Say()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.TrimEnd('/');
        var page = $"{address}/{Uri.EscapeDataString(Text.TextFold.Tag(configuration["Backchannel:Hashtag:0"] ?? ""))}";
        Console.WriteLine($"""

              The wall   {page}/wall
              The event  {page}
              Posting    {page}/post

            """);
    }
}
