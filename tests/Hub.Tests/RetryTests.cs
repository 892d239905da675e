using System.Net.Sockets;
using Backchannel.Contracts;
using Backchannel.Hub.Feed;
using MassTransit;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Backchannel.Hub.Tests;

public class RetryTests
{
    [Fact]
    public void A_database_that_is_away_is_tried_again_however_deep_it_says_so()
    {
        Exception[] passing = [new SocketException(111), new SqliteException("busy", 5), new TimeoutException(), new EndOfStreamException()];
        Assert.All(passing, root => Assert.True(PostsCapturedConsumerDefinition.IsPassing(new InvalidOperationException("transient", new InvalidOperationException("", root)))));
    }

    [Fact]
    public async Task A_bus_that_takes_no_answer_holds_up_no_posts()
    {
        await using var hub = await HubUnderTest.Start(services: services => services.AddPublishObserver<Deaf>());
        await hub.Capture(Made.Seen("One"));
        await hub.Capture(Made.Seen("Two"));
        Assert.Equal(["One", "Two"], (await hub.Texts()).Order());
    }

    sealed class Deaf : IPublishObserver
    {
        public Task PrePublish<T>(PublishContext<T> context) where T : class =>
            context.Message is PostsArchived ? Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken) : Task.CompletedTask;

        public Task PostPublish<T>(PublishContext<T> context) where T : class => Task.CompletedTask;

        public Task PublishFault<T>(PublishContext<T> context, Exception exception) where T : class => Task.CompletedTask;
    }

    [Fact]
    public void A_fault_of_ours_is_not() => Assert.False(PostsCapturedConsumerDefinition.IsPassing(new InvalidOperationException("", new FormatException())));
}
