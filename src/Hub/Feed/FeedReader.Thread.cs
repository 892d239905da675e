using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Feed;

// A conversation: what a post answers, and all that answers it.
sealed partial class FeedReader
{
    const int LongestThread = 300, MostSteps = 40;

    /// <summary>A post's thread, by time. What is not on show is left out; nothing where the post itself is not.</summary>
    public async Task<FeedPage> Thread(string slug, string postId, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var last = await db.Events.Where(e => e.Slug == slug).Select(e => e.LastSeq).SingleAsync(stop);
        if (await Row(db, slug, postId, stop) is not { ShownSeq: > 0 } row) return new(slug, null, Epoch, [], last, false);
        var (root, climbed) = (row, new HashSet<string>());
        // Posts may answer one another in a circle.
        while (climbed.Count < MostSteps && climbed.Add(root.PostId) && root.ReplyTo is { } above && await Row(db, slug, above, stop) is { State: not PostState.Deleted } parent) root = parent;
        var thread = new Dictionary<string, PostRow> { [root.PostId] = root };
        var level = new List<string> { root.PostId };
        for (var step = 0; step < MostSteps && level.Count > 0 && thread.Count < LongestThread; step++)
        {
            var answers = await db.Posts.AsNoTracking().Where(p => p.Event == slug && p.ReplyTo != null && EF.Parameter(level).Contains(p.ReplyTo) && p.ShownSeq > 0)
                .OrderBy(p => p.CreatedAt).Take(LongestThread).ToListAsync(stop);
            level = [.. answers.Where(answer => thread.TryAdd(answer.PostId, answer)).Select(answer => answer.PostId)];
        }
        return new(slug, null, Epoch, [.. thread.Values.Where(p => p.ShownSeq > 0).OrderBy(p => p.CreatedAt).Take(LongestThread).Select(Card)], last, false);
    }

    static Task<PostRow?> Row(ArchiveDb db, string slug, string postId, CancellationToken stop) =>
        db.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Event == slug && p.PostId == postId, stop);
}
