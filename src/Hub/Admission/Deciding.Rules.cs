using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Admission;

// Decisions that are rules from then on, and what they mean for the posts that are here already.
sealed partial class Deciding
{
    /// <summary>What is wrong with the rules as they would be; then nothing was done.</summary>
    public (string Field, string Cure)? Fault { get; private set; }

    async Task RuleOnAuthors(Act act, IReadOnlyList<string> ids, string? why)
    {
        var authors = new HashSet<(Network Network, string Id)>();
        foreach (var id in ids)
            if (await Find(id) is [var card, ..]) authors.Add((card.Network, card.AuthorId));
        foreach (var (network, id) in authors)
        {
            var entry = RuleLists.Author(network, id);
            if (await Add(act, entry, why) is not { } policy) return;
            var state = act == Act.BlockAuthor ? PostState.Refused : PostState.Shown;
            var concerned = await db.Posts
                .Where(p => p.Event == known.Slug && p.Network == network && p.AuthorId == id && (p.State == PostState.Held || p.State == PostState.Shown && act == Act.BlockAuthor))
                .OrderBy(p => p.ReceivedAt).Select(p => p.PostId).ToListAsync(stop);
            await feed.Read(concerned, stop);
            await StandAll(act, concerned, entry, why, row => act == Act.BlockAuthor || NeedsNothingElse(policy, row), new(state, Because(act), DecidedBy: caller.Name));
        }
    }

    /// <param name="word">To be held from now on.</param>
    /// <param name="ids">Cards that were found to have it before the event was locked; they are looked at again.</param>
    async Task BlockWord(string word, IReadOnlyList<string> ids, string? why)
    {
        if (await Add(Act.BlockWord, word, why) is null) return;
        var filter = new WordFilter([word]);
        await StandAll(Act.BlockWord, ids, word, why,
            row => row is { IsOnShow: true } or { State: PostState.Held, ShowAt: not null } && filter.Find(AdmissionRules.Texts(PostBody.Read(row))) is not null,
            new(PostState.Held, $"blocked word: {word}"));
    }

    async Task StandAll(Act act, IReadOnlyList<string> ids, string subject, string? why, Func<PostRow, bool> concerns, Standing standing)
    {
        foreach (var id in ids)
            if (await feed.Whole(known.Slug, id, stop) is [var card, ..] rows && concerns(card) && !_decided.Contains(card.PostId))
            {
                // What waits for its delay to pass is to wait for a moderator; what a moderator took off stays as it is.
                var changing = rows.Where(row => row.State is PostState.Held or PostState.Shown && (row.State, row.ShowAt) != (standing.State, null)).ToList();
                var memos = changing.Select(row => Remember(row, standing)).ToList();
                foreach (var row in changing) feed.Stand(row, standing);
                Conclude(card, act.Name(), memos, why, subject);
            }
    }

    /// <summary>Puts something in one of the event's lists.</summary>
    /// <returns>The policy as it is then; null where it cannot be.</returns>
    async Task<EventPolicy?> Add(Act act, string entry, string? why)
    {
        var row = await db.Events.SingleAsync(e => e.Slug == known.Slug, stop);
        var list = RuleLists.Of(EventStore.Policy(row), act);
        if (list.Contains(entry))
        {
            Rule ??= Outcome.Unchanged;
            return EventStore.Policy(row);
        }
        var draft = RuleLists.With(act, [.. list, entry]);
        if (draft.Faults().ToList() is [var fault, ..])
        {
            Fault ??= fault;
            return null;
        }
        EventStore.Change(row, draft);
        (Rule, ChangedRules) = (Outcome.Done, true);
        _lines.Add(new(act.Name(), Subject: entry, Why: why, Memo: new() { Rule = new(act, entry) }));
        return EventStore.Policy(row);
    }

    bool NeedsNothingElse(EventPolicy policy, PostRow row) =>
        new AdmissionRules(policy).Admit(PostBody.Read(row), row.Partial, known.RoomOf(row.Session)).State == PostState.Shown;

    static string Because(Act act) => act == Act.BlockAuthor ? "its author is blocked" : "its author is trusted";
}
