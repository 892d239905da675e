using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Backchannel.Hub.Tests;

public class PreparedInsertsTests
{
    const string Full = "with all there is", Bare = "with nothing it need not have";

    [Fact]
    public async Task Rows_are_what_Entity_Framework_would_have_written()
    {
        await using var hub = await HubUnderTest.Start();
        var (ours, theirs) = (await Rows(hub, "ours", db => db.Save(CancellationToken.None)), await Rows(hub, "theirs", db => db.SaveChangesAsync()));
        Assert.Equal(3, ours.Count);
        Assert.Equal(theirs, ours);
    }

    [Fact]
    public async Task What_stood_before_is_changed_in_the_same_go_and_nothing_stays_of_a_go_that_fails()
    {
        await using var hub = await HubUnderTest.Start();
        _ = await hub.Read(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Posts.AddRange(Post("stands", Bare), Post("goes", Bare));
            await db.Save(CancellationToken.None);
            await transaction.CommitAsync();
            return true;
        });
        _ = await hub.Read(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            (await db.Posts.SingleAsync(p => p.PostId == "stands")).Reason = "changed";
            db.Posts.Remove(await db.Posts.SingleAsync(p => p.PostId == "goes"));
            db.Posts.Add(Post("comes", Full));
            await db.Save(CancellationToken.None);
            await transaction.CommitAsync();
            return true;
        });
        await Assert.ThrowsAnyAsync<Exception>(() => hub.Read(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Posts.AddRange(Post("fails", Bare), Post("comes", Full));
            await db.Save(CancellationToken.None);
            await transaction.CommitAsync();
            return true;
        }));
        var posts = await hub.Read(db => db.Posts.OrderBy(p => p.PostId).Select(p => p.PostId + " " + p.Reason).ToListAsync());
        Assert.Equal(["comes why", "stands changed"], posts);
    }

    /// <summary>The rows as SQLite has them, but for what tells the two ways apart.</summary>
    static Task<List<string>> Rows(HubUnderTest hub, string slug, Func<ArchiveDb, Task> save) => hub.Read(async db =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Posts.AddRange(Post(Full, Full, slug), Post(Bare, Bare, slug));
        db.Entries.Add(new() { Event = slug, Seq = 1, Kind = EntryKind.Changed, PostId = Full, Session = "pier", FiledBy = FiledBy.Reply, Confidence = 0.25, LeftSession = "quay", At = Made.Noon });
        await save(db);
        await transaction.CommitAsync();
        await db.Database.OpenConnectionAsync();
        var rows = new List<string>();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        foreach (var table in (string[])["Posts", "Entries"])
        {
            command.CommandText = $"SELECT * FROM {table} WHERE Event = '{slug}' ORDER BY PostId";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                rows.Add(string.Join("|", Enumerable.Range(0, reader.FieldCount).Where(i => reader.GetName(i) != "Event").Select(i => $"{reader.GetName(i)}:{reader.GetDataTypeName(i)}={reader.GetValue(i)}")));
        }
        return rows;
    });

    static PostRow Post(string id, string kind, string slug = Made.Event)
    {
        var row = new PostRow
        {
            Event = slug,
            PostId = id,
            Network = Network.Mastodon,
            AuthorId = "mira",
            Body = "{\"text\":\"Grüße 🌊\"}",
            SearchText = "",
            CreatedAt = Made.Noon,
            ReceivedAt = Made.Noon.AddTicks(1_234_567),
        };
        if (kind == Bare) return row;
        row.Standing = new(PostState.Saved, "why", Made.Noon.AddMinutes(1), "Mira");
        row.Filed = new("pier", FiledBy.Hashtag, 0.9);
        (row.Traits, row.Version, row.Fingerprint, row.TwinOf, row.ReplyTo) = (Traits.Photo | Traits.Link, long.MaxValue, long.MinValue, "twin", "parent");
        (row.Withdrawn, row.Unlisted, row.Partial, row.ShownSeq, row.HeardLikes, row.Replies) = (true, true, true, 7, 8, 9);
        return row;
    }
}
