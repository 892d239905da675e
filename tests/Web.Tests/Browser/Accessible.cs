using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Backchannel.Web.Tests.Browser;

static class Accessible
{
    /// <summary>What is in order is not told, element by element: that takes longer than to find it so.</summary>
    static readonly AxeRunOptions Options = new() { ResultTypes = [ResultType.Violations] };

    // What fades in is too pale to be read while it does. What moves for ever is not waited for.
    const string Settled = """
        () => Promise.allSettled(document.getAnimations()
          .filter(each => each.playState === 'running' && each.effect?.getComputedTiming().endTime < Infinity).map(each => each.finished)).then(() => {})
        """;

    /// <summary>Nothing on the page is out of reach for somebody, as far as axe can tell.</summary>
    public static async Task Check(IPage page)
    {
        _ = await page.EvaluateAsync(Settled).WaitAsync(TimeSpan.FromMinutes(1));
        var violations = (await page.RunAxe(Options)).Violations;
        Assert.True(
            violations.Length == 0,
            string.Join('\n', violations.Select(each => $"{each.Id}: {each.Help}\n  {string.Join("\n  ", each.Nodes.Select(node => $"{node.Html} {node.Any.FirstOrDefault()?.Message}"))}")));
    }
}
