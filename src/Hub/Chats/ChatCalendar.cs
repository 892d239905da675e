using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Text;

namespace Backchannel.Hub.Chats;

/// <summary>Which meetings of a series somebody asks for.</summary>
/// <param name="From">From then on; null for what is on or ahead.</param>
/// <param name="To">Up to then; null for the coming four weeks, or the next meeting where it is later.</param>
/// <param name="Edited">Only those that are not as the rule alone has them.</param>
readonly record struct MeetingQuery(DateTimeOffset? From, DateTimeOffset? To, bool Edited);

/// <summary>What is in the calendar of chats, and what gets in the way of what. All of it from memory.</summary>
sealed class ChatCalendar(EventCatalog catalog, YearAhead year, TagActivities activities, TimeProvider time)
{
    const int FewDates = 5;
    static readonly TimeSpan Usual = TimeSpan.FromDays(28), Year = TimeSpan.FromDays(366);

    /// <summary>Those that all words occur in, by when they meet next.</summary>
    public async Task<IReadOnlyList<ChatListing>> Find(string? words, MeetingQuery query, CancellationToken stop)
    {
        var wanted = TextFold.Fold(words ?? "").Replace("#", "", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var listings = new List<ChatListing>();
        foreach (var known in catalog.All.Where(known => known.Series is not null))
            if (wanted.All(Words(known).Contains)) listings.Add(await Of(known, query, stop));
        return [.. listings.OrderBy(listing => listing.Meetings.FirstOrDefault(meeting => !meeting.Cancelled)?.Start ?? DateTimeOffset.MaxValue).ThenBy(listing => listing.Series.Name, StringComparer.Ordinal)];
    }

    /// <summary>One of them, which has a <see cref="KnownEvent.Series"/>.</summary>
    public async Task<ChatListing> Of(KnownEvent known, MeetingQuery query, CancellationToken stop)
    {
        var (series, now) = (known.Series!, time.GetUtcNow());
        var (first, last) = (query.From ?? now, query.To ?? (query.From > now ? query.From.Value : now) + Usual);
        var meetings = Meetings(known, first, last, now);
        if (query is { To: null, Edited: false } && meetings.All(meeting => meeting.Cancelled)) meetings = [.. meetings, .. Meetings(known, last, last + Year, now).Where(meeting => !meeting.Cancelled).Take(1)];
        var busy = series.Info.Kind == SeriesKind.Community ? await activities.Of(known, stop) : null;
        return new(series.Info, query.Edited ? [.. meetings.Where(meeting => meeting.Edited)] : meetings, busy, series.ChangedAt);
    }

    /// <summary>The next meeting that takes place, or the one that is on.</summary>
    public ChatMeeting? Next(KnownEvent known)
    {
        var now = time.GetUtcNow();
        return known.Series is null ? null : Meetings(known, now, now + Year, now).FirstOrDefault(meeting => meeting is { Cancelled: false, ClosedAt: null } && meeting.End > now);
    }

    /// <summary>Series that have one of its hashtags, and those that meet when it does.</summary>
    public IReadOnlyList<ChatClash> Clashes(SeriesInfo series)
    {
        var now = time.GetUtcNow();
        var (tags, own) = (series.Hashtags.Select(TextFold.Tag).ToHashSet(), Recurrence.Between(series, now, now + Year));
        var clashes = new List<ChatClash>();
        foreach (var other in catalog.All.Where(known => known.Series is not null && known.Slug != series.Event).OrderBy(known => known.Name, StringComparer.Ordinal))
        {
            List<string> shared = [.. other.Hashtags.Where(tag => tags.Contains(TextFold.Tag(tag)))];
            List<DateTimeOffset> same = [.. Overlaps(own, year.Of(other.Series!))];
            if (shared.Count > 0) clashes.Add(new(other.Slug, other.Name, ClashKind.Hashtag, shared, [], 0));
            if (same.Count > 0) clashes.Add(new(other.Slug, other.Name, ClashKind.Hour, [], [.. same.Take(FewDates)], same.Count));
        }
        return [.. clashes.OrderBy(clash => clash.Kind).ThenByDescending(clash => clash.Times)];
    }

    static IReadOnlyList<ChatMeeting> Meetings(KnownEvent known, DateTimeOffset from, DateTimeOffset to, DateTimeOffset now)
    {
        var (series, sessions) = (known.Series!.Info, known.Series.Sessions.Where(meeting => meeting.Session.Start < to && meeting.Session.End > from).ToList());
        var times = sessions.Select(meeting => new DateTimeOffset(meeting.At, TimeSpan.Zero)).ToList();
        // One that was moved may lie far from where the rule has it.
        var given = Recurrence.Between(series, times.Append(from).Min().AddDays(-2), times.Append(to).Max().AddDays(2)).ToDictionary(meeting => meeting.At);
        var have = known.Series.Sessions.Select(meeting => meeting.At).ToHashSet();
        var unmade = given.Values.Where(meeting => meeting.Start < to && meeting.End > from && meeting.Start > now && !have.Contains(meeting.At));
        return
        [
            .. sessions.Select(meeting => Meeting(known, meeting, given))
                .Concat(unmade.Select(meeting => new ChatMeeting(null, meeting.At, series.Name, null, meeting.Start, meeting.End, series.Hosts, [], false, false)))
                .OrderBy(meeting => meeting.Start),
        ];
    }

    static ChatMeeting Meeting(KnownEvent known, KnownMeeting meeting, Dictionary<DateTime, Meeting> given)
    {
        var (session, series) = (meeting.Session, known.Series!.Info);
        var chat = known.Chats.GetValueOrDefault(session.Id);
        var isGiven = given.TryGetValue(meeting.At, out var rule);
        var edited = !isGiven || session.Title != series.Name || session.Start != rule.Start || session.End != rule.End || session.Abstract is not null || session.Cancelled
            || !session.Speakers.SequenceEqual(series.Hosts.Select(host => host.Name));
        return new(
            session.Id, isGiven ? meeting.At : null, session.Title, session.Abstract, session.Start, session.End, chat?.Hosts ?? series.Hosts, chat?.Guests ?? [], session.Cancelled, edited)
        {
            ClosedAt = chat?.ClosedAt,
        };
    }

    // Both are in order, and none of one list meets another of it.
    static IEnumerable<DateTimeOffset> Overlaps(IReadOnlyList<Meeting> one, IReadOnlyList<Meeting> other)
    {
        for (int i = 0, j = 0; i < one.Count && j < other.Count;)
        {
            if (one[i].End <= other[j].Start) i++;
            else if (other[j].End <= one[i].Start) j++;
            else yield return one[i++].Start;
        }
    }

    static string Words(KnownEvent known) => TextFold.Fold(string.Join('\n', known.Hashtags.Append(known.Name).Append(known.Series!.Info.About ?? "")
        .Concat(known.Series.Info.Subjects).Concat(known.Series.Info.Hosts.Select(host => host.Name))));
}
