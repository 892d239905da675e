using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests;

/// <summary>Waits for what must come to pass. The time-out is generous: it only ends a test that has failed.</summary>
static class Eventually
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public static Task True(Func<bool> condition, string what) => True(() => Task.FromResult(condition()), what);

    public static async Task True(Func<Task<bool>> condition, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            Assert.False(patience.IsCancellationRequested, $"Did not happen in time: {what}");
            await Task.Delay(5);
        }
    }

    public static Task AsTimePasses(FakeTimeProvider time, TimeSpan step, Func<bool> condition, string what) => AsTimePasses(time, step, () => Task.FromResult(condition()), what);

    /// <summary>Moves the clock until it has an effect: the hub's services start in the background, and may not be waiting on the clock yet when it is moved.</summary>
    /// <param name="time">The hub's clock.</param>
    /// <param name="step">So small that what is due later does not come while a slow machine is still at what is due now.</param>
    /// <param name="condition">What it brings about.</param>
    /// <param name="what">Names it.</param>
    public static Task AsTimePasses(FakeTimeProvider time, TimeSpan step, Func<Task<bool>> condition, string what) => True(async () =>
    {
        if (await condition()) return true;
        time.Advance(step);
        return false;
    }, what);

    /// <summary>Waits until two values are equal, and shows both where they stay different.</summary>
    public static async Task Equal<T>(T expected, Func<Task<T>> actual)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var found = await actual();
            if (EqualityComparer<T>.Default.Equals(expected, found)) return;
            if (patience.IsCancellationRequested) Assert.Equal(expected, found);
            await Task.Delay(5);
        }
    }
}
