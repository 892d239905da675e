using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Backchannel.StandIns;

namespace Backchannel.Hub.Tests;

/// <summary>A redis-server of our own on a free loopback port, without anything on disk. One is shared by all tests, each with a database of its own.</summary>
sealed class RedisServer : IDisposable
{
    const int Databases = 4_000;

    static readonly Lazy<Task<RedisServer>> SharedOne = new(Start);
    static int _database;

    readonly string _folder = Directory.CreateTempSubdirectory("backchannel-redis-").FullName;
    readonly int _port = Ports.Free();
    Process? _process;

    /// <summary>A connection string to an empty database that no other test uses.</summary>
    public static async Task<string> EmptyDatabase()
    {
        var server = await SharedOne.Value;
        return string.Create(CultureInfo.InvariantCulture, $"{server.Address},allowAdmin=true,defaultDatabase={Interlocked.Increment(ref _database)}");
    }

    public static async Task<RedisServer> Start()
    {
        var server = new RedisServer();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        await server.Resume();
        return server;
    }

    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    /// <summary>Starts it, or starts it again on the same port with nothing in it.</summary>
    public async Task Resume()
    {
        _process = Process.Start(new ProcessStartInfo("redis-server",
        [
            "--port", _port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", _folder, "--save", "", "--appendonly", "no",
            "--databases", Databases.ToString(CultureInfo.InvariantCulture), "--loglevel", "warning",
        ])
        { RedirectStandardOutput = true })!;
        await Eventually.True(Answers, "redis-server answers");
    }

    public void Stop()
    {
        if (_process is not { HasExited: false }) return;
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Stop();
        _process?.Dispose();
        _process = null;
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    async Task<bool> Answers()
    {
        Debug.Assert(_process is { HasExited: false }, "redis-server has ended: is its port taken?");
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
