using System.Buffers.Text;
using System.Security.Cryptography;
using Backchannel.Contracts;
using Backchannel.Web.Cards;

namespace Backchannel.Web.Live;

/// <summary>An event's programme at one moment, and what pages that are open are told of it. Never changes.</summary>
sealed class SessionsKnown
{
    public SessionsKnown(IEnumerable<SessionInfo> sessions)
    {
        Sessions = [.. sessions.OrderBy(session => session.Start)];
        var told = Sessions.Select(session => new SessionTold(
            session.Id, session.Start, session.End, session.Title, session.Room, SessionLabel.RoomHue(session.Room), [.. session.Speakers.Take(3)])).ToArray();
        Version = Base64Url.EncodeToString(SHA256.HashData(SseWriter.Data(SseWriter.Serialize(told))).AsSpan(0, 9));
        Frame = SseWriter.Json("programme", new ProgrammeTold(Version, told));
    }

    /// <summary>By start.</summary>
    public IReadOnlyList<SessionInfo> Sessions { get; }

    /// <summary>The same for the same programme, in every process.</summary>
    public string Version { get; }

    /// <summary>The <c>programme</c> event.</summary>
    public ReadOnlyMemory<byte> Frame { get; }

    sealed record ProgrammeTold(string Version, SessionTold[] Sessions);

    sealed record SessionTold(string Id, DateTimeOffset Start, DateTimeOffset End, string Title, string? Room, int Hue, string[] Speakers);
}
