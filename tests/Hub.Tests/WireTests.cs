using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Backchannel.Contracts;
using Xunit;

namespace Backchannel.Hub.Tests;

/// <summary>What outsiders see on the wire, whatever our own client makes of it.</summary>
public class WireTests
{
    const char End = '\u001e';

    [Fact]
    public async Task Pages_and_batches_are_camel_case_with_lower_case_enums_and_times_in_utc()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.SetSessions(Made.Session("pier", "piertalk"));
        await hub.Capture(Made.Seen(Made.Post("Look #piertalk https://tide.example.org/a") with
        {
            Media = [new(MediaKind.Gif, "https://tidewater.example/a.gif", Alt: "Waves")],
        }));
        using var socket = await Connect(hub);
        await Send(socket, """{"type":1,"invocationId":"1","target":"Follow","arguments":["tidewater26",null,0]}""");
        var page = (await Receive(socket, type: 3)).GetProperty("result");
        AssertPage(page);

        await hub.Capture(Made.Seen("Next"));
        var batch = (await Receive(socket, type: 1, target: "Entries")).GetProperty("arguments")[0];
        Assert.Equal(["event", "session", "epoch", "previous", "last", "entries"], Names(batch));
        Assert.Equal("shown", batch.GetProperty("entries")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task The_http_api_speaks_the_same_json()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.SetSessions(Made.Session("pier", "piertalk"));
        await hub.Capture(Made.Seen(Made.Post("Look #piertalk https://tide.example.org/a") with
        {
            Media = [new(MediaKind.Gif, "https://tidewater.example/a.gif", Alt: "Waves")],
        }));
        AssertPage(await hub.Get<JsonElement>(HubUnderTest.Api("/posts")));
        Assert.Equal("2026-09-01T12:00:00+00:00", (await hub.Get<JsonElement>(HubUnderTest.Api("/sessions")))[0].GetProperty("start").GetString());
    }

    static void AssertPage(JsonElement page)
    {
        Assert.Equal(["event", "session", "epoch", "entries", "last", "more"], Names(page));
        var entry = page.GetProperty("entries")[0];
        Assert.Equal(["seq", "kind", "postId", "post", "session", "filedBy", "confidence", "leftSession"], Names(entry));
        Assert.Equal(("shown", "hashtag"), (entry.GetProperty("kind").GetString(), entry.GetProperty("filedBy").GetString()));
        var post = entry.GetProperty("post");
        Assert.Equal("bluesky", post.GetProperty("network").GetString());
        Assert.Equal("2026-09-01T12:00:00+00:00", post.GetProperty("createdAt").GetString());
        Assert.Equal(["hashtag", "link"], post.GetProperty("spans").EnumerateArray().Select(span => span.GetProperty("kind").GetString()!));
        Assert.Equal("gif", post.GetProperty("media")[0].GetProperty("kind").GetString());
        string[] promised = ["id", "url", "author", "text", "receivedAt", "language", "replyTo", "question", "pinned", "sensitive"];
        Assert.Empty(promised.Except(Names(post)));
        Assert.Empty(((string[])["id", "handle", "name", "avatarUrl", "profileUrl"]).Except(Names(post.GetProperty("author"))));
    }

    static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);

    static async Task<ClientWebSocket> Connect(HubUnderTest hub)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(new Uri(hub.Address, "/hubs/feed")) { Scheme = "ws" }.Uri, CancellationToken.None);
        await Send(socket, """{"protocol":"json","version":1}""");
        return socket;
    }

    static Task Send(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, true, CancellationToken.None);

    static async Task<JsonElement> Receive(ClientWebSocket socket, int type, string? target = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var (buffer, text) = (new byte[16_384], new StringBuilder());
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer, patience.Token);
            text.Append(Encoding.UTF8.GetString(buffer, 0, read.Count));
            if (text.Length == 0 || text[^1] != End) continue;
            foreach (var message in text.ToString().Split(End, StringSplitOptions.RemoveEmptyEntries).Select(json => JsonSerializer.Deserialize<JsonElement>(json)))
                if (message.TryGetProperty("type", out var given) && given.GetInt32() == type && (target is null || message.GetProperty("target").GetString() == target))
                    return message;
            text.Clear();
        }
    }
}
