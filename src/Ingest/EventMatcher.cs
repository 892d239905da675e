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
            .Where(pair => pair.Tag.Length > 0)
            .Distinct()
            .GroupBy(pair => pair.Tag, pair => pair.Slug)
            .ToDictionary(group => group.Key, group => group.ToArray());
        Asked = [.. events.SelectMany(e => e.Hashtags).Select(tag => tag.TrimStart('#', '＃').ToLowerInvariant()).Where(tag => tag.Length > 0).Distinct()];
    }

    /// <summary>All hashtags watched for, folded: for comparing.</summary>
    public IReadOnlyCollection<string> Tags => _slugsByTag.Keys;

    /// <summary>All hashtags watched for as their organizers wrote them, in lower case and without #: for asking, as no network folds as much as we do.</summary>
    public IReadOnlyList<string> Asked { get; }

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
