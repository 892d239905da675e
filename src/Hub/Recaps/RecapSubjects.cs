using System.Globalization;
using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Digests;
using Backchannel.Hub.Events;
using Backchannel.Hub.People;
using Backchannel.Hub.Schedule;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Recaps;

/// <summary>A recap's row with what else was read of its subject: another one than before, and the recap is made anew.</summary>
sealed record RecapState(RecapRow Row, RecapSubject Subject, RecapScope Scope, string Stamp)
{
    public RecapEdits Edits => Subject.Edits;

    public string Version => VersionOf(Row);

    /// <summary>As text: a number of so many digits is another one in a browser.</summary>
    public static string VersionOf(RecapRow row) => row.ChangedAt.UtcTicks.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Finds what a recap is of: in the programme, in the calendar, in what its editor made of it.</summary>
sealed class RecapSubjects(IDbContextFactory<ArchiveDb> archives, LeftOutList leftOut, IConfiguration configuration, TimeProvider time)
{
    /// <summary>By then a recap is made, or nobody said anything that it could be of.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static RecapEdits Read(string? edits) => edits is null ? new() : JsonSerializer.Deserialize<RecapEdits>(edits, ContractJson.Options)!;

    public static string Write(RecapEdits edits) => JsonSerializer.Serialize(edits, ContractJson.Options);

    /// <summary>Null where there is no such recap, or what it was of is gone.</summary>
    public async Task<RecapState?> Find(KnownEvent known, string id, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        if (await db.Recaps.AsNoTracking().SingleOrDefaultAsync(r => r.Event == known.Slug && r.Id == id, stop) is not { } row || Title(known, id) is not { } title) return null;
        var (kind, start, end) = Place(known, id);
        var questions = kind == RecapKind.Chat ? await Questions(db, known.Slug, id, stop) : [];
        var subject = new RecapSubject(
            id, kind, title, By(known, id), start, end, questions, kind == RecapKind.Day ? known.Sessions : [],
            new OwnPages(known.Slug, known.Sessions, configuration["Backchannel:PublicUrl"]), new HashSet<string>(), Read(row.Edits));
        // Who asks to be left out meanwhile is left out next.
        var (count, last) = await leftOut.Stamp(known.Slug, stop);
        var stamp = string.Create(CultureInfo.InvariantCulture, $"{row.ChangedAt.UtcTicks} {count} {last.UtcTicks} {start.UtcTicks} {end.UtcTicks} {title} {string.Join('|', questions)}");
        return new(row, subject, new(kind == RecapKind.Day ? null : id, start, end), stamp);
    }

    /// <summary>In how long a chat has its recap; zero or less while it is being made. Null where it was made, whoever may see it, and for what is no chat.</summary>
    public async Task<TimeSpan?> Comes(KnownEvent known, string id, CancellationToken stop)
    {
        if (!known.Chats.ContainsKey(id) || known.Session(id) is not { Cancelled: false } session) return null;
        await using var db = await archives.CreateDbContextAsync(stop);
        if (await db.Recaps.AnyAsync(r => r.Event == known.Slug && r.Id == id, stop)) return null;
        var closed = await db.Chats.Where(c => c.Event == known.Slug && c.Session == id).Select(c => c.ClosedAt).SingleOrDefaultAsync(stop);
        var left = (closed ?? session.End + RecapKeeper.After) - time.GetUtcNow();
        return left > -Patience || await RecapKeeper.HasPosts(db, known, id, stop) ? left : null;
    }

    /// <summary>The session's or the day's own; null where it is neither.</summary>
    public static string? Title(KnownEvent known, string id) => known.Sessions.FirstOrDefault(session => session.Id == id)?.Title
        ?? RecapDay.Read(id)?.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    public static (RecapKind Kind, DateTimeOffset Start, DateTimeOffset End) Place(KnownEvent known, string id)
    {
        if (known.Sessions.FirstOrDefault(session => session.Id == id) is { } session) return (known.Chats.ContainsKey(id) ? RecapKind.Chat : RecapKind.Talk, session.Start, session.End);
        var (start, end) = LocalDay.Bounds(RecapDay.Read(id)!.Value, known.Zone);
        return (RecapKind.Day, start, end);
    }

    static IReadOnlyList<string> By(KnownEvent known, string id) => known.Chats.TryGetValue(id, out var chat) && chat.Hosts.Count > 0
        ? [.. chat.Hosts.Concat(chat.Guests).Select(person => person.Name).Distinct()]
        : known.Sessions.FirstOrDefault(session => session.Id == id)?.Speakers ?? [];

    static Task<List<RecapQuestion>> Questions(ArchiveDb db, string slug, string session, CancellationToken stop) => db.ChatQuestions.AsNoTracking()
        .Where(q => q.Event == slug && q.Session == session && q.AskedAt != null).OrderBy(q => q.Number)
        .Select(q => new RecapQuestion(q.Number, q.Planned, q.AskedAt, q.PostId)).ToListAsync(stop);
}
