using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Filing;
using Backchannel.Hub.Pulse;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Feed;

/// <summary>What a transaction did to one event's feed.</summary>
/// <param name="Event">The event's slug.</param>
/// <param name="Previous">The feed's last number before.</param>
/// <param name="Entries">The new entries, in order, without gaps.</param>
/// <param name="Echoes">Counts that changed on cards whose words did not.</param>
/// <param name="Counts">Cards that came or left, for the counters.</param>
sealed record FeedStep(string Event, long Previous, IReadOnlyList<FeedEntry> Entries, IReadOnlyList<EchoCount> Echoes, IReadOnlyList<CardCount> Counts)
{
    /// <summary>Sessions whose questions changed.</summary>
    public IReadOnlyList<string> Questions { get; init; } = [];

    /// <summary>Chats of which a question was put, or is put by another post now.</summary>
    public IReadOnlyList<string> Chats { get; init; } = [];

    /// <summary>The feed's last number after it.</summary>
    public long Last => Previous + Entries.Count;
}

// From the difference between before and after to numbered entries.
sealed partial class FeedTransaction
{
    /// <summary>Numbers and adds what follows from all changes applied so far. Call once, then save.</summary>
    public async Task<IReadOnlyList<FeedStep>> Close(CancellationToken stop)
    {
        await Unfold(stop);
        await Refold(stop);
        await FollowThreads(stop);
        FollowRooms();
        await BindAnswers(stop);
        await CountReplies(stop);
        await Question(stop);
        var steps = new List<FeedStep>();
        foreach (var slug in _touched.Select(t => t.Row.Event).Distinct().Order(StringComparer.Ordinal).ToList())
            steps.Add(await Number(slug, stop));
        return steps;
    }

    async Task<FeedStep> Number(string slug, CancellationToken stop)
    {
        if (!_locked.Contains(slug)) await db.Lock(slug, stop);
        var previous = await db.Events.Where(e => e.Slug == slug).Select(e => e.LastSeq).SingleAsync(stop);
        var (seq, entries, echoes, counts) = (previous, new List<FeedEntry>(), new List<EchoCount>(), new List<CardCount>());
        foreach (var (row, before) in _touched.Where(t => t.Row.Event == slug))
        {
            if (Kind(row, before) is { } kind)
                entries.Add(Write(row, before, kind, ++seq));
            else if (row.IsOnShow && row.Echo != before.Echo)
                echoes.Add(new(row.PostId, row.Echo.Reposts, row.Echo.Replies, row.Echo.Likes));
            counts.AddRange(Counts(row, before));
        }
        if (seq != previous) await db.Events.Where(e => e.Slug == slug).ExecuteUpdateAsync(set => set.SetProperty(e => e.LastSeq, seq), stop);
        return new(slug, previous, entries, echoes, counts) { Questions = QuestionSessions(slug), Chats = ChatsChanged(slug) };
    }

    static EntryKind? Kind(PostRow row, Before before) => (before.OnShow, row.IsOnShow) switch
    {
        (false, true) => EntryKind.Shown,
        (true, false) => EntryKind.Removed,
        (true, true) when row.Body != before.Body || Told(row.Filed) != Told(before.Filed) || row.Bound.Told != before.Bound.Told => EntryKind.Changed,
        _ => null,
    };

    // What followers see of it: outside of all sessions there is no reason to tell.
    static Filed Told(Filed filed) => filed.Session is null ? Filed.Nowhere : filed;

    FeedEntry Write(PostRow row, Before before, EntryKind kind, long seq)
    {
        var left = before.OnShow && before.Filed.Session != row.Session ? before.Filed.Session : null;
        row.ShownSeq = kind switch { EntryKind.Shown => seq, EntryKind.Removed => 0, _ => row.ShownSeq };
        db.Entries.Add(new()
        {
            Event = row.Event,
            Seq = seq,
            Kind = kind,
            PostId = row.PostId,
            Session = row.Session,
            FiledBy = row.Why,
            Confidence = row.Confidence,
            LeftSession = left,
            At = now,
        });
        return new(seq, kind, row.PostId, row.IsOnShow ? PostBody.Read(row) : null, row.Session, row.Why, row.Confidence, left)
        {
            Answer = row.Bound.Told,
        };
    }

    static IEnumerable<CardCount> Counts(PostRow row, Before before)
    {
        var count = CardCount.Of(row, 1);
        if (before.OnShow == row.IsOnShow && before.Count == count) yield break;
        // As it was counted, not as the row stands: a deleted one has no author any more.
        if (before.OnShow) yield return before.Count with { By = -1 };
        if (row.IsOnShow) yield return count;
    }
}
