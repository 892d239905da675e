using Deque.AxeCore.Playwright;

namespace Backchannel.Desk.Tests;

static class Accessible
{
    /// <summary>Nothing on the page is out of reach for somebody, as far as axe can tell.</summary>
    public static async Task Check(IPage page)
    {
        var violations = (await page.RunAxe()).Violations;
        Assert.True(violations.Length == 0, string.Join('\n', violations.Select(v => $"{v.Id}: {v.Help}\n  {string.Join("\n  ", v.Nodes.Select(node => node.Html))}")));
    }
}
