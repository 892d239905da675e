using System.Net;
using Backchannel.StandIns;

namespace Backchannel.Whole.Tests.Machinery;

/// <summary>One of our own processes, on a loopback port that it keeps over its lives.</summary>
sealed class App : IAsyncDisposable
{
    readonly string _name;
    readonly ChildProcess _process;

    App(string name, string assembly, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        _name = name;
        var port = Ports.Free();
        Url = $"http://127.0.0.1:{port}";
        Http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = new(Url), Timeout = TimeSpan.FromSeconds(60) };
        _process = new(name, "dotnet", [assembly, .. arguments, "--urls", Url], environment);
    }

    public string Url { get; }

    public HttpClient Http { get; }

    public ChildProcess Process => _process;

    /// <summary>Built from <c>src/{name}</c> together with this test.</summary>
    public static App Of(string name, Dictionary<string, string>? environment = null, params string[] arguments) =>
        new(name, Repository.Built(name), arguments, environment ?? []);

    /// <summary>Published to <paramref name="folder"/>.</summary>
    public static App Published(string name, string folder, params string[] arguments) =>
        new(name, Path.Combine(folder, $"Backchannel.{name}.dll"), arguments, new Dictionary<string, string>());

    public App Start()
    {
        _process.Start();
        return this;
    }

    public async Task<App> StartReady()
    {
        Start();
        await Ready();
        return this;
    }

    /// <summary>Waits until <c>/health/ready</c> answers 200.</summary>
    public async Task Ready()
    {
        var said = "nothing";
        await Until.True($"{_name} is ready", async () =>
        {
            Assert.False(_process.Exited, $"{_name} ended by itself. It printed:\n{_process.Printed}");
            using var answer = await Http.GetAsync("/health/ready");
            said = $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
            return answer.StatusCode == HttpStatusCode.OK;
        }, () => $"It said last: {said}. It printed:\n{_process.Printed}");
    }

    public Task Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Http.Dispose();
    }
}
