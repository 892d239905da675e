using System.Collections.Concurrent;
using Backchannel.Contracts;

namespace Backchannel.Web.Live;

/// <summary>Chats as their pages open, and what is read of them later.</summary>
public sealed partial class LiveFeed
{
    /// <summary>A herd that opens a chat's page costs one reading of it.</summary>
    static readonly TimeSpan RoomFor = TimeSpan.FromMilliseconds(500);

    readonly ConcurrentDictionary<(string Event, string Session), (long At, Task<ChatRoom?> Room)> _rooms = new();

    /// <summary>A chat as a page of it opens, as far as its posts stand now; null where that session is none.</summary>
    /// <exception cref="HubAwayException">The hub does not answer.</exception>
    internal async Task<ChatRoom?> Room(EventFeed feed, string session, CancellationToken cancellationToken)
    {
        ChatRoom? room = null;
        await Asked(async () => room = await Reading(feed.Slug, session).WaitAsync(cancellationToken), cancellationToken);
        if (room is null) return null;
        if (!_status.Stale) _ = _chats.TryAdd((feed.Slug, session), new(room.Chat, false));
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

    Task<ChatRoom?> Reading(string slug, string session)
    {
        var now = Clock.GetTimestamp();
        if (_rooms.TryGetValue((slug, session), out var last) && !last.Room.IsFaulted && Clock.GetElapsedTime(last.At, now) < RoomFor) return last.Room;
        if (_rooms.Count > 200) _rooms.Clear();
        var reading = Task.Run(() => _hub.ChatRoom(slug, session, CancellationToken.None));
        _rooms[(slug, session)] = (now, reading);
        return reading;
    }
}
