using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Ingest;

/// <summary>Which events a post belongs to, by its hashtags.</summary>
public sealed class EventMatcher
{
    readonly Dictionary<string, string[]> _slugsByTag;

    public EventMatcher(IReadOnlyList<WatchedEvent> events)
    {
        _slugsByTag = events
            .SelectMany(e => e.Hashtags.Select(tag => (Tag: TextFold.Tag(tag), e.Slug)))
            .Distinct()
            .GroupBy(pair => pair.Tag, pair => pair.Slug)
            .ToDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>All hashtags watched for, folded.</summary>
    public IReadOnlyCollection<string> Tags => _slugsByTag.Keys;

    /// <summary>Slugs of the events that watch any of <paramref name="tags"/> (with or without #, in any spelling); empty for none.</summary>
    public IReadOnlyList<string> Match(IEnumerable<string> tags)
    {
        List<string>? slugs = null;
        foreach (var tag in tags)
            if (_slugsByTag.TryGetValue(TextFold.Tag(tag), out var found))
                slugs = slugs is null ? [.. found] : [.. slugs.Union(found)];
        return slugs ?? (IReadOnlyList<string>)[];
    }
}
