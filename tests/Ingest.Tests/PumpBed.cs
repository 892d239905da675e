using Backchannel.Contracts;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Ingest.Tests;

/// <summary>
/// An ingest process with one scripted source, on the real bus in memory, set up in the order of the real one, and consumers that stand in for a hub.
/// Its clock stands still until a test moves it.
/// </summary>
sealed class PumpBed : IAsyncDisposable
{
    public static readonly WatchedEvent Harbour = new("harbourconf", ["harbourconf"]);

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly IHost _host;

    PumpBed(IHost host, HubStandIn hub, FakeTimeProvider clock, LogLines log) => (_host, Hub, Clock, Log) = (host, hub, clock, log);

    public HubStandIn Hub { get; }

    public FakeTimeProvider Clock { get; }

    /// <summary>Warnings and worse.</summary>
    public LogLines Log { get; }

    IBus Bus => _host.Services.GetRequiredService<IBus>();

    /// <param name="source">What the pump runs.</param>
    /// <param name="hub">Configures the hub before anything starts.</param>
    public static async Task<PumpBed> Start(IPostSource source, Action<HubStandIn>? hub = null)
    {
        var (clock, standIn, log) = (new FakeTimeProvider(new(2026, 6, 5, 9, 0, 0, TimeSpan.Zero)), new HubStandIn(), new LogLines());
        hub?.Invoke(standIn);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(log).AddFilter("MassTransit", LogLevel.None);
        builder.Services.AddSingleton<TimeProvider>(clock).AddSingleton<WatchedEvents>().AddSingleton<Backlogs>().AddSingleton(standIn).AddPublishObserver<BusFaults>();
        builder.Services.AddPostSource(_ => source);
        builder.Services.AddBackchannelBus(builder.Configuration, IngestSetup.AddIngestConsumers, HubStandIn.AddConsumers);
        var host = builder.Build();
        await host.StartAsync();
        return new(host, standIn, clock, log);
    }

    public Task Change(params WatchedEvent[] events)
    {
        Hub.Events = events;
        return Bus.Publish(new EventsChanged(events));
    }

    /// <summary>As if the message of <see cref="Change"/> arrived this moment.</summary>
    public void Hear(params WatchedEvent[] events)
    {
        Hub.Events = events;
        _host.Services.GetRequiredService<WatchedEvents>().Set(events);
    }

    /// <summary>Fails after 30 s.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="step">How far the clock goes on at each look; it stands still without.</param>
    public async Task Until(Func<bool> condition, TimeSpan step = default)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            Assert.False(patience.IsCancellationRequested, $"It did not happen in time. Log: {string.Join(" | ", Log.Lines)}. Reports: {Hub.Reports.LastOrDefault()}");
            if (step > TimeSpan.Zero) Clock.Advance(step);
            await Task.Delay(2);
        }
    }

    /// <summary>Stops the process, which must not take long.</summary>
    public Task Stop() => _host.StopAsync().WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        Hub.Broken = false;
        await Stop();
        _host.Dispose();
    }

    sealed class BusFaults(HubStandIn hub) : IPublishObserver
    {
        public async Task PrePublish<T>(PublishContext<T> context) where T : class
        {
            if (context.Message is not PostsCaptured captured) return;
            hub.Tried.Enqueue(captured);
            if (hub.Broken) throw new IOException("The bus is made to fail.");
            if (hub.Holding is { } held) await held.Task.WaitAsync(context.CancellationToken);
        }

        public Task PostPublish<T>(PublishContext<T> context) where T : class
        {
            if (context.Message is PostsCaptured captured) hub.Published.Enqueue(captured);
            return Task.CompletedTask;
        }

        public Task PublishFault<T>(PublishContext<T> context, Exception exception) where T : class => Task.CompletedTask;
    }
}
