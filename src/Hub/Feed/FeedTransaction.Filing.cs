using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Filing;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Feed;

// Which session a post is in, and the threads that go along with it.
sealed partial class FeedTransaction
{
    /// <summary>Longest run of answers to answers that follows at once; each step of it is a query.</summary>
    const int LongestThread = 1_000;

    // Answers of which it is known only now what they answer.
    readonly HashSet<PostRow> _rejoined = [];

    void File(KnownEvent known, PostRow row, Post post, string? chosen) => row.Filed = known.Filing.File(post, chosen, Answered(row));

    // The rules are told of it again each time: it is kept nowhere but in how the post is filed.
    static string? Chosen(PostRow row) => row.FiledBy == FiledBy.Author ? row.Session : null;

    Filed Answered(PostRow row) =>
        row.ReplyTo is { } id && Find(row.Event, id) is { } parent && parent != row ? AnchorOf(parent) : Filed.Nowhere;

    /// <summary>Where a post's answers go: with it, be it on show, held or hidden. What was deleted holds nothing together any more.</summary>
    static Filed AnchorOf(PostRow row) => row.State == PostState.Deleted ? Filed.Nowhere : row.Filed;

    /// <summary>
    /// Files the answers to whatever was filed elsewhere than before, or came or went, and theirs in turn. It goes by the change: an answer that stays
    /// where it is ends it, and so does any circle.
    /// </summary>
    async Task FollowThreads(CancellationToken stop)
    {
        FileAgain(_rejoined);
        var moved = _touched.Where(t => IsElsewhere(t.Before.Anchor, AnchorOf(t.Row))).Select(t => t.Row).ToList();
        for (var step = 0; step < LongestThread && moved.Count > 0; step++) moved = FileAgain(await AnswersTo(moved, stop));
    }

    /// <returns>Those whose own answers are to follow.</returns>
    List<PostRow> FileAgain(IEnumerable<PostRow> rows)
    {
        var moved = new List<PostRow>();
        foreach (var row in rows)
        {
            // What is filed by one of these is so whatever it answers.
            if (row.State == PostState.Deleted || row.FiledBy is FiledBy.Moderator or FiledBy.Author or FiledBy.Hashtag) continue;
            if (catalog.Find(row.Event) is not { } known) continue;
            var filed = known.Filing.File(PostBody.Read(row), null, Answered(row));
            if (filed == row.Filed) continue;
            Touch(row);
            if (IsElsewhere(filed, row.Filed)) moved.Add(row);
            row.Filed = filed;
        }
        return moved;
    }

    // What its answers go by: not why it is there.
    static bool IsElsewhere(Filed one, Filed other) => one.Session != other.Session || one.IsOut != other.IsOut;

    async Task<IEnumerable<PostRow>> AnswersTo(List<PostRow> rows, CancellationToken stop)
    {
        var answered = rows.Select(row => (row.Event, row.PostId)).ToHashSet();
        foreach (var group in rows.GroupBy(row => row.Event, row => row.PostId))
        {
            var ids = group.ToList();
            var answers = db.Posts.Where(p => p.Event == group.Key && p.ReplyTo != null && EF.Parameter(ids).Contains(p.ReplyTo));
            foreach (var row in await answers.ToListAsync(stop))
                _posts.TryAdd((row.Event, row.PostId), row);
        }
        return _posts.Values.Where(row => row.ReplyTo is { } id && answered.Contains((row.Event, id))).ToList();
    }
}
