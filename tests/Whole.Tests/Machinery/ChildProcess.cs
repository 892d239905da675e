using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Backchannel.Whole.Tests.Machinery;

/// <summary>A program that can be killed and started again; what it prints is kept.</summary>
sealed class ChildProcess(string name, string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment) : IAsyncDisposable
{
    const int MostLines = 2_000;
    // A publish of all files takes a minute on a machine that has much else to do.
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    readonly ConcurrentQueue<string> _lines = new();
    Process? _process;

    /// <summary>What it printed, all of its lives together; the last part of it.</summary>
    public string Printed => string.Join('\n', _lines);

    public int ExitCode => _process!.ExitCode;

    public bool Exited => _process!.HasExited;

    /// <summary>Bytes of memory it ever held at once in this life.</summary>
    public long PeakMemory
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process!.Id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return 1024 * long.Parse(line.AsSpan(6).Trim().ToString().Split(' ')[0], CultureInfo.InvariantCulture);
        }
    }

    public void Start()
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        // What this run was given for itself must not reach what it starts.
        foreach (var key in info.Environment.Keys.Where(key => key.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || key.StartsWith("MSBUILD", StringComparison.Ordinal)).ToList())
            info.Environment.Remove(key);
        foreach (var (key, value) in environment) info.Environment[key] = value;
        var process = new Process { StartInfo = info };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
    }

    /// <summary>As <c>kill -9</c> does: it is told nothing.</summary>
    public async Task Kill()
    {
        if (_process is null) return;
        _process.Kill(entireProcessTree: true);
        await Exit();
    }

    /// <summary>Asks it to end, and waits until it has.</summary>
    public async Task Stop()
    {
        if (_process is null || _process.HasExited) return;
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await Exit();
    }

    public async Task Exit()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _process!.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{name} does not end. It printed:\n{Printed}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _process?.Dispose();
    }

    void Keep(string? line)
    {
        if (line is null) return;
        _lines.Enqueue(line);
        if (_lines.Count > MostLines) _lines.TryDequeue(out _);
    }
}
