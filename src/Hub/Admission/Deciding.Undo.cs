using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Admission;

// Taking back: each thing goes back to what it was, where it still is what the act made of it. What happened since stands.
sealed partial class Deciding
{
    public async Task Undo(IReadOnlyList<DecisionRow> lines)
    {
        foreach (var line in lines.Where(line => line.Before is not null)) await Undo(line, Read(line));
    }

    /// <summary>All posts that lines of the log are about.</summary>
    public static IReadOnlyList<string> PostsOf(IReadOnlyList<DecisionRow> lines) =>
        [.. lines.Where(line => line.Before is not null).SelectMany(line => Read(line).Posts).Select(post => post.Id).Distinct()];

    static Memo Read(DecisionRow line) => JsonSerializer.Deserialize<Memo>(line.Before!, ContractJson.Options)!;

    async Task Undo(DecisionRow line, Memo memo)
    {
        var done = false;
        foreach (var (index, post) in memo.Posts.Index())
        {
            var outcome = await Undo(post);
            // The card speaks for what is folded into it.
            if (index == 0) _outcomes.Add(new(line.PostId ?? post.Id, outcome));
            done |= outcome == Outcome.Done;
        }
        if (memo.Rule is { } rule) done |= (Rule = await Undo(rule)) == Outcome.Done;
        if (memo.Spotlight is { } spotlight) done |= await Undo(spotlight, line);
        var about = line.PostId is { } id ? feed.Find(known.Slug, id) : null;
        if (done) _lines.Add(new("undo", about, line.Subject, Undoes: line.Number));
        if (about is { State: PostState.Held, TwinOf: null }) await Reserve(about);
    }

    async Task<Outcome> Undo(PostMemo memo)
    {
        if (feed.Find(known.Slug, memo.Id) is not { State: not PostState.Deleted } row) return Outcome.Gone;
        if (!caller.Leads(row.Session)) return Outcome.Elsewhere;
        if (memo.Standing is { } standing && IsSame(row.Standing, standing.Became))
            feed.Stand(row, standing.Was.State == PostState.Shown && memo.Version != row.Version ? await AskedAnew(row) : Again(standing.Was));
        else if (memo.Pinned is { } pinned && PostBody.Read(row).Pinned == pinned.Became) feed.Pin(row, pinned.Was);
        else if (memo.Filed is { } filed && row.Filed == filed.Became) feed.File(row, filed.Was);
        else return Outcome.Overtaken;
        return Outcome.Done;
    }

    static bool IsSame(Standing stands, Standing became) => (stands.State, stands.Reason, stands.DecidedBy) == (became.State, became.Reason, became.DecidedBy);

    static PostMemo Remember(PostRow row, Standing became) => new(row.PostId) { Standing = new(row.Standing, became), Version = row.Version };

    // It was edited while it was off, and nobody has seen it as it is: the rules say what becomes of it, as they are by now.
    async Task<Standing> AskedAnew(PostRow row)
    {
        var policy = EventStore.Policy(await db.Events.SingleAsync(e => e.Slug == known.Slug, stop));
        var verdict = new AdmissionRules(policy).Admit(PostBody.Read(row), row.Partial, known.RoomOf(row.Session));
        return new(verdict.State, verdict.Reason, now + verdict.Delay);
    }

    // A delay that has passed meanwhile shows nothing: somebody looked at it, and is looking at it again.
    Standing Again(Standing was) => was.ShowAt <= now ? was with { ShowAt = null, Reason = "its delay has passed: waits for a moderator" } : was;

    async Task<Outcome> Undo(RuleMemo rule)
    {
        var row = await db.Events.SingleAsync(e => e.Slug == known.Slug, stop);
        var list = RuleLists.Of(EventStore.Policy(row), rule.Act);
        if (!list.Contains(rule.Entry)) return Outcome.Overtaken;
        EventStore.Change(row, RuleLists.With(rule.Act, [.. list.Where(entry => entry != rule.Entry)]));
        ChangedRules = true;
        return Outcome.Done;
    }

    async Task<bool> Undo(SpotlightMemo memo, DecisionRow line)
    {
        var row = await db.Screens.FindAsync([known.Slug], stop);
        var stands = row is not null && row.Spotlight == memo.Became;
        if ((line.PostId ?? memo.Was) is { } about) _outcomes.Add(new(about, stands ? Outcome.Done : Outcome.Overtaken));
        if (stands) (row!.Spotlight, row.At, ChangedScreens) = (memo.Was, now, true);
        return stands;
    }

    // Whoever takes something back is looking at it.
    async Task Reserve(PostRow row)
    {
        var reservation = await db.Reservations.FindAsync([known.Slug, row.PostId], stop);
        if (reservation is null) db.Reservations.Add(Reservations.New(known.Slug, row.PostId, caller, now));
        else if (reservation.Until <= now || reservation.Moderator == caller.Id) (reservation.Moderator, reservation.Name, reservation.Until) = (caller.Id, caller.Name, now + Reservations.Lease);
    }
}
