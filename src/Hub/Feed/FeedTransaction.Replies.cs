using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Feed;

// Answers: how many a post has, whichever arrived first.
sealed partial class FeedTransaction
{
    readonly HashSet<PostRow> _named = [];

    /// <summary>Answers that came before what they answer and know it only by an alias.</summary>
    async Task LoadAnswersByAlias(IReadOnlyList<PostChange> changes, CancellationToken stop)
    {
        var aliases = changes.OfType<PostSeen>().SelectMany(seen => seen.Aliases).Distinct().ToList();
        if (aliases.Count == 0) return;
        var answers = db.Posts.Where(p => _slugs.Contains(p.Event) && p.ReplyTo != null && aliases.Contains(p.ReplyTo));
        foreach (var row in await answers.ToListAsync(stop)) _posts.TryAdd((row.Event, row.PostId), row);
    }

    /// <summary>It is known now what <paramref name="alias"/> names: its answers say so from here on.</summary>
    void Name(string slug, string alias, string postId)
    {
        foreach (var row in _posts.Values.Where(row => row.ReplyTo == alias && row.Event == slug).ToList())
        {
            row.ReplyTo = postId;
            if (row.State != PostState.Deleted) Rewrite(row, post => post with { ReplyTo = postId });
            if (Find(slug, postId) is not { } parent) continue;
            _named.Add(parent);
            _rejoined.Add(row);
        }
    }

    async Task CountReplies(CancellationToken stop)
    {
        var moved = _touched.Where(t => t.Before.OnShow != t.Row.IsOnShow).Select(t => t.Row).ToList();
        await LoadPosts([.. moved.Select(row => row.ReplyTo).OfType<string>().Distinct()], stop);
        var anew = moved.Where(row => row.IsOnShow).Concat(_named).ToHashSet();
        await CountAnew(anew, stop);
        foreach (var row in moved)
            if (row.ReplyTo is { } id && Find(row.Event, id) is { } parent && !anew.Contains(parent))
            {
                Touch(parent);
                parent.Replies = Math.Max(0, parent.Replies + (row.IsOnShow ? 1 : -1));
            }
    }

    async Task CountAnew(HashSet<PostRow> parents, CancellationToken stop)
    {
        if (parents.Count == 0) return;
        var ids = parents.Select(row => row.PostId).Distinct().ToList();
        // Whether they are on show is asked of what was read: asked of SQLite, it reads every post on show instead of the few that answer.
        var archived = await db.Posts
            .Where(p => _slugs.Contains(p.Event) && p.ReplyTo != null && ids.Contains(p.ReplyTo))
            .Select(p => new { p.Event, p.ReplyTo, p.PostId, p.State, p.Withdrawn, p.TwinOf }).ToListAsync(stop);
        // What this transaction changes is not in the database yet.
        var answers = archived.Where(answer => answer is { State: PostState.Shown, Withdrawn: false, TwinOf: null } && !_posts.ContainsKey((answer.Event, answer.PostId))).Select(answer => (answer.Event, Id: answer.ReplyTo!))
            .Concat(_posts.Values.Where(row => row.IsOnShow && row.ReplyTo is not null).Select(row => (row.Event, Id: row.ReplyTo!)))
            .CountBy(answer => answer).ToDictionary();
        foreach (var parent in parents)
        {
            Touch(parent);
            parent.Replies = answers.GetValueOrDefault((parent.Event, parent.PostId));
        }
    }
}
