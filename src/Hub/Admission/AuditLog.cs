using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Admission;

/// <summary>What is to be written of one act: a line for each post, and for each rule, that it was about.</summary>
/// <param name="Act">In the words of the API.</param>
/// <param name="Post">The post, if it was about one, and how long it had been here.</param>
/// <param name="Subject">The word, the author, the session or the settings.</param>
/// <param name="Memo">What it changed; null where it cannot be taken back.</param>
/// <param name="Undoes">The line that it takes back.</param>
sealed record AuditDraft(string Act, PostRow? Post = null, string? Subject = null, string? Why = null, Memo? Memo = null, long? Undoes = null);

/// <summary>
/// The log of who decided what, written in the same transaction as what it tells. It names posts by their ids and holds none of their words, so that what
/// is gone is gone here too.
/// </summary>
sealed class AuditLog(TimeProvider time)
{
    /// <summary>Adds the lines of one act; the caller holds the event's lock, and saves.</summary>
    /// <returns>The number of the first; null for no lines.</returns>
    public async Task<long?> Write(ArchiveDb db, string slug, Caller by, IReadOnlyList<AuditDraft> lines, CancellationToken stop)
    {
        if (lines.Count == 0) return null;
        var first = 1 + await Last(db, slug, stop);
        foreach (var (index, line) in lines.Index()) db.Decisions.Add(Row(slug, by, line, first + index, first));
        return first;
    }

    // What this transaction has written already is not in the database yet.
    static async Task<long> Last(ArchiveDb db, string slug, CancellationToken stop) => Math.Max(
        await db.Decisions.Where(d => d.Event == slug).MaxAsync(d => (long?)d.Number, stop) ?? 0,
        db.Decisions.Local.Where(d => d.Event == slug).Select(d => d.Number).DefaultIfEmpty().Max());

    DecisionRow Row(string slug, Caller by, AuditDraft line, long number, long first)
    {
        var now = time.GetUtcNow();
        return new()
        {
            Event = slug,
            Number = number,
            First = first,
            At = now,
            By = by.Id,
            Name = by.Name,
            Act = line.Act,
            PostId = line.Post?.PostId,
            Subject = line.Subject,
            Why = line.Why,
            Before = line.Memo is null ? null : JsonSerializer.Serialize(line.Memo, ContractJson.Options),
            WaitedMs = line.Post is { } post ? Math.Max(0, (long)(now - post.ReceivedAt).TotalMilliseconds) : null,
            Undoes = line.Undoes,
        };
    }
}
