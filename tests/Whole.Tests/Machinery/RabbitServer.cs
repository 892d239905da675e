using System.Globalization;
using Backchannel.StandIns;

namespace Backchannel.Whole.Tests.Machinery;

/// <summary>
/// Debian's <c>rabbitmq-server</c>, with a name, a data folder, a cookie and a port mapper of its own, on loopback only. Runs as whoever runs the tests.
/// </summary>
sealed class RabbitServer : IAsyncDisposable
{
    readonly ChildProcess _mapper, _process;
    readonly int _port = Ports.Free(), _mapperPort = Ports.Free();

    public RabbitServer(TempFolder folder)
    {
        var home = Directory.CreateDirectory(folder.Of("rabbit")).FullName;
        var config = Path.Combine(home, "rabbitmq.conf");
        File.WriteAllLines(config, [$"listeners.tcp.local = 127.0.0.1:{_port}", "log.console = true", "log.console.level = warning", "log.file = false"]);
        var environment = new Dictionary<string, string>
        {
            ["HOME"] = home,
            ["RABBITMQ_NODENAME"] = $"backchannel{_port}@localhost",
            ["RABBITMQ_NODE_PORT"] = Text(_port),
            ["RABBITMQ_DIST_PORT"] = Text(Ports.Free()),
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(home, "data"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(home, "log"),
            ["RABBITMQ_CONFIG_FILE"] = config,
            ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(home, "none.conf"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(home, "plugins"),
            ["RABBITMQ_PID_FILE"] = Path.Combine(home, "pid"),
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
            ["ERL_EPMD_PORT"] = Text(_mapperPort),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        };
        // Started by itself it would outlive the test.
        _mapper = new("epmd", Programs.Find("epmd"), ["-address", "127.0.0.1", "-port", Text(_mapperPort)], new Dictionary<string, string>());
        _process = new("rabbitmq-server", Programs.Find("rabbitmq-server"), [], environment);
    }

    public string ConnectionString => $"amqp://guest:guest@127.0.0.1:{_port}/";

    public async Task Start()
    {
        if (!_mapperRuns)
        {
            _mapper.Start();
            _mapperRuns = true;
            await Programs.Listens("epmd", _mapperPort, _mapper);
        }
        _process.Start();
        await Programs.Listens("rabbitmq-server", _port, _process);
    }

    public Task Kill() => _process.Kill();

    public Task Stop() => _process.Stop();

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _mapper.DisposeAsync();
    }

    bool _mapperRuns;

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
