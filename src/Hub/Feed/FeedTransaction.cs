using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Chats.Answers;
using Backchannel.Hub.Events;
using Backchannel.Hub.Filing;
using Backchannel.Hub.Pulse;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Feed;

/// <summary>
/// One message's changes applied to the archive. All rows that it may touch are read first, in a handful of queries; the rules then work in
/// memory; <see cref="Close"/> compares each touched row with what it was and writes the feed entries that follow from the difference. So an entry
/// can neither be forgotten nor doubled, whatever order changes come in: a row that ends as it began leaves no trace.
/// </summary>
sealed partial class FeedTransaction(ArchiveDb db, EventCatalog catalog, DateTimeOffset now)
{
    readonly Dictionary<(string Event, string Id), PostRow> _posts = [];
    readonly Dictionary<(string Event, string Alias), string> _aliases = [];
    readonly Dictionary<(string Event, string RepostId), RepostRow> _reposts = [];
    readonly Dictionary<(string Event, long Fingerprint), List<PostRow>> _sameWords = [];
    readonly List<(PostRow Row, Before Before)> _touched = [];
    readonly Dictionary<PostRow, Before> _before = [];

    readonly HashSet<string> _asked = [], _locked = [];

    // Every index begins with the event: a query that names none would read the whole table.
    readonly List<string> _slugs = [.. catalog.All.Select(known => known.Slug)];

    /// <summary>How a row stood when this transaction first touched it.</summary>
    /// <param name="Filed">Where it was filed.</param>
    /// <param name="Anchor">Where its answers were to follow.</param>
    /// <param name="Bound">With which question of its chat it was.</param>
    sealed record Before(bool OnShow, bool Admitted, string Body, Filed Filed, Filed Anchor, Bound Bound, Echo Echo, CardCount Count)
    {
        public static readonly Before Nothing = new(false, false, "", Filed.Nowhere, Filed.Nowhere, Bound.Nowhere, new(), default);

        public static Before Of(PostRow row) => new(row.IsOnShow, row.IsAdmitted, row.Body, row.Filed, AnchorOf(row), row.Bound, row.Echo, CardCount.Of(row, 1));
    }

    public void Apply(PostChange change)
    {
        switch (change)
        {
            case PostSeen seen: Seen(seen); break;
            case PostReposted reposted: Reposted(reposted); break;
            case PostDeleted deleted: Deleted(deleted.Id); break;
            case AuthorHidden hidden: Withdraw(hidden.Network, hidden.AuthorId, true); break;
            case AuthorReturned returned: Withdraw(returned.Network, returned.AuthorId, false); break;
            case AuthorRenamed renamed: Renamed(renamed.Network, renamed.Author); break;
            case EchoHeard echo: EchoHeard(echo.PostId, echo.Echo); break;
        }
    }

    /// <summary>
    /// Locks the events that <paramref name="changes"/> speak of until the commit; call before <see cref="Load"/>. So no other hub changes what was read, and
    /// numbers are given in the order they are committed, whichever hub gives them.
    /// </summary>
    public async Task Lock(IReadOnlyList<PostChange> changes, CancellationToken stop)
    {
        var named = changes.SelectMany(change => change switch { PostSeen seen => seen.Events, PostReposted reposted => reposted.Events, _ => _slugs });
        // Always in the same order, or two hubs would wait for each other.
        foreach (var slug in named.Where(slug => catalog.Find(slug) is not null).Distinct().Order(StringComparer.Ordinal).ToList())
        {
            await db.Lock(slug, stop);
            _locked.Add(slug);
        }
    }

    /// <summary>Reads every row that <paramref name="changes"/> may touch.</summary>
    public async Task Load(IReadOnlyList<PostChange> changes, CancellationToken stop)
    {
        var ids = Ids(changes);
        if (ids.Count > 0)
        {
            await LoadPosts(ids, stop);
            foreach (var alias in await db.Aliases.Where(a => _slugs.Contains(a.Event) && ids.Contains(a.Alias)).ToListAsync(stop))
                _aliases[(alias.Event, alias.Alias)] = alias.PostId;
            await LoadPosts([.. _aliases.Values.Where(id => !ids.Contains(id)).Distinct()], stop);
            foreach (var repost in await db.Reposts.Where(r => _slugs.Contains(r.Event) && ids.Contains(r.RepostId)).ToListAsync(stop))
                _reposts[(repost.Event, repost.RepostId)] = repost;
            await LoadPosts([.. _reposts.Values.Select(r => r.PostId).Where(id => !ids.Contains(id)).Distinct()], stop);
        }
        await LoadAuthors(changes, stop);
        await LoadAnswersByAlias(changes, stop);
        await LoadSameWords(changes, stop);
        await LoadSaidLately(changes, stop);
    }

    static List<string> Ids(IReadOnlyList<PostChange> changes) =>
    [
        .. changes.SelectMany(change => change switch
        {
            PostSeen seen => [seen.Post.Id, .. seen.Aliases, .. seen.Post.ReplyTo is { } parent ? [parent] : Array.Empty<string>()],
            PostReposted reposted => [reposted.RepostId, reposted.Original.Id, .. reposted.Original.ReplyTo is { } parent ? [parent] : Array.Empty<string>()],
            PostDeleted deleted => [deleted.Id],
            EchoHeard echo => [echo.PostId],
            _ => Array.Empty<string>(),
        }).Distinct(),
    ];

    async Task LoadPosts(List<string> ids, CancellationToken stop)
    {
        ids = [.. ids.Where(_asked.Add)];
        if (ids.Count == 0) return;
        foreach (var row in await db.Posts.Where(p => _slugs.Contains(p.Event) && ids.Contains(p.PostId)).ToListAsync(stop))
            _posts.TryAdd((row.Event, row.PostId), row);
    }

    async Task LoadAuthors(IReadOnlyList<PostChange> changes, CancellationToken stop)
    {
        var authors = changes.Select(change => change switch
        {
            AuthorHidden hidden => (hidden.Network, Id: hidden.AuthorId),
            AuthorReturned returned => (returned.Network, Id: returned.AuthorId),
            AuthorRenamed renamed => (renamed.Network, renamed.Author.Id),
            _ => default((Network Network, string? Id)),
        }).Where(author => author.Id is not null);
        foreach (var network in authors.Distinct().GroupBy(author => author.Network, author => author.Id!))
        {
            var ids = network.ToList();
            foreach (var row in await db.Posts.Where(p => p.Network == network.Key && ids.Contains(p.AuthorId)).ToListAsync(stop))
                _posts.TryAdd((row.Event, row.PostId), row);
        }
    }

    /// <summary>One of those that were read, by its id or another name of it.</summary>
    public PostRow? Find(string slug, string id) =>
        _posts.TryGetValue((slug, id), out var row) || _aliases.TryGetValue((slug, id), out var real) && _posts.TryGetValue((slug, real), out row) ? row : null;

    IEnumerable<PostRow> FindInAllEvents(string id) => catalog.All.Select(e => Find(e.Slug, id)).OfType<PostRow>();

    IEnumerable<PostRow> Of(Network network, string authorId) =>
        _posts.Values.Where(row => row.Network == network && row.AuthorId == authorId && row.State != PostState.Deleted).ToList();

    /// <summary>Call before changing a row.</summary>
    void Touch(PostRow row) => Touch(row, Before.Of(row));

    void Touch(PostRow row, Before before)
    {
        if (_before.TryAdd(row, before)) _touched.Add((row, before));
    }
}
