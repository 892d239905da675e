using Backchannel.Contracts;
using Backchannel.Hub.Feed;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Backchannel.Hub.Tests;

public class FeedTailTests
{
    readonly FeedTail _tail = Tail(capacity: 10);

    [Fact]
    public void A_burst_past_the_capacity_says_where_it_goes_on_from()
    {
        Append(25);
        var (batch, _) = _tail.TakeUnsent(int.MaxValue);
        Assert.Equal((15, 25, 10), (batch!.Previous, batch.Last, batch.Entries.Count));
        Assert.Null(_tail.Read(14, null, 500));
        Assert.Equal(10, _tail.Read(15, null, 500)!.Entries.Count);
        Assert.Null(_tail.Latest(null, 11));
        Assert.Equal(5, _tail.Latest(null, 5)!.Entries.Count);
    }

    [Fact]
    public void A_follower_reads_no_further_than_the_next_batch_goes_on_from()
    {
        Append(3);
        Assert.Equal((0, 0L), (_tail.Read(0, null, 500)!.Entries.Count, _tail.Read(0, null, 500)!.Last));
        Assert.Equal((3, 3L), (_tail.Read(0, null, 500, Reach.Committed)!.Entries.Count, _tail.Read(0, null, 500, Reach.Committed)!.Last));
        Assert.Equal((0, 3L), (_tail.Read(3, null, 500)!.Entries.Count, _tail.Read(3, null, 500)!.Last));
        var (batch, _) = _tail.TakeUnsent(int.MaxValue);
        Assert.Equal((0, 3), (batch!.Previous, batch.Last));
        Assert.Null(_tail.TakeUnsent(int.MaxValue).Batch);
    }

    [Fact]
    public void A_number_from_nowhere_is_put_right()
    {
        Append(3);
        _ = _tail.TakeUnsent(int.MaxValue);
        Assert.Equal(3, _tail.Read(1_000_000, null, 500)!.Last);
    }

    [Fact]
    public void What_skips_a_number_is_not_taken()
    {
        Assert.False(_tail.Append(new(Made.Event, 1, [Entry(2, EntryKind.Shown, "b", "2")], [], [])));
        Assert.Equal(0, _tail.Last);
    }

    [Fact]
    public void Counts_reach_the_card_and_are_taken_once()
    {
        Append(1);
        _ = _tail.Append(new(Made.Event, 1, [], [new("p1", 0, 0, 1), new("p1", 0, 0, 2)], []));
        Assert.Equal([new("p1", 0, 0, 2)], _tail.TakeUnsent(int.MaxValue).Echoes);
        Assert.Empty(_tail.TakeUnsent(int.MaxValue).Echoes);
        Assert.Equal(2, _tail.Latest(null, 1)!.Entries.Single().Post!.Echo.Likes);
    }

    /// <summary>What befalls one of a handful of posts: a small world, so that all meets all.</summary>
    public sealed record Step(int Post, int What, int Session, int Repeat, bool Take);

    [Fact]
    public void Whatever_is_appended_and_repeated_reads_as_the_archive_does()
    {
        var step =
            from post in Gen.Choose(0, 5)
            from what in Gen.Choose(0, 3)
            from session in Gen.Choose(0, 2)
            from repeat in Gen.Choose(0, 4)
            from take in Gen.Elements(true, false)
            select new Step(post, what, session, repeat, take);
        Prop.ForAll(step.ArrayOf().ToArbitrary(), steps =>
        {
            var (tail, model) = (Tail(capacity: 8), new FeedModel());
            var sent = 0L;
            foreach (var (post, what, session, repeat, take) in steps)
            {
                var previous = model.Last;
                if (model.Apply($"p{post}", what, session == 0 ? null : $"s{session}") is { } entry)
                    Assert.True(tail.Append(new(Made.Event, previous, [entry], [], [])));
                // Redelivered, or read again from the archive.
                var again = model.Read(Math.Max(0, model.Last - repeat), null, 500);
                Assert.True(tail.Append(new(Made.Event, model.Last - again.Count, again, [], [])));
                if (take && tail.TakeUnsent(3).Batch is { } batch)
                {
                    AssertSame(model.Read(batch.Previous, null, 3), batch.Entries);
                    Assert.Equal((Math.Max(sent, tail.From), batch.Entries.Count == 3 ? batch.Entries[^1].Seq : model.Last), (batch.Previous, batch.Last));
                    sent = batch.Last;
                }
                foreach (var channel in (string?[])[null, "s1", "s2"]) AssertReads(tail, model, channel);
            }
        }).QuickCheckThrowOnFailure();
    }

    static void AssertReads(FeedTail tail, FeedModel model, string? session)
    {
        for (var after = 0L; after <= model.Last; after++)
            if (tail.Read(after, session, 3, Reach.Committed) is { } page)
            {
                AssertSame(model.Read(after, session, 3), page.Entries);
                Assert.Equal(page.More ? page.Entries[^1].Seq : model.Last, page.Last);
                Assert.True(page.More || model.Read(page.Last, session, 3).Count == 0);
            }
            else Assert.True(after < tail.From);
        var cards = model.Cards(session);
        for (var from = 0L; from <= model.Last + 1; from++) AssertReadsOn(tail, model, new(session, From: from, Limit: 3), [.. cards.Where(card => card.Seq >= from)]);
        if (session is null) AssertReadsOn(tail, model, new(Filed: false, From: 1, Limit: 3), [.. cards.Where(card => card.Session is null)]);
        if (tail.Latest(session, 3, Reach.Committed) is not { } latest) return;
        AssertSame(cards.TakeLast(3), latest.Entries);
        Assert.Equal(cards.Count > 3, latest.More);
    }

    static void AssertReadsOn(FeedTail tail, FeedModel model, CardQuery query, List<FeedEntry> cards)
    {
        if (tail.Cards(query, Reach.Committed) is not { } page)
        {
            Assert.True(query.From <= tail.From);
            return;
        }
        AssertSame(cards.Take(3), page.Entries);
        Assert.Equal((cards.Count > 3, cards.Count > 3 ? cards[2].Seq : model.Last), (page.More, page.Last));
    }

    static void AssertSame(IEnumerable<FeedEntry> expected, IEnumerable<FeedEntry> actual) =>
        Assert.Equal(expected.Select(e => (e.Seq, e.Kind, e.PostId, e.Post?.Text, e.Session, e.LeftSession)),
            actual.Select(e => (e.Seq, e.Kind, e.PostId, e.Post?.Text, e.Session, e.LeftSession)));

    void Append(int count)
    {
        for (var n = 0; n < count; n++)
            Assert.True(_tail.Append(new(Made.Event, _tail.Last, [Entry(_tail.Last + 1, EntryKind.Shown, $"p{_tail.Last + 1}", "Words")], [], [])));
    }

    static FeedTail Tail(int capacity)
    {
        var tail = new FeedTail(Made.Event, "epoch", capacity);
        tail.Load([], 0, 0);
        return tail;
    }

    internal static FeedEntry Entry(long seq, EntryKind kind, string id, string? text, string? session = null, string? left = null) =>
        new(seq, kind, id, text is null ? null : Made.Post(text, id: id), session, LeftSession: left);
}
