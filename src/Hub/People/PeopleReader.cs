using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.People;

/// <summary>Reads what the people of an event are made of from the archive.</summary>
sealed class PeopleReader(IDbContextFactory<ArchiveDb> archives)
{
    /// <summary>So many of the latest cards are looked at, and ids named at once.</summary>
    const int MostCards = 10_000, AtOnce = 500;

    /// <returns>The people, and the feed's number up to which their posts are read.</returns>
    public async Task<(Gathering People, long Last)> Read(KnownEvent known, IReadOnlySet<string> leftOut, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var last = await db.Events.Where(e => e.Slug == known.Slug).Select(e => e.LastSeq).SingleAsync(stop);
        var hashtags = known.Hashtags.Concat(known.Sessions.SelectMany(session => session.Hashtags)).Concat(known.Rooms.SelectMany(room => room.Hashtags));
        var said = await Read(db.Posts.Where(p => p.Event == known.Slug && p.ShownSeq > 0).OrderByDescending(p => p.ShownSeq).Take(MostCards), stop);
        return (new(new(known.Sessions, hashtags, known.Admission), said, await Twins(db, known.Slug, said, stop), leftOut), last);
    }

    // A card names what is folded into it, but not by whom: a left-out account may have nothing but twins.
    static async Task<Dictionary<string, Said>> Twins(ArchiveDb db, string slug, List<Said> said, CancellationToken stop)
    {
        var twins = new Dictionary<string, Said>();
        foreach (var ids in said.SelectMany(each => each.Post.AlsoOn).Select(twin => twin.PostId).Distinct().Chunk(AtOnce))
            foreach (var twin in await Read(db.Posts.Where(p => p.Event == slug && ids.Contains(p.PostId) && p.State == PostState.Shown && !p.Withdrawn), stop))
                twins[twin.Post.Id] = twin;
        return twins;
    }

    static async Task<List<Said>> Read(IQueryable<PostRow> posts, CancellationToken stop)
    {
        var said = new List<Said>();
        await foreach (var row in posts.AsNoTracking().Select(p => new { p.Body, p.Session, p.Unlisted }).AsAsyncEnumerable().WithCancellation(stop))
            said.Add(new(PostBody.Read(row.Body), row.Session, !row.Unlisted));
        return said;
    }
}
