using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Backchannel.Contracts;

namespace Backchannel.Web.Live;

/// <summary>Puts server-sent events together, as UTF-8.</summary>
sealed class SseWriter
{
    readonly ArrayBufferWriter<byte> _buffer = new(512);

    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    /// <summary>One event around JSON.</summary>
    public static ReadOnlyMemory<byte> Json<T>(string name, T value) => new SseWriter().Event(name, Data(Serialize(value))).Written;

    /// <summary>The same JSON as everywhere else in the public contract.</summary>
    public static string Serialize<T>(T value) => JsonSerializer.Serialize(value, ContractJson.Options);

    /// <summary>A text as <c>data:</c> lines: a line break of its own would end the event.</summary>
    public static byte[] Data(string text)
    {
        var lines = new ArrayBufferWriter<byte>(text.Length + 256);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            lines.Write("data: "u8);
            _ = Encoding.UTF8.GetBytes(line, lines);
            lines.Write("\n"u8);
        }
        return lines.WrittenSpan.ToArray();
    }

    /// <summary>An event of ready <c>data:</c> lines; <paramref name="id"/> only where everything up to it has been sent.</summary>
    public SseWriter Event(string name, byte[] data, string? id = null) => Event(name, [data], id);

    public SseWriter Event(string name, IEnumerable<byte[]> data, string? id = null)
    {
        Text($"event: {name}\n");
        foreach (var lines in data) _buffer.Write(lines);
        if (id is not null) Text($"id: {id}\n");
        return Text("\n");
    }

    /// <summary>Moves the position on without an event: browsers remember it and tell nobody.</summary>
    public SseWriter Position(string id) => Text($"id: {id}\n\n");

    public SseWriter Comment() => Text(":\n\n");

    public SseWriter Retry(int milliseconds) => Text(string.Create(CultureInfo.InvariantCulture, $"retry: {milliseconds}\n\n"));

    SseWriter Text(string text)
    {
        _ = Encoding.UTF8.GetBytes(text, _buffer);
        return this;
    }
}
