using System.Collections.Concurrent;

namespace Backchannel.Hub.Feed;

/// <summary>Who follows what on this hub: for counting viewers, and for sending to nobody where nobody listens.</summary>
sealed class Followers
{
    public const int MaxChannels = 1_000;

    readonly Lock _lock = new();
    readonly Dictionary<string, HashSet<(string Event, string? Session)>> _connections = [];
    readonly ConcurrentDictionary<(string Event, string? Session), int> _counts = new();

    public static string Group(string slug, string? session) => session is null ? slug : $"{slug}/{session}";

    public int Count(string slug, string? session) => _counts.GetValueOrDefault((slug, session));

    /// <summary>Whether anybody follows the event or one of its sessions.</summary>
    public bool Any(string slug) => _counts.Keys.Any(channel => channel.Event == slug);

    /// <returns>False where the connection follows too many already.</returns>
    public bool Add(string connection, string slug, string? session)
    {
        lock (_lock)
        {
            if (!_connections.TryGetValue(connection, out var channels)) _connections.Add(connection, channels = []);
            if (channels.Count >= MaxChannels && !channels.Contains((slug, session))) return false;
            if (channels.Add((slug, session))) _counts.AddOrUpdate((slug, session), 1, (_, count) => count + 1);
            return true;
        }
    }

    public void Remove(string connection, string slug, string? session)
    {
        lock (_lock)
            if (_connections.TryGetValue(connection, out var channels) && channels.Remove((slug, session))) Drop((slug, session));
    }

    public void Remove(string connection)
    {
        lock (_lock)
            if (_connections.Remove(connection, out var channels))
                foreach (var channel in channels) Drop(channel);
    }

    void Drop((string Event, string? Session) channel)
    {
        if (_counts.AddOrUpdate(channel, 0, (_, count) => count - 1) <= 0) _counts.TryRemove(channel, out _);
    }
}
