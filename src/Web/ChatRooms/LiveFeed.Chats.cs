using System.Collections.Concurrent;
using System.Threading.Channels;
using Backchannel.Contracts;
using Backchannel.Web.ChatRooms;

namespace Backchannel.Web.Live;

/// <summary>Chats: how far the latest of each has come, rendered once for all pages that show it.</summary>
public sealed partial class LiveFeed
{
    // As long as a wall gives thanks for it: wwwroot/app/asked.js.
    static readonly TimeSpan Thanks = TimeSpan.FromMinutes(15);

    readonly ConcurrentDictionary<(string Event, string Session), KnownChat> _chats = new();
    readonly Channel<(string Event, string Session)> _newsOfChats = Channel.CreateUnbounded<(string, string)>(new() { SingleReader = true });

    /// <summary>
    /// The latest <c>chat</c> event, for a page that opens: of its session, and of a page of the whole event of the chat that runs now, or just ran. Empty where none is
    /// known, and then it comes by the page's channel.
    /// </summary>
    internal async ValueTask<ReadOnlyMemory<byte>> ChatFrame(EventFeed feed, string? session)
    {
        var chat = session is null ? Running(feed) : feed.Session(session);
        if (chat is not { Chat: true }) return default;
        if (_chats.ContainsKey((feed.Slug, chat.Id))) return await FrameOf(feed, chat);
        // A hub that is away is asked for all that pages show when it is back.
        if (!_status.Stale) _ = AskOnce(AskForChat, _chats.ContainsKey, feed.Slug, chat.Id);
        return default;
    }

    /// <summary>The chat that runs, or else the one that was over a moment ago: a wall that was asked its questions is told that it was closed.</summary>
    SessionInfo? Running(EventFeed feed)
    {
        var now = Clock.GetUtcNow();
        var begun = feed.Programme.Sessions.Where(each => each is { Chat: true, Cancelled: false } && each.Start <= now && now < each.End + Thanks).ToList();
        return begun.Find(each => now < each.End) ?? begun.MaxBy(each => each.End);
    }

    void HearChats(ChatInfo[] chats)
    {
        foreach (var chat in chats)
        {
            _ = _rooms.TryRemove((chat.Event, chat.Session), out _);
            _chats[(chat.Event, chat.Session)] = new(chat, true);
            _ = _newsOfChats.Writer.TryWrite((chat.Event, chat.Session));
        }
    }

    /// <summary>The programme is another: a chat that was moved was told of before, and with its old times.</summary>
    void TellChatsAgain(EventFeed feed)
    {
        foreach (var key in _chats.Keys.Where(key => key.Event == feed.Slug)) _ = _newsOfChats.Writer.TryWrite(key);
    }

    async Task KeepTellingChats(CancellationToken stopping)
    {
        await foreach (var (slug, id) in _newsOfChats.Reader.ReadAllAsync(stopping))
        {
            if (!_feeds.TryGetValue(slug, out var feed) || feed.Session(id) is not { } session) continue;
            // Pages of the whole event are told of the chat that runs: what is planned for another one is not what is asked now.
            var isOn = Running(feed)?.Id == id;
            var channels = feed.Channels.Where(channel => channel.Pages > 0 && (channel.Session == id || isOn && channel.Session is null)).ToList();
            if (channels.Count == 0 || await FrameOf(feed, session) is not { IsEmpty: false } frame) continue;
            foreach (var channel in channels) channel.Send(frame);
        }
    }

    /// <summary>What was pushed while the hub was not there is missing: what pages show is asked for.</summary>
    async Task AskChatsAnew()
    {
        foreach (var feed in _feeds.Values)
            foreach (var chat in feed.Channels.Where(channel => channel.Pages > 0).Select(channel => channel.Session is { } id ? feed.Session(id) : Running(feed)).OfType<SessionInfo>().Distinct())
                if (chat.Chat) await AskOnce(AskForChat, _ => false, feed.Slug, chat.Id);
    }

    async Task AskForChat(string slug, string session, CancellationToken stopping)
    {
        try
        {
            if (await _hub.Chat(slug, session, stopping) is not { } chat) return;
            var answer = new KnownChat(chat, false);
            // What was pushed meanwhile is as new, or newer.
            if (_chats.AddOrUpdate((slug, session), answer, (_, known) => known.IsPushed ? known : answer) == answer) _ = _newsOfChats.Writer.TryWrite((slug, session));
        }
        catch (Exception error) when (IsAway(error, stopping))
        {
            // The next connection asks again; the next question brings it too.
        }
    }

    /// <summary>The latest of a chat, rendered once for as long as its session is the same; empty where it is not known.</summary>
    async ValueTask<ReadOnlyMemory<byte>> FrameOf(EventFeed feed, SessionInfo session)
    {
        if (!_chats.TryGetValue((feed.Slug, session.Id), out var known)) return default;
        if (known.Frame is { } made && ReferenceEquals(known.Session, session)) return await made.Value;
        var frame = new Lazy<Task<ReadOnlyMemory<byte>>>(() => Render(known.Chat, feed, session));
        _ = _chats.TryUpdate((feed.Slug, session.Id), known with { Session = session, Frame = frame }, known);
        return await frame.Value;
    }

    async Task<ReadOnlyMemory<byte>> Render(ChatInfo chat, EventFeed feed, SessionInfo session)
    {
        try
        {
            var html = await _cards.Html<ChatHeads>(new()
            {
                [nameof(ChatHeads.Chat)] = chat,
                [nameof(ChatHeads.Event)] = feed.Info,
                [nameof(ChatHeads.Session)] = session,
            });
            return new SseWriter().Event("chat", SseWriter.Data(html)).Written;
        }
        catch (Exception error)
        {
            LogChatFailed(error, chat.Session);
            return default;
        }
    }

    [LoggerMessage(LogLevel.Error, "The questions of the chat {Session} cannot be rendered: pages keep those they have.")]
    partial void LogChatFailed(Exception error, string session);

    /// <param name="Chat">The latest.</param>
    /// <param name="IsPushed">Not asked for: since the hub was met last, nothing newer can have been missed.</param>
    /// <param name="Session">Its session as <paramref name="Frame"/> has it.</param>
    /// <param name="Frame">The event that tells of it; null before the first who wants it.</param>
    sealed record KnownChat(ChatInfo Chat, bool IsPushed, SessionInfo? Session = null, Lazy<Task<ReadOnlyMemory<byte>>>? Frame = null);
}
