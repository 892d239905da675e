using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Backchannel.Hub.Questions;
using Backchannel.Text;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Chats.Rooms;

/// <summary>What the hosts of a chat see of it: who is new, who waits for an answer, whether it has gone quiet. Read from the archive each time.</summary>
sealed class DeskReader(IDbContextFactory<ArchiveDb> archives, TimeProvider time)
{
    const int Most = 50, MaxText = 280;

    /// <summary>A silence of this length is one.</summary>
    static readonly TimeSpan Quiet = TimeSpan.FromMinutes(3);
    static readonly TimeSpan Lately = TimeSpan.FromMinutes(5);

    /// <returns>Null where that session is no chat.</returns>
    public async Task<ChatDesk?> Read(KnownEvent known, string session, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        if (await ChatReader.Read(db, known.Slug, session, withPlan: true, stop) is not { } chat || known.Session(session) is not { } slot) return null;
        var (now, told) = (time.GetUtcNow(), known.Chats[session]);
        var said = await db.Posts.AsNoTracking().Where(p => p.Event == known.Slug && p.Session == session && p.ShownSeq > 0).OrderBy(p => p.CreatedAt)
            .Select(p => new Said(p.PostId, p.Network, p.AuthorId, p.CreatedAt, p.ReplyTo)).ToListAsync(stop);
        var first = said.GroupBy(one => one.Author).ToDictionary(group => group.Key, group => group.First());
        var words = await Words(db, known.Slug, [.. first.Values.Select(one => one.PostId)], stop);
        // Whoever put a question leads, where the hosts' accounts are not known.
        var put = chat.Questions.Select(question => question.PostId).OfType<string>().ToHashSet();
        var hosts = first.Values.Where(one => words.TryGetValue(one.PostId, out var post) && told.IsLed(post)).Select(one => one.Author)
            .Concat(said.Where(one => put.Contains(one.PostId)).Select(one => one.Author)).ToHashSet();
        var last = said.Where(one => !hosts.Contains(one.Author)).Select(one => one.At).DefaultIfEmpty(slot.Start).Max();
        return new(
            chat, now, first.Count, said.Count(one => now - one.At is var age && age < Lately && age >= TimeSpan.Zero) / Lately.TotalMinutes,
            slot.Start <= now && now < slot.End && chat.ClosedAt is null && now - last >= Quiet ? (int)(now - last).TotalMinutes : null,
            await New(db, known.Slug, session, said, first, words, hosts, stop), await Unanswered(db, known.Slug, session, said, hosts, stop),
            await Pinned(db, known.Slug, chat.Pinned, stop), await MayLead(db, known.Slug, session, stop));
    }

    static async Task<ChatGuest?> Pinned(ArchiveDb db, string slug, string? id, CancellationToken stop) =>
        id is not null && (await Words(db, slug, [id], stop)).GetValueOrDefault(id) is { } post ? Guest(post) : null;

    static Task<List<string>> MayLead(ArchiveDb db, string slug, string session, CancellationToken stop) => db.Accounts
        .Where(a => a.Role == Role.Host && a.Event == slug && (a.Session == session || a.Session == Caller.AllSessions)).OrderBy(a => a.NameKey).Select(a => a.Name).Take(Most).ToListAsync(stop);

    static async Task<IReadOnlyList<ChatGuest>> New(
        ArchiveDb db, string slug, string session, List<Said> said, Dictionary<string, Said> first, Dictionary<string, Post> words, HashSet<string> hosts, CancellationToken stop)
    {
        var before = await Before(db, slug, session, first, stop);
        var welcomed = (await db.SeenTo.Where(s => s.Event == slug && s.Session == session).Select(s => s.Subject).ToListAsync(stop)).ToHashSet();
        // Whom a host has answered or named was welcomed.
        var authors = said.ToDictionary(one => one.PostId, one => one.Author);
        var byHosts = said.Where(one => hosts.Contains(one.Author)).ToList();
        welcomed.UnionWith(byHosts.Select(one => one.ReplyTo is { } to ? authors.GetValueOrDefault(to) : null).OfType<string>());
        var named = (await Words(db, slug, [.. byHosts.Select(one => one.PostId)], stop)).Values.SelectMany(Filing.AccountName.Mentioned).ToHashSet();
        return
        [
            .. first.Values.Where(one => !hosts.Contains(one.Author) && !before.Contains(one.Author) && !welcomed.Contains(one.Author) && words.ContainsKey(one.PostId))
                .Where(one => Filing.AccountName.Of(words[one.PostId]) is not var (handle, _) || !named.Contains(handle))
                .OrderBy(one => one.At).Take(Most).Select(one => Guest(words[one.PostId])),
        ];
    }

    /// <summary>Who said something at the event before: by author, so that it takes their posts and not all.</summary>
    static async Task<HashSet<string>> Before(ArchiveDb db, string slug, string session, Dictionary<string, Said> first, CancellationToken stop)
    {
        var before = new HashSet<string>();
        foreach (var network in first.Values.GroupBy(one => one.Network, one => one.AuthorId))
        {
            var ids = network.ToList();
            foreach (var earlier in await db.Posts.Where(p => p.Network == network.Key && ids.Contains(p.AuthorId) && p.Event == slug && p.Session != session)
                .GroupBy(p => p.AuthorId).Select(own => new { own.Key, First = own.Min(p => p.CreatedAt) }).ToListAsync(stop))
                if (earlier.First < first[Key(network.Key, earlier.Key)].At) before.Add(Key(network.Key, earlier.Key));
        }
        return before;
    }

    static async Task<IReadOnlyList<ChatGuest>> Unanswered(ArchiveDb db, string slug, string session, List<Said> said, HashSet<string> hosts, CancellationToken stop)
    {
        var answered = said.Select(one => one.ReplyTo).OfType<string>().ToHashSet();
        var aside = (await db.SeenTo.Where(s => s.Event == slug && s.Session == session).Select(s => s.Subject).ToListAsync(stop)).ToHashSet();
        var open = said.Where(one => !hosts.Contains(one.Author) && !answered.Contains(one.PostId) && !aside.Contains(SeenToRow.Of(one.PostId))).Select(one => one.PostId).ToHashSet();
        var asking = await db.Posts.AsNoTracking()
            .Where(p => p.Event == slug && p.Session == session && p.ShownSeq > 0 && p.HeardReplies == 0 && p.Replies == 0 && EF.Functions.Like(p.Body, "%?%"))
            .OrderBy(p => p.CreatedAt).ToListAsync(stop);
        return [.. asking.Where(row => open.Contains(row.PostId)).Select(PostBody.Read).Where(QuestionSigns.Asks).Take(Most).Select(Guest)];
    }

    static async Task<Dictionary<string, Post>> Words(ArchiveDb db, string slug, List<string> ids, CancellationToken stop) =>
        (await db.Posts.AsNoTracking().Where(p => p.Event == slug && ids.Contains(p.PostId) && p.ShownSeq > 0).ToListAsync(stop)).ToDictionary(row => row.PostId, PostBody.Read);

    static ChatGuest Guest(Post post) =>
        new(post.Author, post.Network, post.Id, TextCut.Shortened(post.Text, MaxText), post.Url, post.CreatedAt);

    static string Key(Network network, string author) => $"{network.ToString().ToLowerInvariant()}:{author}";

    sealed record Said(string PostId, Network Network, string AuthorId, DateTimeOffset At, string? ReplyTo)
    {
        public string Author => Key(Network, AuthorId);
    }
}
