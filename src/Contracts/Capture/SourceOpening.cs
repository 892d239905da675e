namespace Backchannel.Contracts;

/// <summary>
/// A source asks to open (request; the answer is <see cref="SourceOpened"/>). It captures nothing before it is answered: an answer means that
/// a hub is listening, so that nothing is published into the void.
/// </summary>
public sealed record OpenSource(string Source, string? Network);

/// <summary>The answer to <see cref="OpenSource"/>.</summary>
/// <param name="Source">The source that asked.</param>
/// <param name="Position">Its last archived position; null for a source never heard of.</param>
/// <param name="Events">What to capture for.</param>
/// <param name="KnownAuthors">Account ids of the source's network that have posts in the archive: what else happens to them concerns us too.</param>
public sealed record SourceOpened(string Source, string? Position, IReadOnlyList<WatchedEvent> Events, IReadOnlyList<string> KnownAuthors);

/// <summary>An event as a source needs to know it.</summary>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Hashtags">Without #, as typed; compare folded. Session and room hashtags are among them.</param>
public sealed record WatchedEvent(string Slug, IReadOnlyList<string> Hashtags)
{
    public bool Equals(WatchedEvent? other) => other is not null && Slug == other.Slug && Hashtags.SequenceEqual(other.Hashtags);

    public override int GetHashCode() => HashCode.Combine(Slug, Hashtags.Count);
}

/// <summary>The events or their hashtags changed: every source opens anew.</summary>
public sealed record EventsChanged(IReadOnlyList<WatchedEvent> Events);

/// <summary>Which posts of a network are on show (request; the answer is <see cref="ShownListed"/>), to ask the network whether they still exist.</summary>
/// <param name="Network">Lower-case name of the network.</param>
/// <param name="Since">Only posts made after this.</param>
/// <param name="After">The last id of the page before; null for the first.</param>
/// <param name="Limit">At most 5,000.</param>
public sealed record ListShown(string Network, DateTimeOffset Since, string? After, int Limit);

/// <summary>The answer to <see cref="ListShown"/>: post ids in ordinal order.</summary>
public sealed record ShownListed(IReadOnlyList<string> PostIds);
