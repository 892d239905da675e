using System.Diagnostics;

namespace Backchannel.Whole.Tests.Machinery;

/// <summary>Waits for what must come about. The time-out is generous: it only ends a test that has failed.</summary>
static class Until
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    public static Task True(string what, Func<bool> condition, Func<string>? describe = null) =>
        True(what, () => Task.FromResult(condition()), describe);

    /// <param name="what">Names what is waited for.</param>
    /// <param name="condition">A process that does not answer yet counts as false.</param>
    /// <param name="describe">How things stand, for the message of a failure.</param>
    public static async Task True(string what, Func<Task<bool>> condition, Func<string>? describe = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await Holds(condition))
        {
            if (Stopwatch.GetElapsedTime(started) > Patience) Assert.Fail($"Not in time: {what}. {describe?.Invoke()}");
            await Task.Delay(Between);
        }
    }

    static async Task<bool> Holds(Func<Task<bool>> condition)
    {
        try
        {
            return await condition();
        }
        catch (Exception away) when (away is HttpRequestException or IOException or OperationCanceledException)
        {
            return false;
        }
    }
}
