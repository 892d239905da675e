using System.Collections.Concurrent;
using System.Text;

namespace Backchannel.Ingest.Sources.Bluesky;

/// <summary>The accounts whose deletions, take-downs and new names concern us. Safe for any thread.</summary>
sealed class BlueskyAuthors
{
    const int LongestCompared = 256;

    readonly ConcurrentDictionary<string, bool> _shown = new();
    readonly ConcurrentDictionary<string, bool>.AlternateLookup<ReadOnlySpan<char>> _byChars;

    public BlueskyAuthors(IEnumerable<string> known)
    {
        foreach (var did in known) _shown[did] = true;
        _byChars = _shown.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>A post of theirs may be on its way.</summary>
    public void Hold(string did) => _shown.TryAdd(did, false);

    /// <summary>A post of theirs has been handed over.</summary>
    public void Show(string did) => _shown[did] = true;

    public bool AreShown(string did) => _shown.GetValueOrDefault(did);

    /// <summary>Whether to look closer at what happens to an account, without making a string of its name. Says yes where it cannot tell.</summary>
    public bool MayConcern(ReadOnlySpan<byte> did)
    {
        if (did.Length > LongestCompared) return true;
        Span<char> chars = stackalloc char[LongestCompared];
        return Encoding.UTF8.TryGetChars(did, chars, out var length) && _byChars.ContainsKey(chars[..length]);
    }
}
