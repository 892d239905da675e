using System.Data.Common;
using System.Net.Sockets;
using Backchannel.Contracts;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Feed;

/// <summary>One message, one transaction. What it throws is tried again; nothing is acknowledged before it is archived.</summary>
sealed partial class PostsCapturedConsumer(FeedWriter writer, IBus bus, TimeProvider time, ILogger<PostsCapturedConsumer> logger) : IConsumer<PostsCaptured>
{
    // A broker that is short of memory takes nothing until what it holds is read: reading it must not wait for it to take something.
    static readonly TimeSpan TellWithin = TimeSpan.FromSeconds(1);

    public async Task Consume(ConsumeContext<PostsCaptured> context)
    {
        try
        {
            await writer.Apply(context.Message, context.CancellationToken);
        }
        catch (Exception failure) when (PostsCapturedConsumerDefinition.IsPassing(failure))
        {
            // The bus tries again without a word, and all that comes after waits meanwhile.
            LogNotArchived(failure, context.Message.Source, context.GetRetryAttempt());
            throw;
        }
        if (context.MessageId is { } message) await Tell(new(context.Message.Source, message), context.CancellationToken);
    }

    /// <summary>It is archived, whether anybody hears of it or not: whoever captures does without after a while.</summary>
    async Task Tell(PostsArchived archived, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(TellWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            // Not by the context of the message, which is not done before all that went out by it is.
            await bus.Publish(archived, either.Token).WaitAsync(either.Token);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            LogNotTold(failure, archived.Source);
        }
    }

    [LoggerMessage(LogLevel.Debug, "{Source} could not be told that its posts are archived")]
    partial void LogNotTold(Exception failure, string source);

    [LoggerMessage(LogLevel.Warning, "Posts of {Source} could not be archived: they are tried again (try {Attempt})")]
    partial void LogNotArchived(Exception failure, string source, int attempt);
}

sealed class PostsCapturedConsumerDefinition : ConsumerDefinition<PostsCapturedConsumer>
{
    /// <summary>Tries, 2 s apart. MassTransit keeps one number for each, so "for ever" is not to be had.</summary>
    const int TwoDays = 86_400;

    public PostsCapturedConsumerDefinition() => ConcurrentMessageLimit = 1;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpoint, IConsumerConfigurator<PostsCapturedConsumer> consumer, IRegistrationContext context)
    {
        endpoint.PrefetchCount = 16;
        // With several hubs one of them consumes and the others stand by: a source's changes are applied in the order it made them.
        if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit) rabbit.SingleActiveConsumer = true;
        endpoint.UseMessageRetry(retry =>
        {
            // A database that is away comes back; to pass over a message would lose posts.
            retry.Handle<Exception>(IsPassing);
            retry.Interval(TwoDays, TimeSpan.FromSeconds(2));
        });
    }

    // Entity Framework wraps what it knows to pass in an InvalidOperationException; the root is often the socket.
    internal static bool IsPassing(Exception? failure) => failure is not null
        && (failure is DbException or DbUpdateException or TimeoutException or IOException or SocketException || IsPassing(failure.InnerException));
}

/// <summary>Another hub has committed: each hub hears of it on a queue of its own.</summary>
sealed class FeedAdvancedConsumer(FeedTails tails) : IConsumer<FeedAdvanced>
{
    public Task Consume(ConsumeContext<FeedAdvanced> context) =>
        tails.AdvanceTo(context.Message.Event, context.Message.Last, context.Message.Echoes);
}

sealed class FeedAdvancedConsumerDefinition : ConsumerDefinition<FeedAdvancedConsumer>
{
    public FeedAdvancedConsumerDefinition() => Endpoint(endpoint => (endpoint.InstanceId, endpoint.Temporary) = ("-" + NewId.NextGuid().ToString("N"), true));
}
