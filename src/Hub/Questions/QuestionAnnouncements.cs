using System.Threading.Channels;
using Backchannel.Contracts;
using MassTransit;

namespace Backchannel.Hub.Questions;

/// <summary>Tells the other hubs whose questions changed, off the path of the vote.</summary>
sealed partial class QuestionAnnouncements(IBus bus, TimeProvider time, ILogger<QuestionAnnouncements> logger) : BackgroundService
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly Channel<(string Event, string Session)> _changed = Channel.CreateBounded<(string, string)>(
        new BoundedChannelOptions(1_000) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Names this hub, which hears its own words too.</summary>
    public Guid Own { get; } = Guid.NewGuid();

    public void Announce(string slug, string session) => _changed.Writer.TryWrite((slug, session));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _changed.Reader.WaitToReadAsync(stoppingToken)) await PublishAll(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    // What has gathered while the last one was published goes once.
    async Task PublishAll(CancellationToken stop)
    {
        var gathered = new HashSet<(string Event, string Session)>();
        while (_changed.Reader.TryRead(out var channel)) gathered.Add(channel);
        foreach (var (slug, session) in gathered)
        {
            try
            {
                await bus.Publish(new QuestionsChanged(slug, session, Own), stop).WaitAsync(Patience, time, stop);
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                // The next change tells them all the same, and whoever opens a page reads the archive.
                LogUnheard(failure, slug);
            }
        }
    }

    [LoggerMessage(LogLevel.Debug, "The other hubs were not told of changed questions of {Event}")]
    partial void LogUnheard(Exception failure, string @event);
}

/// <summary>Another hub took a vote or a question: this one's followers are told too.</summary>
sealed class QuestionsChangedConsumer(QuestionPush push, QuestionAnnouncements? own = null) : IConsumer<QuestionsChanged>
{
    public Task Consume(ConsumeContext<QuestionsChanged> context)
    {
        if (context.Message.By != own?.Own) push.Heard(context.Message.Event, context.Message.Session);
        return Task.CompletedTask;
    }
}

sealed class QuestionsChangedConsumerDefinition : ConsumerDefinition<QuestionsChangedConsumer>
{
    public QuestionsChangedConsumerDefinition() => Endpoint(endpoint => (endpoint.InstanceId, endpoint.Temporary) = ("-" + NewId.NextGuid().ToString("N"), true));
}
