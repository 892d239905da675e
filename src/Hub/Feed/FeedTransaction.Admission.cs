using Backchannel.Contracts;
using Backchannel.Hub.Admission;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Feed;

// What is shown, held or refused by the event's rules.
sealed partial class FeedTransaction
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // What authors had on show when this began, for events that let only so many posts of one through in a minute.
    readonly Dictionary<(string Event, Network Network, string Author), HashSet<(string Id, DateTimeOffset At)>> _saidLately = [];

    /// <summary>Call once the post is filed: a room may have rules of its own.</summary>
    void Admit(KnownEvent known, PostRow row, Post post) => Stand(known, row, Verdict(known, row, post));

    static Verdict Verdict(KnownEvent known, PostRow row, Post post) => known.Admission.Admit(post, row.Partial, known.RoomOf(row.Session));

    void Stand(KnownEvent known, PostRow row, Verdict verdict)
    {
        var (state, reason, delay) = verdict;
        if (state == PostState.Shown && IsOneTooMany(known, row)) (state, reason) = (PostState.Held, $"more than {known.Admission.MostPerMinute} posts of one author in a minute");
        row.Standing = new(state, reason, now + delay);
        if (state == PostState.Shown && known.Admission.MostPerMinute > 0) SaidLately(row).Add((row.PostId, row.CreatedAt));
    }

    /// <summary>Shows those whose delay has passed and that nobody decided on meanwhile, unless the rules say something else of them by now.</summary>
    public async Task Reveal(KnownEvent known, IReadOnlyList<string> postIds, CancellationToken stop)
    {
        var due = postIds.Select(id => Find(known.Slug, id)).OfType<PostRow>().Where(row => row.State == PostState.Held && row.ShowAt <= now).ToList();
        if (known.Admission.MostPerMinute > 0) await LoadSaidLately(known, [.. due.Select(row => (row.AuthorId, row.CreatedAt))], stop);
        foreach (var row in due)
        {
            Touch(row);
            var verdict = Verdict(known, row, PostBody.Read(row));
            Stand(known, row, verdict.Delay is null ? verdict : new(PostState.Shown));
        }
    }

    /// <summary>Asks the rules, which changed, anew about posts that wait for their delay to pass: one whose delay is over by now is shown when it was to be.</summary>
    public void Readmit(KnownEvent known, IReadOnlyList<string> postIds)
    {
        foreach (var row in postIds.Select(id => Find(known.Slug, id)).OfType<PostRow>().Where(IsDelayed))
            Readmit(known, row);
    }

    /// <summary>What waits for its delay to pass and is filed elsewhere by now goes by the rules of that room. What is on show stays so.</summary>
    void FollowRooms()
    {
        foreach (var (row, before) in _touched.Where(t => IsDelayed(t.Row) && t.Row.Session != t.Before.Filed.Session).ToList())
            if (catalog.Find(row.Event) is { } known) Readmit(known, row);
    }

    static bool IsDelayed(PostRow row) => row is { State: PostState.Held, ShowAt: not null };

    void Readmit(KnownEvent known, PostRow row)
    {
        var verdict = Verdict(known, row, PostBody.Read(row));
        if (verdict.State == PostState.Shown || verdict.Delay is not null) return;
        Touch(row);
        row.Standing = new(verdict.State, verdict.Reason);
    }

    async Task LoadSaidLately(IReadOnlyList<PostChange> changes, CancellationToken stop)
    {
        foreach (var known in catalog.All.Where(known => known.Admission.MostPerMinute > 0))
        {
            var seen = changes.OfType<PostSeen>().Where(seen => seen.Events.Contains(known.Slug)).Select(seen => seen.Post);
            await LoadSaidLately(known, [.. seen.Select(post => (post.Author.Id, post.CreatedAt))], stop);
        }
    }

    async Task LoadSaidLately(KnownEvent known, List<(string Author, DateTimeOffset At)> coming, CancellationToken stop)
    {
        if (coming.Count == 0) return;
        var (authors, since) = (coming.Select(post => post.Author).Distinct().ToList(), coming.Min(post => post.At) - Minute);
        var said = db.Posts.AsNoTracking().Where(p => p.Event == known.Slug && authors.Contains(p.AuthorId) && p.State == PostState.Shown && p.CreatedAt > since);
        foreach (var post in await said.Select(p => new { p.Network, p.AuthorId, p.PostId, p.CreatedAt }).ToListAsync(stop))
            SaidLately((known.Slug, post.Network, post.AuthorId)).Add((post.PostId, post.CreatedAt));
    }

    bool IsOneTooMany(KnownEvent known, PostRow row)
    {
        if (known.Admission.MostPerMinute is not (> 0 and var most) || known.Admission.Trusts(row.Network, PostBody.Read(row).Author)) return false;
        return SaidLately(row).Count(said => said.Id != row.PostId && (said.At - row.CreatedAt).Duration() < Minute) >= most;
    }

    HashSet<(string Id, DateTimeOffset At)> SaidLately(PostRow row) => SaidLately((row.Event, row.Network, row.AuthorId));

    HashSet<(string Id, DateTimeOffset At)> SaidLately((string Event, Network Network, string Author) who)
    {
        if (!_saidLately.TryGetValue(who, out var said)) _saidLately.Add(who, said = []);
        return said;
    }
}
