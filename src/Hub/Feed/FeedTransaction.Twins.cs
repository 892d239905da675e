using Backchannel.Contracts;
using Backchannel.Hub.Admission;
using Backchannel.Hub.Archive;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Feed;

// One person's same words on several networks: one card, which carries the badges of the others that are on show. A twin points at its card even
// while it is not admitted; a card names only twins that are.
sealed partial class FeedTransaction
{
    async Task LoadSameWords(IReadOnlyList<PostChange> changes, CancellationToken stop)
    {
        var prints = changes
            .Select(change => change switch { PostSeen seen => seen.Post, PostReposted reposted => reposted.Original, _ => null }).OfType<Post>()
            .Select(SameWords.Fingerprint).Where(print => print != 0).Distinct().ToList();
        if (prints.Count == 0) return;
        foreach (var row in await db.Posts.Where(p => _slugs.Contains(p.Event) && prints.Contains(p.Fingerprint)).ToListAsync(stop))
        {
            var known = _posts.TryAdd((row.Event, row.PostId), row) ? row : _posts[(row.Event, row.PostId)];
            WithSameWords(known).Add(known);
        }
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
        // What a moderator said of these words holds for them by another network too.
        if (others.Find(other => IsTwin(other) && IsDecided(other)) is { } decided && row.State is PostState.Shown or PostState.Held) row.Standing = decided.Standing;
        var card = others.Find(other => other.TwinOf is null && IsTwin(other) && (other.IsOnShow || other.State == PostState.Held && row.State == PostState.Held));
        if (!others.Contains(row)) others.Add(row);
        if (card is { IsOnShow: true } && row.IsOnShow) Fold(row, card);
        // They wait as one; which badges the card will carry shows when it is let through.
        else if (card is { State: PostState.Held }) row.TwinOf = card.PostId;
    }

    static bool IsDecided(PostRow row) => row.State == PostState.Hidden || row.DecidedBy is not null && row.State is not (PostState.Held or PostState.Deleted);

    static bool Near(PostRow a, PostRow b) => (a.CreatedAt - b.CreatedAt).Duration() <= SameWords.Window;

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
        if (Promote([.. TwinsOf(card).Where(row => row.IsAdmitted)]) is not { } heir) return;
        card.TwinOf = heir.PostId;
        if (card.State != PostState.Deleted) Rewrite(card, post => post with { AlsoOn = [] });
    }

    /// <summary>Makes the first of the twins a card, and folds the others into it.</summary>
    PostRow? Promote(List<PostRow> twins)
    {
        if (twins is not [var heir, .. var others]) return null;
        Touch(heir);
        heir.TwinOf = null;
        Rewrite(heir, post => post with { AlsoOn = [] });
        foreach (var twin in others) Fold(twin, heir);
        return heir;
    }

    // As the card stood before this transaction: a deleted one has no badges any more.
    IReadOnlyList<Twin> Badges(PostRow card) => _before[card].Body is { Length: > 0 } body ? PostBody.Read(body).AlsoOn : [];

    async Task Return(PostRow row, CancellationToken stop)
    {
        if (await CardOf(row, stop) is not { } card)
        {
            row.TwinOf = null;
            return;
        }
        if (card.IsOnShow)
        {
            Fold(row, card);
            return;
        }
        row.TwinOf = null;
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
