using System.Globalization;
using Backchannel.StandIns;

namespace Backchannel.Whole.Tests.Machinery;

/// <summary>Debian's <c>redis-server</c> on loopback. It keeps nothing on disk, so starting it again is losing all that it held.</summary>
sealed class RedisServer : IAsyncDisposable
{
    readonly ChildProcess _process;
    readonly int _port = Ports.Free();

    public RedisServer(TempFolder folder) => _process = new("redis-server", Programs.Find("redis-server"),
    [
        "--bind", "127.0.0.1", "--port", _port.ToString(CultureInfo.InvariantCulture), "--dir", folder.Path, "--save", "", "--appendonly", "no", "--daemonize", "no",
    ], new Dictionary<string, string>());

    public string ConnectionString => $"127.0.0.1:{_port}";

    public Task Start()
    {
        _process.Start();
        return Programs.Listens("redis-server", _port, _process);
    }

    public Task Kill() => _process.Kill();

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
