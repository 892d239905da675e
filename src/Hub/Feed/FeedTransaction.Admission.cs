using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Feed;

// What is shown, held or refused by the event's rules.
sealed partial class FeedTransaction
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // What authors had on show when this began, for events that let only so many posts of one through in a minute.
    readonly Dictionary<(string Event, Network Network, string Author), List<(string Id, DateTimeOffset At)>> _saidLately = [];

    /// <summary>Call once the post is filed: a room may have rules of its own.</summary>
    void Admit(KnownEvent known, PostRow row, Post post)
    {
        var (state, reason, delay) = known.Admission.Admit(post, row.Partial, known.RoomOf(row.Session));
        if (state == PostState.Shown && IsOneTooMany(known, row)) (state, reason) = (PostState.Held, $"more than {known.Admission.MostPerMinute} posts of one author in a minute");
        row.Standing = new(state, reason, now + delay);
        if (state == PostState.Shown && known.Admission.MostPerMinute > 0) SaidLately(row).Add((row.PostId, row.CreatedAt));
    }

    /// <summary>Shows those whose delay has passed and that nobody decided on meanwhile.</summary>
    public void Reveal(string slug, IReadOnlyList<string> postIds)
    {
        foreach (var row in postIds.Select(id => Find(slug, id)).OfType<PostRow>().Where(row => row.State == PostState.Held && row.ShowAt <= now))
        {
            Touch(row);
            row.Standing = new(PostState.Shown);
        }
    }

    /// <summary>Asks the rules, which changed, anew about posts that wait for their delay to pass: one whose delay is over by now is shown when it was to be.</summary>
    public void Readmit(KnownEvent known, IReadOnlyList<string> postIds)
    {
        foreach (var row in postIds.Select(id => Find(known.Slug, id)).OfType<PostRow>().Where(row => row is { State: PostState.Held, ShowAt: not null }))
        {
            var verdict = known.Admission.Admit(PostBody.Read(row), row.Partial, known.RoomOf(row.Session));
            if (verdict.State == PostState.Shown || verdict.Delay is not null) continue;
            Touch(row);
            row.Standing = new(verdict.State, verdict.Reason);
        }
    }

    async Task LoadSaidLately(IReadOnlyList<PostChange> changes, CancellationToken stop)
    {
        foreach (var known in catalog.All.Where(known => known.Admission.MostPerMinute > 0))
        {
            var seen = changes.OfType<PostSeen>().Where(seen => seen.Events.Contains(known.Slug)).Select(seen => seen.Post).ToList();
            if (seen.Count == 0) continue;
            var (authors, since) = (seen.Select(post => post.Author.Id).Distinct().ToList(), seen.Min(post => post.CreatedAt) - Minute);
            var said = db.Posts.AsNoTracking().Where(p => p.Event == known.Slug && authors.Contains(p.AuthorId) && p.State == PostState.Shown && p.CreatedAt > since);
            foreach (var post in await said.Select(p => new { p.Network, p.AuthorId, p.PostId, p.CreatedAt }).ToListAsync(stop))
                SaidLately((known.Slug, post.Network, post.AuthorId)).Add((post.PostId, post.CreatedAt));
        }
    }

    bool IsOneTooMany(KnownEvent known, PostRow row)
    {
        if (known.Admission.MostPerMinute is not (> 0 and var most) || known.Admission.Trusts(row.Network, PostBody.Read(row).Author)) return false;
        return SaidLately(row).Count(said => said.Id != row.PostId && (said.At - row.CreatedAt).Duration() < Minute) >= most;
    }

    List<(string Id, DateTimeOffset At)> SaidLately(PostRow row) => SaidLately((row.Event, row.Network, row.AuthorId));

    List<(string Id, DateTimeOffset At)> SaidLately((string Event, Network Network, string Author) who)
    {
        if (!_saidLately.TryGetValue(who, out var said)) _saidLately.Add(who, said = []);
        return said;
    }
}
