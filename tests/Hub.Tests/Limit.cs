using System.Net;
using Xunit;

namespace Backchannel.Hub.Tests;

/// <summary>What is limited to so much at once, and then to so much a minute, on a machine of any speed.</summary>
static class Limit
{
    const int Tries = 1_000;

    /// <summary>Calls until it is refused. The limit fills up again meanwhile: so many more may be taken as the time that it took allows, and none besides.</summary>
    /// <param name="burst">How many are taken at once.</param>
    /// <param name="perMinute">How many are taken then.</param>
    /// <param name="call">Makes one call; it is given its number, from 0.</param>
    /// <param name="taken">What those that are taken are answered, in order; the last is for all that follow.</param>
    /// <returns>The refusal.</returns>
    public static async Task<HttpResponseMessage> Bites(int burst, int perMinute, Func<int, Task<HttpResponseMessage>> call, params HttpStatusCode[] taken)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var n = 0; n < Tries; n++)
        {
            var answer = await call(n);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                Assert.InRange(n, burst, burst + (int)(TimeProvider.System.GetElapsedTime(began).TotalMinutes * perMinute));
                return answer;
            }
            var expected = taken[Math.Min(n, taken.Length - 1)];
            if (expected < HttpStatusCode.BadRequest) Assert.Equal(expected, answer.StatusCode);
            else await Problem.Read(answer, expected);
            answer.Dispose();
        }
        Assert.Fail($"None of {Tries} was refused.");
        return null!;
    }
}
