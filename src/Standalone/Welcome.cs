using Backchannel.Hub.Access;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Backchannel.Standalone;

/// <summary>Says where to look, once there is something to see.</summary>
sealed class Welcome(IServer server, SetupLink setup, IConfiguration configuration, IHostApplicationLifetime lifetime) : IHostedService
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
        var listening = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.TrimEnd('/') ?? "";
        // What listens on every address is reached here by this one.
        var here = listening.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal);
        var address = configuration["Backchannel:PublicUrl"] is { Length: > 0 } known ? known.TrimEnd('/') : here;
        var page = $"{address}/{Uri.EscapeDataString(Text.TextFold.Tag(configuration["Backchannel:Hashtag:0"] ?? ""))}";
        Console.WriteLine($"""

              The wall   {page}/wall
              The event  {page}
              Posting    {page}/post
              The desk   {page}/organize
              The chats  {address}/chats
              Archive    {Path.GetFullPath(configuration["Backchannel:Data"] ?? "data")}

            """);
        if (setup.Path is { } path) Console.WriteLine($"  There is no organizer yet. This link makes the first one, and is good once:\n  {address}{path}\n");
        if (address.Contains("localhost", StringComparison.Ordinal) || address.Contains("127.0.0.1", StringComparison.Ordinal))
            Console.WriteLine("  Phones cannot reach this address: to let attendees in, listen with --urls http://*:5080 and give --Backchannel:PublicUrl http://this-machine:5080\n");
    }
}
