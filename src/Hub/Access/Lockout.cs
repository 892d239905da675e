using System.Collections.Concurrent;

namespace Backchannel.Hub.Access;

/// <summary>How long a name is locked after wrong passwords: the fifth costs five minutes, each further one twice the last, up to an hour.</summary>
static class Lockout
{
    const int Free = 5;

    /// <returns>Null while it is not locked.</returns>
    public static TimeSpan? After(int failures) =>
        failures < Free ? null : TimeSpan.FromMinutes(Math.Min(60, 5 * Math.Pow(2, Math.Min(failures - Free, 10))));

    public static string Words(TimeSpan left) =>
        left <= TimeSpan.FromMinutes(1) ? $"{Math.Max(1, (int)Math.Ceiling(left.TotalSeconds))} s" : $"{(int)Math.Ceiling(left.TotalMinutes)} minutes";
}

/// <summary>Locks names that nobody has just as well, or their staying open would tell which names there are.</summary>
sealed class Strangers
{
    const int Most = 10_000;

    readonly ConcurrentDictionary<string, (int Failures, DateTimeOffset? Until)> _names = new();

    /// <summary>Counts a try.</summary>
    /// <returns>Until when the name is locked, if it was before.</returns>
    public DateTimeOffset? Count(string name, DateTimeOffset now)
    {
        // Whoever makes up that many names gains that those which do not exist are open again.
        if (_names.Count >= Most) _names.Clear();
        var known = _names.GetValueOrDefault(name);
        if (known.Until > now) return known.Until;
        _names[name] = (known.Failures + 1, now + Lockout.After(known.Failures + 1));
        return null;
    }
}
