using Backchannel.Contracts;

namespace Backchannel.Hub.Filing;

/// <summary>The session a post belongs to, and why. Without a session but with a reason: it was taken out of all of them, and is to stay out.</summary>
readonly record struct Filed(string? Session, FiledBy? By = null, double? Confidence = null)
{
    public static readonly Filed Nowhere = new(null);

    /// <summary>Out with its thread, which a moderator took out.</summary>
    public static readonly Filed OutWithThread = new(null, FiledBy.Reply);

    /// <summary>Taken out by a moderator, or with its thread: its answers stay out as well.</summary>
    public bool IsOut => Session is null && By is not null;

    /// <param name="session">Null: out of every session.</param>
    public static Filed ByModerator(string? session) => new(session, FiledBy.Moderator, session is null ? null : 1);
}
