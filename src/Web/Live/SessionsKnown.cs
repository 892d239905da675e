using System.Buffers.Text;
using System.Security.Cryptography;
using Backchannel.Contracts;
using Backchannel.Web.Cards;

namespace Backchannel.Web.Live;

/// <summary>An event's programme at one moment, and what pages that are open are told of it. Never changes.</summary>
sealed class SessionsKnown
{
    readonly Dictionary<string, SessionInfo> _byId;

    public SessionsKnown(IEnumerable<SessionInfo> sessions, DateTimeOffset since = default)
    {
        (Sessions, Since) = ([.. sessions.OrderBy(session => session.Start)], since);
        _byId = Sessions.DistinctBy(session => session.Id).ToDictionary(session => session.Id);
        // A big programme goes to every open page: no more of it than they show.
        var told = Sessions.Where(session => !session.Cancelled).Select(session => new SessionTold(
            session.Id, session.Start, session.End, session.Title, session.Room, SessionLabel.RoomHue(session.Room), [.. session.Speakers.Take(3)])).ToArray();
        Version = PrintOf(told);
        Print = PrintOf(Sessions);
        Frame = SseWriter.Json("programme", new ProgrammeTold(Version, told));
    }

    /// <summary>By start.</summary>
    public IReadOnlyList<SessionInfo> Sessions { get; }

    /// <summary>One of them, the same object for as long as the programme is the same; null where there is no such.</summary>
    public SessionInfo? Find(string? id) => id is null ? null : _byId.GetValueOrDefault(id);

    /// <summary>Since when this process knows it as it is. UTC.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>The same for the same programme, in every process, as far as open pages are told of it.</summary>
    public string Version { get; }

    /// <summary>The same for the same programme, down to the last word of an abstract.</summary>
    public string Print { get; }

    /// <summary>The <c>programme</c> event.</summary>
    public ReadOnlyMemory<byte> Frame { get; }

    static string PrintOf<T>(T value) => Base64Url.EncodeToString(SHA256.HashData(SseWriter.Data(SseWriter.Serialize(value))).AsSpan(0, 9));

    sealed record ProgrammeTold(string Version, SessionTold[] Sessions);

    sealed record SessionTold(string Id, DateTimeOffset Start, DateTimeOffset End, string Title, string? Room, int Hue, string[] Speakers);
}
