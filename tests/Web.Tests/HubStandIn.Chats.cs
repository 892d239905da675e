using System.Collections.Concurrent;
using Backchannel.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;

namespace Backchannel.Web.Tests;

// Chats as they were given, and what screens show: how a real hub comes to them is its own business.
public sealed partial class HubStandIn
{
    readonly ConcurrentDictionary<(string Event, string Session), ChatInfo> _chats = new();

    /// <summary>A chat has come so far.</summary>
    public Task Chat(ChatInfo chat)
    {
        _chats[(chat.Event, chat.Session)] = chat;
        return Silent ? Task.CompletedTask : Followers.SendAsync(nameof(IFeedClient.Chats), new[] { chat });
    }

    /// <summary>Screens show something else.</summary>
    public Task Screen(ScreenState state) => Followers.SendAsync(nameof(IFeedClient.Screen), state);

    partial void MapChats(WebApplication app)
    {
        app.MapGet("/api/events/{slug}/sessions/{id}/chat", (string slug, string id) =>
            _chats.TryGetValue((slug, id), out var chat) ? Results.Json(chat, ContractJson.Options) : Results.NotFound());
        app.MapGet("/api/events/{slug}/sessions/{id}/chat/room", (string slug, string id) =>
            _chats.TryGetValue((slug, id), out var chat) ? Known(slug, feed => Room(feed, chat)) : Results.NotFound());
    }

    ChatRoom Room(StandInFeed feed, ChatInfo chat) =>
        new(chat with { Last = feed.Last }, [new(null, feed.Page(Epoch, chat.Session, after: null, before: null, 30).Entries, null)], null);
}
