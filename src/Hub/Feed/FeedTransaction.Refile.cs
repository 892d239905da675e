using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Filing;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Feed;

// All posts of an event filed again, by the programme as it is now.
sealed partial class FeedTransaction
{
    /// <summary>Posts looked at together.</summary>
    const int RefileChunk = 2_000;

    /// <summary>
    /// Files the posts that follow <paramref name="after"/> in the order of their ids, each by where the post that it answers is filed now;
    /// <see cref="Close"/> then lets answers follow those that moved, wherever in that order they are. So every thread ends where its root does,
    /// and only what changes is read as a row and written.
    /// </summary>
    /// <returns>Where the next chunk goes on; null after the last.</returns>
    public async Task<string?> Refile(KnownEvent known, string after, CancellationToken stop)
    {
        var slips = await Slips(known.Slug, after).ToListAsync(stop);
        var filed = slips.Select(slip => (slip.PostId, slip.Filed, Now: slip.Refiled(known.Filing)))
            .Where(slip => slip.Now != slip.Filed).ToDictionary(slip => slip.PostId, slip => slip.Now);
        if (filed.Count > 0)
            foreach (var row in await Rows(known.Slug, [.. filed.Keys]).ToListAsync(stop))
            {
                _posts.Add((row.Event, row.PostId), row);
                Touch(row);
                row.Filed = filed[row.PostId];
            }
        return slips.Count < RefileChunk ? null : slips[^1].PostId;
    }

    /// <summary>
    /// Writes where posts are filed now, all that are filed alike by one command: thousands move at once, and a command for each would take ten times
    /// as long. Call after <see cref="Close"/>. Nothing else of them changes when they are filed again, and their rows are not tracked.
    /// </summary>
    public async Task SaveFilings(CancellationToken stop)
    {
        foreach (var alike in _touched.Where(t => t.Row.Filed != t.Before.Filed || t.Row.Bound != t.Before.Bound)
            .GroupBy(t => (t.Row.Event, t.Row.Filed, t.Row.Bound), t => t.Row.PostId))
        {
            var ((session, by, confidence), (question, answerBy, sure)) = (alike.Key.Filed, alike.Key.Bound);
            await Rows(alike.Key.Event, [.. alike]).ExecuteUpdateAsync(
                set => set.SetProperty(p => p.Session, session).SetProperty(p => p.FiledBy, by).SetProperty(p => p.Confidence, confidence)
                    .SetProperty(p => p.Question, question).SetProperty(p => p.AnswerBy, answerBy).SetProperty(p => p.AnswerConfidence, sure), stop);
        }
    }

    IQueryable<PostRow> Rows(string slug, List<string> ids) => db.Posts.Where(p => p.Event == slug && EF.Parameter(ids).Contains(p.PostId));

    IQueryable<Slip> Slips(string slug, string after) =>
        (from post in db.Posts.AsNoTracking()
         where post.Event == slug && post.State != PostState.Deleted && string.Compare(post.PostId, after) > 0
         join other in db.Posts on new { post.Event, Id = post.ReplyTo } equals new { other.Event, Id = (string?)other.PostId } into others
         from parent in others.DefaultIfEmpty()
         orderby post.PostId
         select new Slip
         {
             PostId = post.PostId,
             Body = post.Body,
             Session = post.Session,
             By = post.FiledBy,
             Confidence = post.Confidence,
             ParentState = parent == null ? PostState.Deleted : parent.State,
             ParentId = parent!.PostId,
             ParentSession = parent.Session,
             ParentBy = parent.FiledBy,
         }).Take(RefileChunk);

    /// <summary>As much of a post as it takes to file it: a row with all its columns is read only where it changes.</summary>
    sealed class Slip
    {
        public required string PostId { get; init; }
        public required string Body { get; init; }
        public string? Session { get; init; }
        public FiledBy? By { get; init; }
        public double? Confidence { get; init; }
        public PostState ParentState { get; init; }
        public string? ParentId { get; init; }
        public string? ParentSession { get; init; }
        public FiledBy? ParentBy { get; init; }

        public Filed Filed => new(Session, By, Confidence);

        Filed Answered => ParentState == PostState.Deleted || ParentId == PostId ? Filed.Nowhere : new(ParentSession, ParentBy);

        /// <summary>By the rules, but for what was put there by hand while that is in the programme.</summary>
        public Filed Refiled(FilingRules rules) => By switch
        {
            FiledBy.Moderator when Session is null || rules.Knows(Session) => Filed,
            FiledBy.Author when rules.Knows(Session) => Filed,
            _ => rules.File(PostBody.Read(Body), null, Answered),
        };
    }
}
