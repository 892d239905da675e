using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Backchannel.Bench.Pages;

/// <summary>
/// One Blazor page with a circuit, played as blazor.web.js plays it: <c>StartCircuit</c>, <c>UpdateRootComponents</c> with the markers of the page,
/// <c>OnRenderCompleted</c> for each batch that comes, <c>EndInvokeJSFromDotNet</c> for each call.
/// </summary>
[SuppressMessage("Usage", "ASP0000", Justification = "One container a connection is how the client's builder works.")]
sealed partial class Circuit : IAsyncDisposable
{
    readonly HubConnection _connection;
    readonly Action<ReadOnlySpan<byte>> _came;

    Circuit(HubConnection connection, Action<ReadOnlySpan<byte>> came) => (_connection, _came) = (connection, came);

    /// <param name="came">Called with the bytes of everything that was rendered, or handed over.</param>
    public static async Task<Circuit> Open(HttpClient http, Uri page, Action<ReadOnlySpan<byte>> came)
    {
        var html = await http.GetStringAsync(page);
        var root = new Uri(page, "/");
        string[] markers = [.. Markers().Matches(html).Select(match => match.Groups[1].Value)];
        if (markers.Length == 0) throw new InvalidDataException("The page has no component with a circuit.");
        var state = State().Match(html).Groups[1].Value;

        var builder = new HubConnectionBuilder().WithUrl(new Uri(root, "_blazor"), HttpTransportType.WebSockets);
        builder.Services.RemoveAll<IHubProtocol>();
        _ = builder.Services.AddSingleton<IHubProtocol, BlazorPack>();
        var circuit = new Circuit(builder.Build(), came);
        circuit.Listen();
        await circuit._connection.StartAsync();
        if (await circuit._connection.InvokeAsync<string?>("StartCircuit", root.ToString(), page.ToString(), "[]", state) is null)
            throw new InvalidDataException("The circuit was refused.");
        var operations = markers.Select((marker, index) => $$"""{"type":"add","ssrComponentId":{{index + 1}},"marker":{{marker}}}""");
        await circuit._connection.SendAsync("UpdateRootComponents", $$"""{"batchId":1,"operations":[{{string.Join(',', operations)}}]}""", state);
        return circuit;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    void Listen()
    {
        _ = _connection.On<long, byte[]>("JS.RenderBatch", async (batch, bytes) =>
        {
            _came(bytes);
            await _connection.SendAsync("OnRenderCompleted", batch, null);
        });
        _ = _connection.On<long, string, string, int, long, int>("JS.BeginInvokeJS", async (call, _, arguments, _, _, _) =>
        {
            _came(Encoding.UTF8.GetBytes(arguments));
            if (call != 0) await _connection.SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call},true,null]");
        });
        _ = _connection.On<string>("JS.Error", error => Console.Error.WriteLine(error));
        _ = _connection.On<string>("JS.EndUpdateRootComponents", _ => { });
        _ = _connection.On<int, string>("JS.AttachComponent", (_, _) => { });
    }

    [GeneratedRegex("<!--Blazor:(\\{\"type\":\"server\".*?\\})-->")]
    private static partial Regex Markers();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();
}
