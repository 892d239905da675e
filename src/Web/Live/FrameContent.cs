using Backchannel.Contracts;

namespace Backchannel.Web.Live;

/// <summary>A card as a frame shows it.</summary>
/// <param name="Entry">The version.</param>
/// <param name="Position">The number by which cards are ordered: that of the entry which put the post on show, as far as it is known.</param>
readonly record struct FrameCard(FeedEntry Entry, long Position);

/// <summary>
/// What a stretch of a feed comes to for a page of one channel, each post once. Apply in this order: a post that left and came back is in both ends.
/// </summary>
/// <param name="Removed">Ids of cards to take away.</param>
/// <param name="Changed">Cards to put in the place of those on the page, if they are on it.</param>
/// <param name="Cards">Cards to add, oldest first.</param>
sealed record FrameContent(IReadOnlyList<string> Removed, IReadOnlyList<FrameCard> Changed, IReadOnlyList<FrameCard> Cards)
{
    public bool IsEmpty => Removed.Count + Changed.Count + Cards.Count == 0;

    /// <summary>Sums up a stretch.</summary>
    /// <param name="entries">In order.</param>
    /// <param name="session">The channel's session; null for the whole event.</param>
    /// <param name="from">The number the stretch starts after.</param>
    /// <param name="tail">Knows what was so before; null where that is out of reach.</param>
    public static FrameContent Of(ReadOnlySpan<FeedEntry> entries, string? session, long from, FeedTail? tail)
    {
        var posts = new Dictionary<string, Course>();
        foreach (var entry in entries)
        {
            if (!posts.TryGetValue(entry.PostId, out var course))
            {
                var before = WasHere(entry, session, from, tail);
                course = new Course { Before = before, After = before };
                posts.Add(entry.PostId, course);
            }
            course.Go(entry, session);
        }

        var (removed, changed, cards) = (new List<string>(), new List<FrameCard>(), new List<FrameCard>());
        foreach (var (postId, course) in posts)
        {
            if (course.Left) removed.Add(postId);
            if (!course.After) continue;
            var card = new FrameCard(course.Latest!, course.Shown ?? tail?.PositionOf(postId, from) ?? course.Latest!.Seq);
            if (course.Before && !course.Left) changed.Add(card);
            else cards.Add(card);
        }
        cards.Sort((a, b) => a.Position.CompareTo(b.Position));
        return new FrameContent(removed, changed, cards);
    }

    static bool WasHere(FeedEntry entry, string? session, long from, FeedTail? tail)
    {
        if (entry.Kind == EntryKind.Shown) return false;
        if (tail?.LastOf(entry.PostId, from) is { } known)
            return known.Kind != EntryKind.Removed && (session is null || known.Session == session);
        if (entry.Kind == EntryKind.Removed || session is null) return true;
        return entry.LeftSession is { } left ? left == session : entry.Session == session;
    }

    sealed class Course
    {
        public bool Before { get; init; }
        public bool After { get; set; }
        public bool Left { get; private set; }
        public long? Shown { get; private set; }
        public FeedEntry? Latest { get; private set; }

        public void Go(FeedEntry entry, string? session)
        {
            var here = entry.Kind != EntryKind.Removed && entry.Post is not null && (session is null || entry.Session == session);
            if (After && !here) Left = true;
            if (entry.Kind == EntryKind.Shown) Shown = entry.Seq;
            (After, Latest) = (here, entry);
        }
    }
}
