using Backchannel.Hub.Access;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Backchannel.Hub;

/// <summary>Opens the archive and makes the event of the settings, before the bus and the server start; then tells the sources. Closes the archive last of all.</summary>
sealed class HubStart(
    IDbContextFactory<ArchiveDb> archives, FeedReader reader, EventCatalog catalog, EventStore store, SetupLink setup, IOptions<HubOptions> options) : IHostedLifecycleService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        reader.Epoch = await archives.Open(cancellationToken);
        await setup.Prepare(cancellationToken);
        await catalog.Reload(cancellationToken);
        if (options.Value.Draft() is { } draft) await store.Save(options.Value.Slug, draft, cancellationToken);
    }

    public Task StartedAsync(CancellationToken cancellationToken) => store.Announce(cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => archives.Close(cancellationToken);
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
