using System.Globalization;
using System.Text;

namespace Backchannel.Bench;

/// <summary>What a SignalR follower sends: JSON protocol over a WebSocket, frames masked with zeros.</summary>
public static class Followers
{
    /// <summary>Keeps a follower that says nothing else.</summary>
    public static byte[] Ping { get; } = Frame("""{"type":6}""");

    /// <summary>The greeting, and the call that begins to follow.</summary>
    /// <param name="arguments">Of <c>Follow</c>, as JSON.</param>
    public static byte[] Hello(string arguments) =>
        [.. Frame("""{"protocol":"json","version":1}"""), .. Frame($$"""{"type":1,"invocationId":"1","target":"Follow","arguments":[{{arguments}}]}""")];

    public static byte[] After(long seq) => Hello(string.Create(CultureInfo.InvariantCulture, $"\"{Product.Event}\",null,{seq}"));

    static byte[] Frame(string message)
    {
        var payload = Encoding.UTF8.GetBytes(message + '\u001e');
        byte[] length = payload.Length < 126 ? [(byte)(0x80 | payload.Length)] : [0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length];
        return [0x81, .. length, 0, 0, 0, 0, .. payload];
    }
}
