using Xunit;

namespace Backchannel.Hub.Tests;

/// <summary>Waits for what must come to pass.</summary>
static class Eventually
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

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
