using System.Diagnostics;
using System.Globalization;

namespace Backchannel.Bench.Pages;

/// <summary>nginx with Nchan, the message server that is nearest to what the product does for pages: one channel, event streams.</summary>
sealed class Nchan : IAsyncDisposable
{
    const string Module = "/usr/lib/nginx/modules/ngx_nchan_module.so";

    readonly Process _master;
    readonly string _folder;
    readonly HttpClient _http = new();

    Nchan(Process master, string folder, int port) => (_master, _folder, Address) = (master, folder, new($"http://127.0.0.1:{port}"));

    public Uri Address { get; }

    /// <summary>Those that do the work: all but the master.</summary>
    public IReadOnlyList<Process> Workers { get; private set; } = [];

    public static async Task<Nchan> Start()
    {
        if (!File.Exists(Module)) throw new FileNotFoundException("nginx with Nchan is needed: apt-get install nginx-light libnginx-mod-nchan", Module);
        var (folder, port) = (Directory.CreateTempSubdirectory("backchannel-nchan").FullName, Machine.FreePort());
        await File.WriteAllTextAsync(Path.Combine(folder, "nginx.conf"), $$"""
            load_module {{Module}};
            daemon off;
            pid {{folder}}/pid;
            error_log {{folder}}/error.log;
            worker_processes 1;
            events { worker_connections 40000; }
            http {
              access_log off;
              client_body_temp_path {{folder}}; proxy_temp_path {{folder}}; fastcgi_temp_path {{folder}}; uwsgi_temp_path {{folder}}; scgi_temp_path {{folder}};
              server {
                listen 127.0.0.1:{{port}} backlog=4096;
                location = /pub { nchan_publisher; nchan_channel_id bench; nchan_message_buffer_length 100; }
                location = /sub { nchan_subscriber eventsource; nchan_channel_id bench; nchan_subscriber_first_message newest; }
              }
            }
            """);
        var nchan = new Nchan(Process.Start("nginx", ["-c", Path.Combine(folder, "nginx.conf"), "-p", folder]), folder, port);
        await Machine.Until("Nchan answers", async () => (await nchan._http.GetAsync(new Uri(nchan.Address, "/pub"))).Headers.Server.Count > 0);
        var children = await File.ReadAllTextAsync($"/proc/{nchan._master.Id}/task/{nchan._master.Id}/children");
        nchan.Workers = [.. children.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture)))];
        return nchan;
    }

    public async Task Publish(string body)
    {
        using var content = new StringContent(body);
        using var answer = await _http.PostAsync(new Uri(Address, "/pub"), content);
        _ = answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        Process.Start("kill", ["-TERM", $"{_master.Id}"]).WaitForExit();
        await _master.WaitForExitAsync();
        Directory.Delete(_folder, true);
    }
}
