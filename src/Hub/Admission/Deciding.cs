using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Backchannel.Hub.Filing;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Admission;

/// <summary>One act of one person while it is being committed: what became of each post, and what the log is to say of it.</summary>
sealed partial class Deciding(FeedTransaction feed, ArchiveDb db, KnownEvent known, Caller caller, DateTimeOffset now, CancellationToken stop)
{
    readonly List<Decided> _outcomes = [];
    readonly List<AuditDraft> _lines = [];
    readonly HashSet<string> _decided = [];

    public IReadOnlyList<Decided> Outcomes => _outcomes;

    public IReadOnlyList<AuditDraft> Lines => _lines;

    public Outcome? Rule { get; private set; }

    public bool ChangedRules { get; private set; }

    public bool ChangedScreens { get; private set; }

    /// <summary>Posts that somebody else is looking at are left to them. A rule holds for those, too.</summary>
    public async Task Do(NewDecision decision, IReadOnlyList<string> ids)
    {
        var act = decision.Act!.Value;
        if (!act.IsRule())
        {
            var reserved = await Reserved(ids);
            foreach (var (id, by) in reserved) _outcomes.Add(new(id, Outcome.Reserved, by));
            ids = [.. ids.Where(id => !reserved.ContainsKey(id))];
        }
        if (act == Act.BlockWord) await BlockWord(decision.Word!, ids, decision.Why);
        else if (act.IsRule()) await RuleOnAuthors(act, ids, decision.Why);
        else if (act == Act.Unspotlight) await Spotlight(null, decision.Why);
        else
            foreach (var id in ids) await Do(act, id, decision.Why);
        await Release();
    }

    /// <summary>Files a post and its thread by hand.</summary>
    public async Task File(string id, string? session)
    {
        if (await Find(id) is not [var card, ..] rows) return;
        var filed = Filed.ByModerator(session);
        var memos = rows.Where(row => row.Filed != filed).Select(row => new PostMemo(row.PostId) { Filed = new(row.Filed, filed) }).ToList();
        foreach (var row in rows) feed.File(row, filed);
        Conclude(card, "file", memos, why: null, subject: session);
    }

    async Task Do(Act act, string id, string? why)
    {
        if (await Find(id) is not [var card, ..] rows) return;
        switch (act)
        {
            case Act.Pin or Act.Unpin: Pin(card, act, why); break;
            case Act.Spotlight when card.IsOnShow: await Spotlight(card, why); break;
            case Act.Spotlight: _outcomes.Add(new(id, Outcome.Offshow)); break;
            default: Stand(card, rows, act, StandingAfter(act), why); break;
        }
    }

    Standing StandingAfter(Act act) => act switch
    {
        Act.Approve => new(PostState.Shown, $"let through by {caller.Name}", DecidedBy: caller.Name),
        Act.Refuse => new(PostState.Refused, $"refused by {caller.Name}", DecidedBy: caller.Name),
        Act.Save => new(PostState.Saved, $"saved for later by {caller.Name}", DecidedBy: caller.Name),
        _ => new(PostState.Hidden, $"taken off by {caller.Name}", DecidedBy: caller.Name),
    };

    /// <returns>The card and all that is folded into it; none where this post is not theirs to decide on, and then it is said why.</returns>
    async Task<IReadOnlyList<PostRow>> Find(string id)
    {
        var rows = await feed.Whole(known.Slug, id, stop);
        if (rows.Count == 0) _outcomes.Add(new(id, Outcome.Gone));
        else if (!caller.Leads(rows[0].Session)) _outcomes.Add(new(id, Outcome.Elsewhere));
        else return rows;
        return [];
    }

    void Stand(PostRow card, IReadOnlyList<PostRow> rows, Act act, Standing standing, string? why, string? subject = null)
    {
        var memos = new List<PostMemo>();
        var seen = PostBody.Read(card);
        // What waits as one is the same; what was folded into it on show may show more than its card.
        bool IsSeen(PostRow row) => standing.State != PostState.Shown || row == card || SameWords.ShowsTheSame(seen, PostBody.Read(row));
        foreach (var row in rows.Where(row => row.State != standing.State && IsSeen(row)))
        {
            memos.Add(Remember(row, standing));
            feed.Stand(row, standing);
        }
        Conclude(card, act.Name(), memos, why, subject);
    }

    void Conclude(PostRow card, string act, List<PostMemo> memos, string? why, string? subject = null)
    {
        _decided.Add(card.PostId);
        _outcomes.Add(new(card.PostId, memos.Count > 0 ? Outcome.Done : Outcome.Unchanged));
        if (memos.Count > 0) _lines.Add(new(act, card, subject, why, new() { Posts = memos }));
    }

    async Task<Dictionary<string, string>> Reserved(IReadOnlyList<string> ids) =>
        await db.Reservations.AsNoTracking().Where(r => r.Event == known.Slug && r.Moderator != caller.Id && r.Until > now && ids.Contains(r.PostId))
            .ToDictionaryAsync(r => r.PostId, r => r.Name, stop);

    // What is decided needs nobody's eyes any more.
    Task Release() => db.Reservations.Where(r => r.Event == known.Slug && _decided.Contains(r.PostId)).ExecuteDeleteAsync(stop);
}
