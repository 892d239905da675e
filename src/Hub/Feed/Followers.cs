using System.Collections.Concurrent;
using Backchannel.Contracts;

namespace Backchannel.Hub.Feed;

/// <summary>
/// Who follows what on this hub: for sending to nobody where nobody listens, and for counting viewers. A connection is one viewer of what it
/// follows, until it says that it stands for many pages.
/// </summary>
sealed class Followers
{
    public const int MaxChannels = 1_000;

    /// <summary>More pages than this on one channel no process has open.</summary>
    const int MaxPages = 100_000;

    readonly Lock _lock = new();
    readonly Dictionary<string, Dictionary<(string Event, string? Session), int>> _connections = [];
    readonly FollowerGroups _groups = new();
    readonly Dictionary<string, Dictionary<(string Event, string? Session), int>> _watching = [];
    readonly ConcurrentDictionary<(string Event, string? Session), int> _counts = new();
    readonly ConcurrentDictionary<(string Event, string? Session), int> _viewers = new();

    /// <summary>SignalR's groups that together are all who follow the channel.</summary>
    public IReadOnlyList<string> Groups(string slug, string? session)
    {
        lock (_lock) return _groups.Of((slug, session));
    }

    /// <summary>Connections that follow the channel.</summary>
    public int Count(string slug, string? session) => _counts.GetValueOrDefault((slug, session));

    /// <summary>Pages and followers that look at it; a page of a session looks at its event too.</summary>
    public int Viewers(string slug, string? session) => _viewers.GetValueOrDefault((slug, session));

    /// <summary>All channels of an event that anybody looks at.</summary>
    public IEnumerable<(string? Session, int Viewers)> Viewers(string slug) =>
        _viewers.Where(channel => channel.Key.Event == slug).Select(channel => (channel.Key.Session, channel.Value));

    /// <summary>Whether anybody follows the event or one of its sessions.</summary>
    public bool Any(string slug) => _counts.Keys.Any(channel => channel.Event == slug);

    /// <returns>The group to join; null where the connection follows too many already.</returns>
    public string? Add(string connection, string slug, string? session)
    {
        lock (_lock)
        {
            var channel = (slug, session);
            if (!_connections.TryGetValue(connection, out var channels)) _connections.Add(connection, channels = []);
            if (channels.TryGetValue(channel, out var number)) return FollowerGroups.Name(channel, number);
            if (channels.Count >= MaxChannels) return null;
            channels.Add(channel, number = _groups.Join(channel));
            Came(connection, channel, 1);
            return FollowerGroups.Name(channel, number);
        }
    }

    /// <returns>The group to leave; null where the connection does not follow the channel.</returns>
    public string? Remove(string connection, string slug, string? session)
    {
        lock (_lock)
        {
            if (!_connections.TryGetValue(connection, out var channels) || !channels.Remove((slug, session), out var number)) return null;
            _groups.Leave((slug, session), number);
            Came(connection, (slug, session), -1);
            return FollowerGroups.Name((slug, session), number);
        }
    }

    public void Remove(string connection)
    {
        lock (_lock)
        {
            if (_connections.Remove(connection, out var channels))
                foreach (var (channel, number) in channels)
                {
                    _groups.Leave(channel, number);
                    Came(connection, channel, -1);
                }
            if (_watching.Remove(connection, out var watching))
                foreach (var (channel, pages) in watching) Look(channel, -pages);
        }
    }

    /// <summary>
    /// The connection stands for these pages from now on, not for itself. Channels it does not name stay as it said before; 0 pages end one.
    /// </summary>
    public void Watching(string connection, IEnumerable<ViewerCount?> pages)
    {
        List<ViewerCount> told = [.. pages.OfType<ViewerCount>().Where(count => count.Event is not null).Take(MaxChannels)];
        lock (_lock)
        {
            if (!_connections.TryGetValue(connection, out var channels)) return;
            if (!_watching.TryGetValue(connection, out var watching))
            {
                _watching.Add(connection, watching = []);
                foreach (var channel in channels.Keys) Change(_viewers, channel, -1);
            }
            foreach (var (slug, session, count) in told) Watch(watching, (slug, session), Math.Clamp(count, 0, MaxPages));
        }
    }

    void Watch(Dictionary<(string Event, string? Session), int> watching, (string Event, string? Session) channel, int pages)
    {
        if (pages > 0 && watching.Count >= MaxChannels && !watching.ContainsKey(channel)) return;
        watching.Remove(channel, out var before);
        if (pages > 0) watching.Add(channel, pages);
        Look(channel, pages - before);
    }

    void Came(string connection, (string Event, string? Session) channel, int by)
    {
        Change(_counts, channel, by);
        if (!_watching.ContainsKey(connection)) Change(_viewers, channel, by);
    }

    void Look((string Event, string? Session) channel, int by)
    {
        if (by == 0) return;
        Change(_viewers, (channel.Event, null), by);
        if (channel.Session is not null) Change(_viewers, channel, by);
    }

    static void Change(ConcurrentDictionary<(string Event, string? Session), int> counts, (string Event, string? Session) channel, int by)
    {
        if (counts.AddOrUpdate(channel, by, (_, count) => count + by) <= 0) counts.TryRemove(channel, out _);
    }
}
