namespace Backchannel.Hub.Access;

/// <summary>Where the hub is a process of its own, it prints the link of the first start: for the person at the terminal, never for a log.</summary>
sealed class SetupNotice(SetupLink setup, IConfiguration configuration, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Say);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    void Say()
    {
        if (setup.Path is not { } path) return;
        var address = configuration["Backchannel:PublicUrl"] is { Length: > 0 } known ? known.TrimEnd('/') : "http://address-of-the-pages";
        Console.WriteLine($"\n  There is no organizer yet. This link makes the first one, and is good once:\n  {address}{path}\n");
    }
}
