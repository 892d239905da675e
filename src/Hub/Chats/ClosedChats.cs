using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Chats;

/// <summary>Which of the meetings that would be on by now their hosts have closed. Asked of the archive, and only while one is on: how a chat stands is no part of the catalog.</summary>
sealed class ClosedChats(IDbContextFactory<ArchiveDb> archives, TimeProvider time)
{
    /// <summary>The same meetings, with <see cref="ChatMeeting.ClosedAt"/>.</summary>
    public async Task<IReadOnlyList<ChatMeeting>> Mark(string slug, IReadOnlyList<ChatMeeting> meetings, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var on = meetings.Where(meeting => meeting.Start <= now && now < meeting.End).Select(meeting => meeting.Session).OfType<string>().ToHashSet();
        if (on.Count == 0) return meetings;
        await using var db = await archives.CreateDbContextAsync(stop);
        var closed = await db.Chats.Where(chat => chat.Event == slug && on.Contains(chat.Session) && chat.ClosedAt != null).ToDictionaryAsync(chat => chat.Session, chat => chat.ClosedAt, stop);
        return closed.Count == 0 ? meetings : [.. meetings.Select(meeting => meeting.Session is { } id && closed.TryGetValue(id, out var at) ? meeting with { ClosedAt = at } : meeting)];
    }
}
