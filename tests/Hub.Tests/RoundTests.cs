using Backchannel.Hub.Feed;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests;

public class RoundTests
{
    static readonly TimeSpan Most = TimeSpan.FromMilliseconds(250);

    readonly FakeTimeProvider _time = new(Made.Noon);

    [Fact]
    public async Task Every_send_is_begun_before_any_is_waited_for_and_the_wait_ends()
    {
        var (stuck, begun) = (new TaskCompletionSource(), 0);
        var round = Round.Together(Enumerable.Range(0, 3).Select(_ => Begin()), Most, _time, CancellationToken.None);
        Assert.Equal((3, false), (begun, round.IsCompleted));
        _time.Advance(Most);
        await round;
        stuck.SetException(new IOException("It is gone."));

        Task Begin()
        {
            begun++;
            return stuck.Task;
        }
    }

    [Fact]
    public async Task What_fails_in_time_is_told() =>
        await Assert.ThrowsAsync<IOException>(() => Round.Together([Task.FromException(new IOException("It is gone."))], Most, _time, CancellationToken.None));
}
