using Microsoft.Playwright;

namespace Backchannel.Web.Tests.Browser;

/// <summary>An answer to a page's script that is given, and comes late.</summary>
sealed class Late
{
    readonly TaskCompletionSource _given = new(TaskCreationOptions.RunContinuationsAsynchronously), _on = new(TaskCreationOptions.RunContinuationsAsynchronously), _come = new(TaskCreationOptions.RunContinuationsAsynchronously);

    Late()
    {
    }

    /// <summary>Ends once the server has answered.</summary>
    public Task Given => _given.Task.WaitAsync(TimeSpan.FromMinutes(2));

    /// <summary>Keeps the first answer of those that match on its way.</summary>
    public static async Task<Late> Answer(IPage page, Func<string, bool> address)
    {
        var late = new Late();
        await page.RouteAsync(address, late.Hold, new() { Times = 1 });
        return late;
    }

    /// <summary>Lets it come, and ends once the page has it.</summary>
    public async Task Come(IPage page)
    {
        _on.SetResult();
        await _come.Task;
        // Whatever the page does with it is done before another answer.
        await page.EvaluateAsync("() => fetch(location)");
    }

    async Task Hold(IRoute route)
    {
        var answer = await route.FetchAsync();
        _given.SetResult();
        await _on.Task;
        await route.FulfillAsync(new() { Response = answer });
        _come.SetResult();
    }
}
