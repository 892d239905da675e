using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Sources;

/// <summary>Lets a source open: tells it where to resume and what to capture for.</summary>
sealed class OpenSourceConsumer(IDbContextFactory<ArchiveDb> archives, EventCatalog catalog) : IConsumer<OpenSource>
{
    public async Task Consume(ConsumeContext<OpenSource> context)
    {
        var (source, networkName) = context.Message;
        await using var db = await archives.CreateDbContextAsync(context.CancellationToken);
        var position = await db.Sources.Where(s => s.Source == source).Select(s => s.Position).SingleOrDefaultAsync(context.CancellationToken);
        List<string> authors = Enum.TryParse<Network>(networkName, ignoreCase: true, out var network)
            ? await db.Posts.Where(p => p.Network == network && p.State != PostState.Deleted).Select(p => p.AuthorId).Distinct().ToListAsync(context.CancellationToken)
            : [];
        await context.RespondAsync(new SourceOpened(source, position, catalog.Watched, authors));
    }
}

/// <summary>Tells a source which posts of its network are on show.</summary>
sealed class ListShownConsumer(IDbContextFactory<ArchiveDb> archives) : IConsumer<ListShown>
{
    public async Task Consume(ConsumeContext<ListShown> context)
    {
        var request = context.Message;
        List<string> ids = [];
        if (Enum.TryParse<Network>(request.Network, ignoreCase: true, out var network))
        {
            await using var db = await archives.CreateDbContextAsync(context.CancellationToken);
            var shown = db.Posts.Where(p => p.Network == network && p.ShownSeq > 0 && p.CreatedAt > request.Since);
            if (request.After is { } after) shown = shown.Where(p => p.PostId.CompareTo(after) > 0);
            ids = await shown.Select(p => p.PostId).Distinct().Order().Take(Math.Clamp(request.Limit, 1, 5_000)).ToListAsync(context.CancellationToken);
        }
        await context.RespondAsync(new ShownListed(ids));
    }
}

/// <summary>Every hub keeps the latest report of each source: its queue is its own.</summary>
sealed class SourceReportedConsumer(SourceBoard board) : IConsumer<SourceReported>
{
    public Task Consume(ConsumeContext<SourceReported> context)
    {
        board.Set(context.Message);
        return Task.CompletedTask;
    }
}

sealed class SourceReportedConsumerDefinition : ConsumerDefinition<SourceReportedConsumer>
{
    public SourceReportedConsumerDefinition() => Endpoint(endpoint => (endpoint.InstanceId, endpoint.Temporary) = ("-" + NewId.NextGuid().ToString("N"), true));
}
