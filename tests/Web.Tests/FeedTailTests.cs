using Backchannel.Contracts;
using Backchannel.Web.Live;
using FsCheck;
using FsCheck.Fluent;

namespace Backchannel.Web.Tests;

public sealed class FeedTailTests
{
    const string Slug = "harbourconf";

    /// <summary>One thing that happens at the hub: the push of it may be lost, doubled, or come late.</summary>
    sealed record Step(int Kind, int Post, int Session, int Fate, int Count);

    static readonly Arbitrary<Step[]> Steps = Gen.ArrayOf(
        from kind in Gen.Choose(0, 9)
        from post in Gen.Choose(1, 12)
        from session in Gen.Choose(0, 2)
        from fate in Gen.Choose(0, 5)
        from count in Gen.Choose(1, 4)
        select new Step(kind, post, session, fate, count)).ToArbitrary();

    [Fact]
    public void However_pushes_arrive_the_tail_ends_where_the_hub_is() => Prop.ForAll(Steps, steps =>
    {
        var world = new World(tailSize: 10_000);
        foreach (var step in steps) world.Play(step);
        world.Settle();
        return world.TailShows(null).SequenceEqual(world.HubShows(null)) && world.TailShows("s1").SequenceEqual(world.HubShows("s1"));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_short_tail_knows_the_latest_posts_and_is_without_gaps() => Prop.ForAll(Steps, steps =>
    {
        var world = new World(tailSize: 7);
        foreach (var step in steps) world.Play(step);
        world.Settle();
        var tail = world.Tail;
        var shown = world.TailShows(null);
        var seqs = tail.Log.ToArray().Select(entry => entry.Seq).ToArray();
        return seqs.Length <= 7
            && seqs.SequenceEqual(Enumerable.Range(1, seqs.Length).Select(i => tail.Floor + i))
            && world.HubShows(null).TakeLast(shown.Count).SequenceEqual(shown);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Frames_of_any_size_bring_a_page_to_what_is_on_show() => Prop.ForAll(Steps, Gen.Choose(1, 9).ToArbitrary(), (steps, stride) =>
    {
        var world = new World(tailSize: 10_000);
        foreach (var step in steps) world.Play(step with { Kind = Math.Min(step.Kind, 8) });
        world.Settle();
        return new[] { null, "s1", "s2" }.All(session =>
            world.PageShows(session, stride).SequenceEqual(world.HubShows(session)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_was_removed_leaves_no_text_behind()
    {
        var feed = new StandInFeed(Slug);
        var tail = FeedTail.Start("one", 0, 100);
        FeedEntry[] entries = [feed.Add(EntryKind.Shown, "x:1", Made.Post(1), null), feed.Add(EntryKind.Removed, "x:1", null, null)];
        (_, tail) = tail.Apply("one", 0, 1, entries[..1]);
        (_, tail) = tail.Apply("one", 1, 2, entries[1..]);
        Assert.All(tail.Log.ToArray(), entry => Assert.Null(entry.Post));
    }

    [Fact]
    public void A_gap_and_another_epoch_change_nothing()
    {
        var tail = FeedTail.Start("one", 5, 100);
        Assert.Equal((TailOutcome.Gap, tail), tail.Apply("one", 6, 7, []));
        Assert.Equal((TailOutcome.OtherEpoch, tail), tail.Apply("two", 5, 6, []));
        Assert.Equal((TailOutcome.Known, tail), tail.Apply("one", 3, 5, []));
    }

    /// <summary>A hub, the pushes on their way, and a tail that follows the rules.</summary>
    sealed class World(int tailSize)
    {
        readonly StandInFeed _hub = new(Slug);
        readonly List<FeedBatch> _late = [];
        int _epoch = 1;

        public FeedTail Tail { get; private set; } = FeedTail.Start("1", 0, tailSize);

        string Epoch => _epoch.ToString(System.Globalization.CultureInfo.InvariantCulture);

        public void Play(Step step)
        {
            if (step.Kind == 9 && step.Post == 1)
            {
                _epoch++;
                _hub.Clear();
                return;
            }
            var previous = _hub.Last;
            for (var i = 0; i < step.Count; i++) Happen(step, step.Post + i);
            if (_hub.Last == previous) return;
            var batch = new FeedBatch(Slug, null, Epoch, previous, _hub.Last, _hub.Between(previous, _hub.Last));
            switch (step.Fate)
            {
                case 0: break;
                case 1: _late.Insert(_late.Count / 2, batch); break;
                case 2: Hear(batch); Hear(batch); _late.Add(batch); break;
                default: Hear(batch); break;
            }
        }

        public void Settle()
        {
            foreach (var batch in _late) Hear(batch);
            FollowOn();
        }

        public IReadOnlyList<(string, string)> HubShows(string? session) => _hub.OnShow(session);

        public IReadOnlyList<(string, string)> TailShows(string? session) =>
            [.. Tail.OnShow(session).Select(entry => (entry.PostId, entry.Post!.Text))];

        public IReadOnlyList<(string, string)> PageShows(string? session, int stride)
        {
            var page = new Dictionary<string, FrameCard>();
            for (var from = 0L; from < Tail.Last; from += stride)
            {
                var content = FrameContent.Of(Tail.Between(from, from + stride), session, from, Tail);
                foreach (var id in content.Removed) _ = page.Remove(id);
                foreach (var card in content.Changed) page[card.Entry.PostId] = card with { Position = page[card.Entry.PostId].Position };
                foreach (var card in content.Cards) page.Add(card.Entry.PostId, card);
            }
            return [.. page.Values.OrderBy(card => card.Position).Select(card => (card.Entry.PostId, card.Entry.Post!.Text))];
        }

        void Happen(Step step, int number)
        {
            var post = Made.Post(number);
            var session = step.Session == 0 ? null : $"s{step.Session}";
            var shown = _hub.OnShow().Any(known => known.Id == post.Id);
            if (!shown) _ = _hub.Add(EntryKind.Shown, post.Id, post, session);
            else if (step.Kind < 4) _ = _hub.Add(EntryKind.Removed, post.Id, null, null);
            else _ = _hub.Add(EntryKind.Changed, post.Id, post with { Text = $"Version {_hub.Last}" }, session);
        }

        void Hear(FeedBatch batch)
        {
            var (outcome, tail) = Tail.Apply(batch);
            Tail = tail;
            if (outcome is TailOutcome.Gap or TailOutcome.OtherEpoch) FollowOn();
        }

        void FollowOn()
        {
            if (Tail.Epoch != Epoch) Tail = FeedTail.Start(Epoch, Math.Max(0, _hub.Last - tailSize), tailSize);
            FeedPage page;
            do
            {
                page = _hub.Page(Epoch, null, Tail.Last, null, 3);
                Tail = Tail.Apply(page.Epoch, Tail.Last, page.Last, page.Entries).Tail;
            }
            while (page.More);
        }
    }

    [Fact]
    public void A_version_on_show_is_the_same_entry_each_time()
    {
        var tail = FeedTail.Start("one", 0, 100).Apply("one", 0, 3,
        [
            new FeedEntry(1, EntryKind.Shown, "a", Made.Post(1)), new FeedEntry(2, EntryKind.Shown, "b", Made.Post(2)),
            new FeedEntry(3, EntryKind.Changed, "a", Made.Post(1, "Edited")),
        ]).Tail;
        Assert.All(tail.OnShow(null).Zip(tail.OnShow(null)), pair => Assert.Same(pair.First, pair.Second));
    }
}
