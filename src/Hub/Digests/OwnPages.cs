using Backchannel.Contracts;

namespace Backchannel.Hub.Digests;

/// <summary>Pages that are no find to whoever follows a session: its own, those of the event, and lists of posts with a hashtag. Pure; made once an event.</summary>
sealed class OwnPages
{
    readonly HashSet<string> _sessions, _ids;
    readonly string _event;
    readonly string? _home;

    /// <param name="slug">The event.</param>
    /// <param name="sessions">All of it.</param>
    /// <param name="publicUrl">Where its pages are reached, if that is set.</param>
    public OwnPages(string slug, IReadOnlyList<SessionInfo> sessions, string? publicUrl)
    {
        _sessions = [.. sessions.Select(session => PageAddress.Of(session.Url)?.Key).OfType<string>()];
        _ids = [.. sessions.Select(session => session.Id)];
        _event = $"/{Uri.EscapeDataString(slug)}";
        _home = PageAddress.Of(publicUrl) is { } home ? home.Key + _event : null;
    }

    public bool Hold(PageAddress page) => _sessions.Contains(page.Key) || IsOurs(page) || IsHashtag(page.Path);

    // An address without a setting is known by its shape: it names the event and one of its sessions.
    bool IsOurs(PageAddress page) =>
        _home is not null && (page.Key == _home || page.Key.StartsWith(_home + "/", StringComparison.Ordinal) || page.Key.StartsWith(_home + "?", StringComparison.Ordinal))
        || page.Path.Split('/', '?') is ["", var slug, "sessions", var id, ..] && $"/{slug}" == _event && _ids.Contains(id);

    static bool IsHashtag(string path) => path.Split('/', '?') is ["", "hashtag" or "tags", not "", ..] or ["", "explore", "tags", not "", ..];
}
