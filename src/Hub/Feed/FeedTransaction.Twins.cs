using Backchannel.Contracts;
using Backchannel.Hub.Admission;
using Backchannel.Hub.Archive;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Feed;

// One person's same words on several networks: one card, which carries the badges of the others that are on show. A twin points at its card even
// while it is not admitted; a card names only twins that are.
sealed partial class FeedTransaction
{
    // What hundreds say in half a day is a slogan: it must not be read in full for each post that repeats it.
    const int MostSameWords = 200;

    // The people behind accounts of one name may be many; each card of theirs stays one that can be read, and rewritten.
    const int MostBadges = 8;

    async Task LoadSameWords(IReadOnlyList<PostChange> changes, CancellationToken stop)
    {
        var posts = changes
            .Select(change => change switch { PostSeen seen => (seen.Events, seen.Post), PostReposted reposted => (reposted.Events, Post: reposted.Original), _ => default })
            .Where(seen => seen.Post is not null).Select(seen => (seen.Events, Print: SameWords.Fingerprint(seen.Post!), seen.Post!.CreatedAt)).Where(seen => seen.Print != 0).ToList();
        if (posts.Count == 0) return;
        var (slugs, prints) = (posts.SelectMany(post => post.Events).Distinct().ToList(), posts.Select(post => post.Print).Distinct().ToList());
        foreach (var row in await SaidNear(slugs, prints, posts.Min(post => post.CreatedAt), posts.Max(post => post.CreatedAt), stop))
        {
            var known = _posts.TryAdd((row.Event, row.PostId), row) ? row : _posts[(row.Event, row.PostId)];
            WithSameWords(known).Add(known);
        }
    }

    /// <summary>Who said any of these words at these times or near them; of a slogan the latest.</summary>
    async Task<List<PostRow>> SaidNear(List<string> slugs, List<long> prints, DateTimeOffset first, DateTimeOffset last, CancellationToken stop)
    {
        var (from, to) = (first - SameWords.Window, last + SameWords.Window);
        var said = db.Posts.Where(p => slugs.Contains(p.Event) && prints.Contains(p.Fingerprint) && p.CreatedAt >= from && p.CreatedAt <= to);
        var count = await said.CountAsync(stop);
        if (count == 0) return [];
        if (count <= MostSameWords) return await said.ToListAsync(stop);
        var all = new List<PostRow>();
        foreach (var print in prints) all.AddRange(await said.Where(p => p.Fingerprint == print).OrderByDescending(p => p.CreatedAt).Take(MostSameWords).ToListAsync(stop));
        return all;
    }

    List<PostRow> WithSameWords(PostRow row)
    {
        if (!_sameWords.TryGetValue((row.Event, row.Fingerprint), out var rows)) _sameWords.Add((row.Event, row.Fingerprint), rows = []);
        return rows;
    }

    void FoldIntoTwin(PostRow row, Post post)
    {
        if (row.Fingerprint == 0) return;
        var others = WithSameWords(row);
        bool IsTwin(PostRow other) => other != row && other.Fingerprint == row.Fingerprint && Near(other, row) && SameWords.SamePerson(PostBody.Read(other), post);
        // What a moderator said of these words holds for them by another network too; what they let through they saw, and nothing else.
        var decided = others.Find(other => IsTwin(other) && IsDecided(other) && (other.State != PostState.Shown || IsLetThroughWith(other, row)));
        if (decided is not null && row.State is PostState.Shown or PostState.Held) row.Standing = AsDecided(decided);
        var card = others.Find(other => other.TwinOf is null && IsTwin(other) && (other.IsOnShow || WaitAsOne(other, row)) && HasRoom(other));
        if (!others.Contains(row)) others.Add(row);
        if (card is { IsOnShow: true } && row.IsOnShow) Fold(row, card);
        // They wait as one; which badges the card will carry shows when it is let through.
        else if (card is { State: PostState.Held }) row.TwinOf = card.PostId;
    }

    static bool IsDecided(PostRow row) => row.State == PostState.Hidden || row.DecidedBy is not null && row.State is not (PostState.Held or PostState.Deleted);

    // By the rules, both would be what they are for the same reason: who is trusted on one network is not on another.
    bool IsLetThroughWith(PostRow decided, PostRow row)
    {
        var (seen, post) = (PostBody.Read(decided), PostBody.Read(row));
        return SameWords.ShowsTheSame(seen, post) && catalog.Find(row.Event) is { } known && Verdict(known, decided, seen) == Verdict(known, row, post);
    }

    // Nobody decided on it itself: it is admitted as a badge, and asked about anew before it is a card.
    static Standing AsDecided(PostRow decided) => decided.State == PostState.Shown ? new(PostState.Shown, decided.Reason) : decided.Standing;

    static bool WaitAsOne(PostRow one, PostRow other) =>
        one.State == PostState.Held && other.State == PostState.Held && SameWords.ShowsTheSame(PostBody.Read(one), PostBody.Read(other));

    static bool Near(PostRow a, PostRow b) => (a.CreatedAt - b.CreatedAt).Duration() <= SameWords.Window;

    static bool HasRoom(PostRow card) => PostBody.Read(card).AlsoOn.Count < MostBadges;

    void Fold(PostRow row, PostRow card)
    {
        Touch(row);
        row.TwinOf = card.PostId;
        Rewrite(card, main => main with { AlsoOn = [.. main.AlsoOn.Where(other => other.PostId != row.PostId), Badge(row)] });
    }

    /// <summary>
    /// Where a card leaves, a twin takes its place; where a folded post leaves, its card loses the badge. What returns is folded into the card
    /// that there is by then, or becomes it.
    /// </summary>
    async Task Refold(CancellationToken stop)
    {
        foreach (var (row, _) in _touched.Where(t => t.Before.Admitted && !t.Row.IsAdmitted).ToList())
            if (row.TwinOf is null) await Inherit(row, stop);
            else if (await CardOf(row, stop) is { State: not PostState.Deleted } card)
                Rewrite(card, main => main with { AlsoOn = [.. main.AlsoOn.Where(other => other.PostId != row.PostId)] });
        foreach (var (row, before) in _touched.Where(t => t.Before != Before.Nothing && !t.Before.Admitted && t.Row is { IsAdmitted: true, TwinOf: not null }).ToList())
            await Return(row, stop);
        await RefoldWaiting(stop);
    }

    async Task Inherit(PostRow card, CancellationToken stop)
    {
        foreach (var badge in Badges(card)) await FindTwin(card.Event, badge.PostId, stop);
        var heir = Promote([.. TwinsOf(card).Where(row => row.IsAdmitted)]);
        if (heir is not null) card.TwinOf = heir.PostId;
        if (card.State != PostState.Deleted) Rewrite(card, post => post with { AlsoOn = [] });
    }

    /// <summary>Makes the first of the twins a card, and folds the others into it. Those that may not be one by themselves stand for themselves.</summary>
    PostRow? Promote(List<PostRow> twins)
    {
        var heir = twins.Find(StandsAlone);
        foreach (var twin in twins)
            if (twin != heir && heir is not null && twin.IsAdmitted)
                if (HasRoom(heir)) Fold(twin, heir);
                else _ = StandsAlone(twin);
        return heir;
    }

    /// <summary>Takes it out of its card. Where nobody decided on it, it was but a badge so far: the rules say whether it may be seen.</summary>
    bool StandsAlone(PostRow row)
    {
        Rewrite(row, post => post with { AlsoOn = [] });
        row.TwinOf = null;
        if (row.DecidedBy is null && catalog.Find(row.Event) is { } known) Admit(known, row, PostBody.Read(row));
        return row.IsAdmitted;
    }

    // As the card stood before this transaction: a deleted one has no badges any more.
    IReadOnlyList<Twin> Badges(PostRow card) => _before[card].Body is { Length: > 0 } body ? PostBody.Read(body).AlsoOn : [];

    async Task Return(PostRow row, CancellationToken stop)
    {
        if (await CardOf(row, stop) is not { } card)
        {
            _ = StandsAlone(row);
            return;
        }
        if (card.IsOnShow && HasRoom(card))
        {
            Fold(row, card);
            return;
        }
        if (!StandsAlone(row) || card.IsOnShow) return;
        Touch(card);
        card.TwinOf = row.PostId;
    }

    /// <summary>The card at the end of the pointers: a card that left points at its heir.</summary>
    async Task<PostRow?> CardOf(PostRow row, CancellationToken stop)
    {
        var seen = new HashSet<PostRow> { row };
        var card = row;
        while (card.TwinOf is { } next)
            if (await FindTwin(row.Event, next, stop) is { } found && seen.Add(found)) card = found;
            else return null;
        return card;
    }

    /// <summary>The card that <paramref name="row"/> is or is folded into, which comes first, and all that is folded into it, admitted or not; none that is deleted.</summary>
    async Task<List<PostRow>> Folded(PostRow row, CancellationToken stop)
    {
        var card = await CardOf(row, stop) ?? row;
        return [.. (await TwinsOf(card, card.Fingerprint, stop)).Append(row).Prepend(card).Distinct().Where(same => same.State != PostState.Deleted)];
    }

    /// <summary>What points at a card. A card names only those on show; the others are found by their words.</summary>
    async Task<List<PostRow>> TwinsOf(PostRow card, long fingerprint, CancellationToken stop)
    {
        if (fingerprint != 0)
            foreach (var row in await db.Posts.Where(p => p.Event == card.Event && p.Fingerprint == fingerprint && p.TwinOf == card.PostId).ToListAsync(stop))
                _posts.TryAdd((row.Event, row.PostId), row);
        return TwinsOf(card);
    }

    List<PostRow> TwinsOf(PostRow card) =>
    [
        .. _posts.Values.Where(row => row.TwinOf == card.PostId && row.Event == card.Event)
            .OrderBy(row => row.CreatedAt).ThenBy(row => row.PostId, StringComparer.Ordinal),
    ];

    async Task<PostRow?> FindTwin(string slug, string id, CancellationToken stop)
    {
        await LoadPosts([id], stop);
        return _posts.GetValueOrDefault((slug, id));
    }

    static Twin Badge(PostRow row) => new(row.Network, row.PostId, PostBody.Read(row).Url);
}
