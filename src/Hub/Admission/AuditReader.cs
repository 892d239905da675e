using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Feed;
using Backchannel.Text;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Admission;

/// <summary>Which lines of a log.</summary>
sealed record AuditQuery(long? Before, string? Name, string? Act, int Limit);

/// <summary>Reads the log of an event.</summary>
sealed class AuditReader(IDbContextFactory<ArchiveDb> archives)
{
    const int Excerpt = 140;

    public async Task<AuditPage> Read(string slug, AuditQuery query, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var lines = db.Decisions.AsNoTracking().Where(d => d.Event == slug);
        if (query.Before is { } before) lines = lines.Where(d => d.Number < before);
        if (query.Name is { } name) lines = lines.Where(d => d.Name == name);
        if (query.Act is { } act) lines = lines.Where(d => d.Act == act);
        var rows = await lines.OrderByDescending(d => d.Number).Take(query.Limit + 1).ToListAsync(stop);
        var people = await db.Decisions.Where(d => d.Event == slug).Select(d => d.Name).Distinct().Order().Take(200).ToListAsync(stop);
        return new([.. await Entries(db, slug, [.. rows.Take(query.Limit)], stop)], rows.Count > query.Limit, people);
    }

    /// <summary>All of it, oldest first, as it was written.</summary>
    public async IAsyncEnumerable<AuditLine> All(string slug, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        await foreach (var row in db.Decisions.AsNoTracking().Where(d => d.Event == slug).OrderBy(d => d.Number).AsAsyncEnumerable().WithCancellation(stop)) yield return Line(row);
    }

    static async Task<IEnumerable<AuditEntry>> Entries(ArchiveDb db, string slug, List<DecisionRow> rows, CancellationToken stop)
    {
        if (rows.Count == 0) return [];
        var ids = rows.Select(row => row.PostId).OfType<string>().Distinct().ToList();
        var posts = await db.Posts.AsNoTracking().Where(p => p.Event == slug && ids.Contains(p.PostId) && p.State != PostState.Deleted)
            .Select(p => new { p.PostId, p.Body }).ToDictionaryAsync(p => p.PostId, p => PostBody.Read(p.Body), stop);
        // An act is taken back as a whole, or as much of it as still stood.
        var acts = rows.Select(row => row.First).Distinct().ToList();
        var undone = await (from undo in db.Decisions.AsNoTracking()
                            where undo.Event == slug && undo.Undoes != null && undo.Number > acts.Min()
                            join line in db.Decisions.AsNoTracking() on new { undo.Event, Number = undo.Undoes!.Value } equals new { line.Event, line.Number }
                            where acts.Contains(line.First)
                            select new { line.First, undo.Name }).Distinct().ToListAsync(stop);
        var by = undone.GroupBy(undo => undo.First).ToDictionary(act => act.Key, act => act.First().Name);
        return rows.Select(row => Entry(row, posts.GetValueOrDefault(row.PostId ?? ""), by.GetValueOrDefault(row.First)));
    }

    static AuditEntry Entry(DecisionRow row, Post? post, string? undoneBy) =>
        new(Line(row), row.Before is not null && undoneBy is null, undoneBy, post?.Author.Name, post is null ? null : Beginning(post.Text));

    static string Beginning(string text) => text.Length <= Excerpt ? text : $"{TextCut.At(text, Excerpt)}…";

    static AuditLine Line(DecisionRow row) =>
        new(row.Number, row.First, row.At, row.By, row.Name, row.Act, row.PostId, row.Subject, row.Why, row.WaitedMs, row.Undoes);
}
