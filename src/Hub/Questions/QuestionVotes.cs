using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Feed;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Questions;

/// <summary>What became of a vote.</summary>
enum Voted
{
    /// <summary>It counts, or is taken back; also where it was so before.</summary>
    Counted,
    Unknown,
    Own,
    Closed,
}

/// <summary>Votes: one a visitor and question, however often it is given. The first by somebody else makes a question of what only looked like one.</summary>
sealed class QuestionVotes(IDbContextFactory<ArchiveDb> archives, FeedWriter writer, QuestionPush push, TimeProvider time)
{
    public async Task<Voted> Vote(string slug, string postId, string visitor, bool wanted, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var found = await (
            from question in db.Questions.AsNoTracking()
            join post in db.Posts.AsNoTracking() on new { question.Event, question.PostId } equals new { post.Event, post.PostId }
            where question.Event == slug && question.PostId == postId && post.ShownSeq > 0 && post.Session != null
            select new { question.State, question.Asker, Session = post.Session! }).SingleOrDefaultAsync(stop);
        if (found is null or { State: QuestionState.Dismissed }) return Voted.Unknown;
        if (found.State == QuestionState.Answered) return Voted.Closed;
        if (found.Asker == visitor) return Voted.Own;

        var changed = false;
        await writer.Alone(async () => changed = wanted ? await Add(db, slug, postId, visitor, stop) : await Remove(db, slug, postId, visitor, stop), stop);
        if (wanted && found.State == QuestionState.Proposed) await writer.Move(slug, postId, from: QuestionState.Proposed, QuestionState.Queued, stop);
        if (changed) push.Changed(slug, found.Session);
        return Voted.Counted;
    }

    async Task<bool> Add(ArchiveDb db, string slug, string postId, string visitor, CancellationToken stop)
    {
        if (await Has(db, slug, postId, visitor, stop)) return false;
        db.Votes.Add(new() { Event = slug, PostId = postId, Visitor = visitor, At = time.GetUtcNow() });
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateException)
        {
            // Another hub took the same vote in the same moment.
            if (!await Has(db, slug, postId, visitor, stop)) throw;
        }
        return true;
    }

    static Task<bool> Has(ArchiveDb db, string slug, string postId, string visitor, CancellationToken stop) =>
        db.Votes.AnyAsync(v => v.Event == slug && v.PostId == postId && v.Visitor == visitor, stop);

    static async Task<bool> Remove(ArchiveDb db, string slug, string postId, string visitor, CancellationToken stop) =>
        await db.Votes.Where(v => v.Event == slug && v.PostId == postId && v.Visitor == visitor).ExecuteDeleteAsync(stop) > 0;
}
