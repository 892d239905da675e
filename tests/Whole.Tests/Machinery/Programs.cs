using System.Net;
using System.Net.Sockets;

namespace Backchannel.Whole.Tests.Machinery;

/// <summary>Servers that the system provides.</summary>
static class Programs
{
    static readonly string[] Folders =
        ["/usr/lib/rabbitmq/bin", .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/sbin", "/usr/local/sbin"];

    /// <summary>The path of a program. Debian's <c>rabbitmq-server</c> on the path is a wrapper that only root may call; what it wraps comes first here.</summary>
    public static string Find(string name) =>
        Folders.Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"{name} is not installed: scripts/test installs it, or says how to.");

    public static Task Listens(string name, int port, ChildProcess process) => Until.True($"{name} listens", async () =>
    {
        Assert.False(process.Exited, $"{name} ended by itself. It printed:\n{process.Printed}");
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }, () => process.Printed);
}
