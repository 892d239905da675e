using System.Collections.Concurrent;
using System.Threading.Channels;
using Backchannel.Contracts;
using Backchannel.Web.ChatRooms;

namespace Backchannel.Web.Live;

/// <summary>Chats: how far the latest of each has come, rendered once for all pages that show it.</summary>
public sealed partial class LiveFeed
{
    /// <summary>A herd that opens a chat's page costs one reading of it.</summary>
    static readonly TimeSpan RoomFor = TimeSpan.FromMilliseconds(500);

    readonly ConcurrentDictionary<(string Event, string Session), KnownChat> _chats = new();
    readonly ConcurrentDictionary<(string Event, string Session), (long At, Task<ChatRoom?> Room)> _rooms = new();
    readonly Channel<ChatInfo> _heardChats = Channel.CreateUnbounded<ChatInfo>(new() { SingleReader = true });

    /// <summary>A chat as a page of it opens, as far as its posts stand now; null where that session is none.</summary>
    /// <exception cref="HubAwayException">The hub does not answer.</exception>
    internal async Task<ChatRoom?> Room(EventFeed feed, string session, CancellationToken cancellationToken)
    {
        ChatRoom? room = null;
        await Asked(async () => room = await Reading(feed.Slug, session).WaitAsync(cancellationToken), cancellationToken);
        if (room is null) return null;
        _ = _chats.TryAdd((feed.Slug, session), new(room.Chat, RenderLater(room.Chat)));
        // A post that went a moment ago must not come back by what was read before.
        return room with
        {
            Sections = [.. room.Sections.Select(section => section with { Entries = [.. EventFeed.AsTheyStand(section.Entries, session, feed.Tail!)] })],
            Pinned = room.Pinned is { } pinned ? EventFeed.AsTheyStand([pinned], null, feed.Tail!).FirstOrDefault() : null,
        };
    }

    /// <summary>Posts of one question before a number, oldest first, and the number to go on before.</summary>
    internal async Task<(IReadOnlyList<FeedEntry> Entries, long? Next)> BeforeOfQuestion(
        EventFeed feed, string session, int question, long before, int count, CancellationToken cancellationToken)
    {
        FeedPage? page = null;
        await Asked(async () => page = await _hub.PostsOfQuestion(feed.Slug, session, question, before, count, cancellationToken), cancellationToken);
        if (page is null || page.Epoch != feed.Tail!.Epoch) return ([], null);
        return ([.. EventFeed.AsTheyStand(page.Entries, session, feed.Tail)], page is { More: true, Entries: [var first, ..] } ? first.Seq : null);
    }

    /// <summary>A post's conversation, by time.</summary>
    internal async Task<IReadOnlyList<FeedEntry>> Thread(EventFeed feed, string post, CancellationToken cancellationToken)
    {
        FeedPage? page = null;
        await Asked(async () => page = await _hub.Thread(feed.Slug, post, cancellationToken), cancellationToken);
        return page is null ? [] : [.. EventFeed.AsTheyStand(page.Entries, null, feed.Tail!)];
    }

    /// <summary>
    /// The latest <c>chat</c> event, for a page that opens: of its session, and of a page of the whole event of the chat that runs now. Empty where there is none.
    /// </summary>
    internal async ValueTask<ReadOnlyMemory<byte>> ChatFrame(EventFeed feed, string? session)
    {
        var chat = session is null ? Running(feed) : feed.Session(session);
        if (chat is not { Chat: true }) return default;
        if (!_chats.TryGetValue((feed.Slug, chat.Id), out var known))
            try
            {
                if (await _hub.Chat(feed.Slug, chat.Id).WaitAsync(Options.Patience, Clock) is not { } told) return default;
                known = _chats.GetOrAdd((feed.Slug, chat.Id), new KnownChat(told, RenderLater(told)));
            }
            catch (Exception error) when (IsAway(error, CancellationToken.None))
            {
                // It comes with the next question.
                return default;
            }
        return await known.Frame.Value;
    }

    SessionInfo? Running(EventFeed feed)
    {
        var now = Clock.GetUtcNow();
        return feed.Programme.Sessions.FirstOrDefault(each => each is { Chat: true, Cancelled: false } && each.Start <= now && now < each.End);
    }

    Task<ChatRoom?> Reading(string slug, string session)
    {
        var now = Clock.GetTimestamp();
        if (_rooms.TryGetValue((slug, session), out var last) && !last.Room.IsFaulted && Clock.GetElapsedTime(last.At, now) < RoomFor) return last.Room;
        if (_rooms.Count > 200) _rooms.Clear();
        var reading = Task.Run(() => _hub.ChatRoom(slug, session, CancellationToken.None));
        _rooms[(slug, session)] = (now, reading);
        return reading;
    }

    void HearChats(ChatInfo[] chats)
    {
        foreach (var chat in chats) _ = _heardChats.Writer.TryWrite(chat);
    }

    async Task KeepTellingChats(CancellationToken stopping)
    {
        await foreach (var chat in _heardChats.Reader.ReadAllAsync(stopping))
        {
            if (!_feeds.TryGetValue(chat.Event, out var feed)) continue;
            _ = _rooms.TryRemove((chat.Event, chat.Session), out _);
            var known = _chats[(chat.Event, chat.Session)] = new(chat, RenderLater(chat));
            if (await known.Frame.Value is not { IsEmpty: false } frame) continue;
            // Pages of the whole event are told of the chat that runs: what is planned for another one is not what is asked now.
            var isOn = Running(feed)?.Id == chat.Session;
            foreach (var channel in feed.Channels.Where(channel => channel.Pages > 0 && (channel.Session == chat.Session || isOn && channel.Session is null))) channel.Send(frame);
        }
    }

    /// <summary>What was pushed while the hub was not there is missing: what pages show is asked for, the rest is forgotten.</summary>
    async Task AskChatsAnew(CancellationToken stopping)
    {
        foreach (var (slug, session) in _chats.Keys)
        {
            _ = _chats.TryRemove((slug, session), out _);
            if (!_feeds.TryGetValue(slug, out var feed) || !feed.Channels.Any(channel => channel.Pages > 0 && (channel.Session == session || channel.Session is null && Running(feed)?.Id == session))) continue;
            try
            {
                if (await _hub.Chat(slug, session, stopping) is { } chat) HearChats([chat]);
            }
            catch (Exception error) when (IsAway(error, stopping))
            {
                // The next connection asks again; the next question brings it too.
            }
        }
    }

    Lazy<Task<ReadOnlyMemory<byte>>> RenderLater(ChatInfo chat) => new(() => Render(chat));

    async Task<ReadOnlyMemory<byte>> Render(ChatInfo chat)
    {
        try
        {
            if (!_feeds.TryGetValue(chat.Event, out var feed) || feed.Session(chat.Session) is not { } session) return default;
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

    sealed record KnownChat(ChatInfo Chat, Lazy<Task<ReadOnlyMemory<byte>>> Frame);
}
