using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Hub.Digests;
using Backchannel.Hub.Recaps;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Backchannel.Hub.Tests.Recaps;

public class RecapPlanTests
{
    static readonly HashSet<(Network, string)> Nobody = [];
    static int _seq;

    [Fact]
    public void Answers_stand_at_their_question_by_their_echo_and_not_by_likes()
    {
        var plan = Plan(RecapKind.Chat, Asking(1), Card("a", echo: 1, q: 1), Card("b", echo: 5, q: 1), Card("c", echo: 1, q: 1), Card("d", echo: 9), Card("e", echo: 7, q: 3, by: AnswerBy.Early));
        Assert.Equal(["q1", "beside"], plan.Sections.Select(section => section.Draft.Key));
        Assert.Equal("asks1", plan.Sections[0].Asks!.Id);
        Assert.Equal(["b", "a", "c"], Roots(plan, "q1"));
        Assert.Equal(["d", "e"], Roots(plan, "beside"));
        Assert.Equal((3, 0), (plan.Sections[0].Draft.Count, plan.Sections[0].More));
    }

    [Fact]
    public void A_thread_is_whole_and_follows_its_answer()
    {
        var plan = Plan(RecapKind.Chat, Asking(1), Card("a", q: 1, replyTo: "asks1"), Card("b", replyTo: "a"), Card("c", replyTo: "b"), Card("d", replyTo: "c"), Card("e", replyTo: "d"));
        var root = Assert.Single(plan.Sections.Single().Nodes);
        Assert.Equal("a", root.Card.Id);
        var third = root.Replies.Single().Replies.Single();
        Assert.Equal(("c", "d,e"), (third.Card.Id, string.Join(',', third.Replies.Select(reply => reply.Card.Id))));
    }

    [Fact]
    public void An_answer_to_another_question_is_one_of_its_own_wherever_it_answers()
    {
        var plan = Plan(RecapKind.Chat, Asking(1), Asking(2), Card("a", q: 1), Card("b", q: 2, replyTo: "a"), Card("c", q: 0, by: AnswerBy.Hand, replyTo: "a"));
        Assert.Equal(["a"], Roots(plan, "q1"));
        Assert.Equal(["b"], Roots(plan, "q2"));
        Assert.Equal(["c"], Roots(plan, "beside"));
    }

    [Fact]
    public void An_editor_puts_answers_in_order_and_leaves_out_what_was_answered_to_what_is_left_out()
    {
        var edits = new RecapEdits { LeftOut = ["d"], Sections = [new("q1", "Of boats", ["c", "gone", "a"], ["b"])] };
        var plan = Plan(RecapKind.Chat, edits, Asking(1), Card("a", echo: 1, q: 1), Card("b", echo: 5, q: 1), Card("b2", replyTo: "b", q: 1), Card("c", q: 1), Card("d", q: 1), Card("e", echo: 3, q: 1));
        Assert.Equal(["c", "a", "e"], Roots(plan, "q1"));
        Assert.Equal("Of boats", plan.Sections[0].Words);
        Assert.Equal(["a", "c", "e"], All(plan).Order());
    }

    [Fact]
    public void A_talk_is_told_by_what_was_most_answered_and_then_by_time()
    {
        var plan = Plan(RecapKind.Talk, Card("early", minute: -5), Card("a", minute: 2), Card("loud", echo: 4, minute: 20), Card("reply", replyTo: "loud", minute: 50), Card("b", minute: 59), Card("late", minute: 70));
        Assert.Equal(["top", "before", "c1", "c6", "after"], plan.Sections.Select(section => section.Draft.Key));
        Assert.Equal(["loud"], Roots(plan, "top"));
        Assert.Equal(6, plan.Sections.Sum(section => section.Draft.Count));
        Assert.Equal("Minutes 0 to 10", plan.Sections[2].Draft.Title);
    }

    [Fact]
    public void A_day_is_told_by_its_sessions_and_what_was_in_none()
    {
        var plan = Plan(RecapKind.Day, Card("a", session: "pier"), Card("b", session: "quay", echo: 2), Card("c"), Card("d", session: "deleted", minute: 1));
        Assert.Equal(["s-pier", "s-quay", "unfiled"], plan.Sections.Select(section => section.Draft.Key));
        Assert.Equal(["c", "d"], Roots(plan, "unfiled"));
        Assert.Equal(2, plan.Numbers.Single(number => number.Key == "sessions").Value);
    }

    [Fact]
    public void People_are_by_name_and_whoever_minds_is_not_among_them()
    {
        var (mira, dario, bot) = (new Author("1", "mira", "Mira Okonjo"), new Author("2", "dario", "Dario Amin"), new Author("3", "tide", "Aide", Bot: true));
        var subject = Subject(RecapKind.Chat, new()) with { LeftOut = new HashSet<string> { "bluesky:ada" } };
        var plan = RecapPlan.Of(
            subject, [Card("a", author: mira), Card("b", author: dario), Card("c", author: bot), Card("d", author: new("4", "ada", "Ada Lund")), Card("e", author: new("5", "shy", "Shy"), listed: false)], Nobody);
        Assert.Equal(["Dario Amin", "Mira Okonjo"], plan.People.Select(person => person.Name));
        Assert.Equal(5, plan.Numbers.Single(number => number.Key == "people").Value);
        Assert.DoesNotContain("e", All(plan));
    }

    [Fact]
    public void What_is_hidden_takes_its_photos_along()
    {
        var photo = new Media(MediaKind.Image, "https://tidewater.example/1.png", Alt: "A boat");
        var cards = new[] { Asking(1), Card("a", q: 1, photo: photo), Card("b", photo: photo) };
        Assert.Equal(2, Plan(RecapKind.Chat, cards).Photos.Count);
        var plan = Plan(RecapKind.Chat, new RecapEdits { Hidden = ["beside", "people", "numbers"] }, cards);
        Assert.Equal("a", Assert.Single(plan.Photos).PostId);
        Assert.Empty(plan.People);
        Assert.Empty(plan.Numbers);
    }

    [Fact]
    public void Whatever_is_posted_each_post_is_shown_at_most_once_and_what_is_left_out_never() =>
        Prop.ForAll(Chats().ToArbitrary(), chat =>
        {
            foreach (var kind in Enum.GetValues<RecapKind>())
            {
                var plan = RecapPlan.Of(Subject(kind, chat.Edits), chat.Cards, Nobody);
                var shown = All(plan).ToList();
                Assert.Equal(shown.Count, shown.Distinct().Count());
                Assert.All(shown, id => Assert.Contains(id, chat.Cards.Select(card => card.Id)));
                var off = chat.Edits.LeftOut.Concat(chat.Edits.Sections.SelectMany(section => section.LeftOut)).Concat(chat.Cards.Where(card => !card.Listed).Select(card => card.Id)).ToHashSet();
                Assert.DoesNotContain(shown, off.Contains);
                Assert.All(plan.Sections, section => Assert.InRange(section.More, 0, section.Draft.Count));
                Assert.Equal(chat.Cards.Count, plan.Numbers[0].Value);
                var order = chat.Edits.Sections[0].Order.Where(id => Roots(plan, "q1").Contains(id)).Distinct().ToList();
                if (kind == RecapKind.Chat) Assert.Equal(order, Roots(plan, "q1").Take(order.Count));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void However_much_was_said_a_recap_shows_no_more_than_a_page_holds()
    {
        var random = new Random(7);
        List<RecapCard> cards = [.. Enumerable.Range(0, 20_000).Select(n => Card($"p{n}", echo: random.Next(9), q: n % 9, replyTo: random.Next(3) == 0 ? $"p{random.Next(n + 1)}" : null, minute: n / 300, session: n % 2 == 0 ? "pier" : null))];
        foreach (var kind in Enum.GetValues<RecapKind>())
        {
            var plan = RecapPlan.Of(Subject(kind, new()), cards, Nobody);
            Assert.InRange(All(plan).Count(), 10, 2_000);
        }
    }

    static Gen<(IReadOnlyList<RecapCard> Cards, RecapEdits Edits)> Chats()
    {
        var id = Gen.Choose(0, 25).Select(n => string.Create(CultureInfo.InvariantCulture, $"p{n}"));
        var ids = id.ArrayOf().Select(all => (IReadOnlyList<string>)[.. all.Take(5)]);
        var card = from own in id
                   from reply in Gen.Frequency((2, id.Select(other => (string?)other)), (1, Gen.Constant<string?>(null)))
                   from question in Gen.Choose(-1, 3)
                   from why in Gen.Elements(Enum.GetValues<AnswerBy>())
                   from echo in Gen.Choose(0, 4)
                   from minute in Gen.Choose(-20, 80)
                   from listed in Gen.Frequency((6, Gen.Constant(true)), (1, Gen.Constant(false)))
                   from session in Gen.Elements("pier", "quay", null)
                   select Card(own, echo, question < 0 ? null : question, why, reply, minute, session, listed: listed);
        return from cards in card.ArrayOf()
               from leftOut in ids
               from order in ids
               from also in ids
               select ((IReadOnlyList<RecapCard>)[.. cards.DistinctBy(each => each.Id)], new RecapEdits { LeftOut = leftOut, Sections = [new("q1", null, order, also)] });
    }

    static RecapPlan Plan(RecapKind kind, params RecapCard[] cards) => Plan(kind, new RecapEdits(), cards);

    static RecapPlan Plan(RecapKind kind, RecapEdits edits, params RecapCard[] cards) => RecapPlan.Of(Subject(kind, edits), cards, Nobody);

    static RecapSubject Subject(RecapKind kind, RecapEdits edits) => new(
        "pier", kind, "About pier", [], Made.Noon, Made.Noon.AddHours(1), [], [Made.Session("pier"), Made.Session("quay")],
        new OwnPages(Made.Event, [], null), new HashSet<string>(), edits);

    static RecapCard Asking(int number) => Card($"asks{number}", q: number, by: AnswerBy.Asks);

    static RecapCard Card(
        string id, int echo = 0, int? q = null, AnswerBy by = AnswerBy.Number, string? replyTo = null, int minute = 0, string? session = null, Author? author = null, bool listed = true, Media? photo = null)
    {
        var post = Made.Post("Words", author, id: id, replyTo: replyTo) with { CreatedAt = Made.Noon.AddMinutes(minute), Media = photo is null ? [] : [photo] };
        return new(DigestPost.Of(post), Interlocked.Increment(ref _seq), listed, echo, replyTo, session, q is { } number ? new(number, by, 1) : null, post.Author);
    }

    static IReadOnlyList<string> Roots(RecapPlan plan, string key) => [.. plan.Sections.Where(section => section.Draft.Key == key).SelectMany(section => section.Nodes).Select(node => node.Card.Id)];

    static IEnumerable<string> All(RecapPlan plan) =>
        plan.Sections.SelectMany(section => section.Nodes.SelectMany(node => node.Thread).Select(node => node.Card.Id).Concat(section.Asks is { Id: var id } && !id.StartsWith("asks", StringComparison.Ordinal) ? [id] : []));
}
