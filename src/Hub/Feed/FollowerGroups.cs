using System.Globalization;

namespace Backchannel.Hub.Feed;

/// <summary>Places in SignalR's groups: those who follow a channel are in several small ones, which are filled before another is begun.</summary>
sealed class FollowerGroups
{
    /// <summary>
    /// Followers in one group. The process has buffers to go round for about as many (those that <see cref="System.Buffers.ArrayPool{T}"/> keeps): a group
    /// of thousands would be given thousands of new ones for each message, nineteen in twenty bytes of all that a busy hub allocates.
    /// </summary>
    public const int Most = 64;

    readonly Dictionary<(string Event, string? Session), List<int>> _sizes = [];

    // The number in front: a session's id may hold anything.
    public static string Name((string Event, string? Session) channel, int number) => string.Create(CultureInfo.InvariantCulture, $"{number}/{channel.Event}/{channel.Session}");

    public IReadOnlyList<string> Of((string Event, string? Session) channel) =>
        _sizes.TryGetValue(channel, out var sizes) ? [.. Enumerable.Range(0, sizes.Count).Where(number => sizes[number] > 0).Select(number => Name(channel, number))] : [];

    /// <returns>The group's number.</returns>
    public int Join((string Event, string? Session) channel)
    {
        if (!_sizes.TryGetValue(channel, out var sizes)) _sizes.Add(channel, sizes = []);
        var number = sizes.FindIndex(size => size < Most);
        if (number < 0)
        {
            number = sizes.Count;
            sizes.Add(0);
        }
        sizes[number]++;
        return number;
    }

    public void Leave((string Event, string? Session) channel, int number)
    {
        var sizes = _sizes[channel];
        sizes[number]--;
        if (sizes.TrueForAll(size => size == 0)) _sizes.Remove(channel);
    }
}
