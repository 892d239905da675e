using Backchannel.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit;

namespace Backchannel.Hub.Tests;

public class CallLimitTests
{
    [Fact]
    public async Task A_stranger_who_calls_in_a_loop_is_told_to_slow_down_and_is_heard_again_later()
    {
        await using var hub = await HubUnderTest.Start();
        await using var connection = await Connect(hub, "203.0.113.7");
        await Assert.ThrowsAsync<HubException>(() => Calls(connection, 2_000));
        await Eventually.True(async () =>
        {
            try
            {
                return await connection.InvokeAsync<FeedPage>("Follow", Made.Event, null, 0L) is not null;
            }
            catch (HubException)
            {
                return false;
            }
        }, "it is heard again");
    }

    [Theory]
    [InlineData("Unfollow")]
    [InlineData("Watching")]
    public async Task Every_call_counts(string method)
    {
        await using var hub = await HubUnderTest.Start();
        await using var connection = await Connect(hub, "203.0.113.7");
        object?[] arguments = method == "Watching" ? [Array.Empty<ViewerCount>()] : [Made.Event, null];
        await Assert.ThrowsAsync<HubException>(() => AtOnce(2_000, () => connection.InvokeCoreAsync(method, arguments)));
    }

    [Fact]
    public async Task A_Web_process_with_500_events_does_not_meet_the_limit()
    {
        await using var hub = await HubUnderTest.Start();
        await using var connection = await Connect(hub, forwarded: null);
        // For each: three pages of what it keeps in memory, and one more to find its end.
        await Calls(connection, 2_000);
    }

    [Fact]
    public async Task A_message_that_is_longer_than_any_call_ends_the_connection()
    {
        await using var hub = await HubUnderTest.Start();
        await using var connection = await Connect(hub, "203.0.113.7");
        var closed = new TaskCompletionSource();
        connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await Assert.ThrowsAnyAsync<Exception>(() => connection.InvokeAsync<FeedPage>("Follow", new string('a', 40_000), null, 0L));
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    static Task Calls(HubConnection connection, int times) => AtOnce(times, () => connection.InvokeAsync<FeedPage>("Follow", Made.Event, null, 0L));

    // None waits for the answer to the one before: on a slow machine more would be allowed by then.
    static Task AtOnce(int times, Func<Task> call) => Task.WhenAll(Enumerable.Range(0, times).Select(_ => call()));

    static async Task<HubConnection> Connect(HubUnderTest hub, string? forwarded)
    {
        var connection = new HubConnectionBuilder().WithUrl(new Uri(hub.Address, "/hubs/feed"), http =>
        {
            if (forwarded is not null) http.Headers["X-Forwarded-For"] = forwarded;
        }).Build();
        await connection.StartAsync();
        return connection;
    }
}
