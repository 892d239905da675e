using System.Globalization;
using Backchannel.Contracts;
using Xunit;

namespace Backchannel.Hub.Tests.Filing;

/// <summary>Measured alone, after all that runs beside each other.</summary>
[CollectionDefinition(nameof(RefileSpeedTests), DisableParallelization = true)]
[Collection(nameof(RefileSpeedTests))]
public class RefileSpeedTests(ITestOutputHelper output)
{
    internal static readonly SessionInfo[] Swapped = [Made.Session("pier", "docktalk"), Made.Session("dock", "piertalk")];

    [Fact]
    public async Task Six_thousand_posts_are_filed_again_in_under_two_seconds()
    {
        await using var hub = await Programmes.Start();
        await Capture(hub);
        var (first, second) = (await hub.PutUp(Swapped, []), await hub.PutUp(Programmes.PierAndDock, []));
        Say($"6,000 posts filed again, all of them elsewhere: {first}, once more: {second}");
        Say($"6,000 posts filed again, all of them as before: {await hub.Refile()}");
        Assert.True(first.Least < TimeSpan.FromSeconds(2) || second.Least < TimeSpan.FromSeconds(2), $"It took {first}, {second}.");
    }

    internal static async Task Capture(HubUnderTest hub)
    {
        for (var n = 0; n < 30; n++) await hub.Capture([.. Enumerable.Range(200 * n, 200).Select(Talk)]);
    }

    // Every third one answers the one before it.
    static PostSeen Talk(int n)
    {
        var tag = n / 3 % 2 == 0 ? "#piertalk" : "#docktalk";
        return Made.Seen(Made.Post(n % 3 == 2 ? Text(n, "Indeed") : Text(n, $"Here we go {tag}"), id: Id(n), replyTo: n % 3 == 2 ? Id(n - 1) : null));
    }

    static string Text(int n, string words) => string.Create(CultureInfo.InvariantCulture, $"{words} {n}");

    static string Id(int n) => string.Create(CultureInfo.InvariantCulture, $"bluesky:talk/{n * 7919 % 6_000:0000}");

    void Say(string figure)
    {
        output.WriteLine(figure);
        Console.WriteLine(figure);
    }
}
