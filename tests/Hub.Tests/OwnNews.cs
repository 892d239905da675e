using Backchannel.Contracts;
using MassTransit;

namespace Backchannel.Hub.Tests;

/// <summary>
/// A hub hears its own news too, a little later, and reads its events anew by it: some things are made anew then. A test that counts on what was made
/// before waits until it has.
/// </summary>
sealed class OwnNews : IPublishObserver, IConsumeObserver
{
    int _unheard;

    public bool IsHeard => Volatile.Read(ref _unheard) == 0;

    public Task PrePublish<T>(PublishContext<T> context) where T : class => Count<T>(1);

    public Task PostPublish<T>(PublishContext<T> context) where T : class => Task.CompletedTask;

    public Task PublishFault<T>(PublishContext<T> context, Exception exception) where T : class => Count<T>(-1);

    public Task PreConsume<T>(ConsumeContext<T> context) where T : class => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context) where T : class => Count<T>(-1);

    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception) where T : class => Count<T>(-1);

    Task Count<T>(int by)
    {
        if (typeof(T) == typeof(EventsChanged)) Interlocked.Add(ref _unheard, by);
        return Task.CompletedTask;
    }
}
