using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Backchannel.Web.Tests.Browser;

/// <summary>What a page asks at one address, with one answer that is late when that is wanted.</summary>
sealed class LateForPage
{
    readonly object _lock = new();
    readonly List<IRequest> _asked = [];
    TaskCompletionSource? _given, _on, _come;

    LateForPage()
    {
    }

    /// <summary>What it asked, in this order.</summary>
    public IReadOnlyList<IRequest> Asked
    {
        get { lock (_lock) return [.. _asked]; }
    }

    /// <param name="page">The page that asks.</param>
    /// <param name="address">What is in the addresses.</param>
    public static async Task<LateForPage> On(IPage page, string address)
    {
        var late = new LateForPage();
        await page.RouteAsync(new Regex(address), late.Answer);
        return late;
    }

    /// <summary>Keeps the next answer on its way, and ends once the server has given it.</summary>
    public Task Hold()
    {
        lock (_lock)
        {
            (_given, _on, _come) = (Coming(), Coming(), Coming());
            return _given.Task.WaitAsync(TimeSpan.FromMinutes(2));
        }
    }

    /// <summary>Lets it come, and ends once the page has done with it what it does.</summary>
    public async Task LetGo(IPage page)
    {
        _on!.SetResult();
        await _come!.Task;
        // Behind another answer, and behind what is drawn then.
        await page.EvaluateAsync("async () => { await fetch(location); await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))); }");
    }

    async Task Answer(IRoute route)
    {
        TaskCompletionSource? given, come;
        lock (_lock)
        {
            _asked.Add(route.Request);
            (given, come, _given) = (_given, _come, null);
        }
        var answer = await route.FetchAsync();
        if (given is not null)
        {
            given.SetResult();
            await _on!.Task;
        }
        await route.FulfillAsync(new() { Response = answer });
        if (given is not null) come!.SetResult();
    }

    static TaskCompletionSource Coming() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
