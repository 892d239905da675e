using System.Text.RegularExpressions;

namespace Backchannel.Desk.Tests.Chats;

/// <summary>What a page asks at one address, with one answer that is late when that is wanted.</summary>
sealed class LateForPage
{
    readonly object _lock = new();
    readonly List<IRequest> _asked = [];
    TaskCompletionSource? _given, _on;

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
            (_given, _on) = (new(TaskCreationOptions.RunContinuationsAsynchronously), new(TaskCreationOptions.RunContinuationsAsynchronously));
            return _given.Task;
        }
    }

    /// <summary>Lets it come, and ends once the page has had the time to do something with it.</summary>
    public async Task LetGo(IPage page)
    {
        await page.RunAndWaitForRequestFinishedAsync(() =>
        {
            _on!.SetResult();
            return Task.CompletedTask;
        });
        await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    async Task Answer(IRoute route)
    {
        TaskCompletionSource? given;
        lock (_lock)
        {
            _asked.Add(route.Request);
            (given, _given) = (_given, null);
        }
        var answer = await route.FetchAsync();
        if (given is not null)
        {
            given.SetResult();
            await _on!.Task;
        }
        await route.FulfillAsync(new() { Response = answer });
    }
}
