using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Hub.People;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Backchannel.Hub.Tests;

public class GatheringTests
{
    static readonly Author Nadia = new("did:plc:nadia", "nadia.tidewater.example", "Nadia Quay");
    static readonly SessionInfo Pier = Made.Session("pier", "pier1") with { Speakers = [] };
    static readonly SessionInfo Quay = Made.Session("quay", "quay1") with { Speakers = ["Nadia Quay"], SpeakerHandles = ["mastodon:@tomasz@social.tidewater.example"] };

    [Fact]
    public void Nobody_is_here_before_anybody_said_anything()
    {
        var here = Of().Here("mira", null);
        Assert.Equal((0, 0, 0, 0), (here.People.Count, here.Count, here.Hashtags.Count, here.Posts));
        Assert.Null(here.Me);
    }

    [Theory]
    [InlineData(Network.Bluesky, "nadia.tidewater.example", "NADIA  Quay ", false)]
    [InlineData(Network.Bluesky, "nadia.tidewater.example", "Nadia Quay", true)]
    [InlineData(Network.Bluesky, "nadia.tidewater.example", " nádia quay ", true)]
    [InlineData(Network.Mastodon, "Tomasz@social.tidewater.example", "T.", true)]
    [InlineData(Network.X, "tomasz", "T.", false)]
    [InlineData(Network.Here, "", "Nadia Quay", false)]
    public void A_speaker_is_known_by_the_name_or_the_handle_of_the_programme(Network network, string handle, string name, bool speaks) =>
        Assert.Equal(speaks, Of(Says("Words", new("1", handle, name), network)).Here(null, null).People.Single().Roles.Contains(PersonRole.Speaker));

    [Fact]
    public void Hosts_are_those_whom_the_organizers_trust()
    {
        var people = new Gathering(Tidewater("bluesky:@mira.tidewater.example"), [Says("Words"), Says("Words", Nadia)], Nobody, NoAccount).Here(null, PersonRole.Host);
        Assert.Equal((1, "Mira Okonjo"), (people.Count, people.People.Single().Author.Name));
        Assert.Equal([PersonRole.Speaker, PersonRole.Host], people.Roles);
    }

    [Theory]
    [InlineData(3, 6, true)]
    [InlineData(3, 7, false)]
    [InlineData(2, 0, false)]
    public void Who_answers_often_is_said_to_answer(int answers, int others, bool expected)
    {
        var asked = Says("Who knows?", Made.Dario);
        var said = Enumerable.Range(0, answers).Select(_ => Says("I do", replyTo: asked.Post.Id)).Concat(Enumerable.Range(0, others).Select(_ => Says("Words"))).Append(asked);
        var mira = Of([.. said]).Here("mira.tidewater.example", null).Me!;
        Assert.Equal((answers, expected), (mira.Answers, mira.Roles.Contains(PersonRole.Answers)));
    }

    [Fact]
    public void Who_goes_on_with_their_own_thread_answers_nobody()
    {
        var first = Says("One");
        Assert.Equal(0, Of(first, Says("Two", replyTo: first.Post.Id), Says("To nobody known", replyTo: "bluesky:elsewhere")).Here("mira", null).Me!.Answers);
    }

    [Fact]
    public void Newcomers_began_within_the_last_day_of_an_event_of_several()
    {
        Said[] said = [Says("Early", at: 0), Says("Late", Made.Dario, at: 30), Says("Still here", at: 40), Says("A talk", Nadia, at: 39)];
        Assert.Equal(["Dario Amin"], Of(said).Here(null, PersonRole.Newcomer).People.Select(person => person.Author.Name));
        Assert.Empty(Of(Says("Early", at: 0), Says("Late", Made.Dario, at: 23)).Here(null, PersonRole.Newcomer).People);
    }

    [Fact]
    public void Speakers_come_first_then_hosts_then_who_answers_most_and_then_who_says_most()
    {
        var asked = Says("Who knows?", Made.Dario);
        Author quiet = new("q", "q.example", "Quiet"), helpful = new("h", "h.example", "Helpful"), host = new("o", "o.example", "Host");
        Said[] said = [Says("Words", quiet), asked, Says("More", Made.Dario), Says("Yes", helpful, replyTo: asked.Post.Id), Says("Words", host), Says("My talk", Nadia)];
        var people = new Gathering(Tidewater("bluesky:o.example"), said, Nobody, NoAccount).Here(null, null).People;
        Assert.Equal(["Nadia Quay", "Host", "Helpful", "Dario Amin", "Quiet"], people.Select(person => person.Author.Name));
    }

    [Fact]
    public void Whom_somebody_talks_with_is_told_by_mentions_and_answers()
    {
        var asked = Says("Who knows?", Made.Dario);
        var mira = Of(
            asked, Says("Words", Nadia), Says("Words", Made.MiraToo, Network.Mastodon), Says("@dario yes", replyTo: asked.Post.Id, mentions: [Made.Dario.Handle]),
            Says("@nadia", mentions: ["https://bsky.app/profile/did:plc:nadia"]), Says("@nadia", mentions: ["https://bsky.app/profile/nadia.tidewater.example"]),
            Says("@me", mentions: [Made.Mira.Handle]), Says("@stranger", mentions: ["stranger.example"])).Here(Made.Mira.Handle, null).Me!;
        Assert.Equal(["Nadia Quay", "Dario Amin"], mira.TalksWith.Select(other => other.Name));
    }

    [Theory]
    [InlineData(Network.Mastodon, "https://social.tidewater.example/@mira")]
    [InlineData(Network.Mastodon, "mira@social.tidewater.example")]
    [InlineData(Network.Mastodon, "https://elsewhere.example/people/mira")]
    [InlineData(Network.X, "https://x.com/Mira")]
    public void A_mention_is_read_as_its_network_writes_it(Network network, string mention)
    {
        var mira = new Author("4711", network == Network.X ? "mira" : "mira@social.tidewater.example", "Mira", ProfileUrl: "https://elsewhere.example/people/mira");
        var said = Of(Says("Words", mira, network), Says("@mira", new("1", "dario@x.example", "Dario"), network, mentions: [mention]));
        Assert.Equal(["Mira"], said.Here("dario@x.example", null).Me!.TalksWith.Select(other => other.Name));
    }

    [Fact]
    public void Posts_folded_into_one_card_make_one_person_listed_where_they_posted_first()
    {
        var twin = Says("The same", Made.MiraToo, Network.Mastodon);
        var card = Says("The same") is var same ? same with { Post = same.Post with { AlsoOn = [new(Network.Mastodon, twin.Post.Id, null)] } } : same;
        Said[] said = [Says("Early", Made.MiraToo, Network.Mastodon, at: -1), card, Says("@mira", Made.Dario, mentions: [Made.Mira.Handle]), Says("Yes", Made.Dario, replyTo: twin.Post.Id)];
        var here = new Gathering(Tidewater(), said, new Dictionary<string, Said> { [twin.Post.Id] = twin }, NoAccount).Here("mira@social.tidewater.example", null);
        Assert.Equal(2, here.Count);
        Assert.Equal((Network.Mastodon, Made.MiraToo.Handle, 2), (here.Me!.Network, here.Me.Author.Handle, here.Me.Posts));
        Assert.Equal(here.Me.Author, new Gathering(Tidewater(), said, new Dictionary<string, Said> { [twin.Post.Id] = twin }, NoAccount).Here(Made.Mira.Handle, null).Me!.Author);
        Assert.Equal(["Mira Okonjo"], here.People.Single(person => person.Author.Name == "Dario Amin").TalksWith.Select(other => other.Name));
    }

    [Fact]
    public void The_events_own_hashtags_say_nothing_of_anybody()
    {
        var here = Of(Says("#Tidewater26 #pier1 #roomA #Rust #rust"), Says("#rust #RUST #rust", Made.Dario), Says("#rust", Nadia), Says("#sailing")).Here("mira", null);
        Assert.Equal([new("rust", 3)], here.Hashtags);
        Assert.Equal(["rust", "sailing"], here.Me!.Hashtags);
    }

    [Fact]
    public void Automated_accounts_and_those_who_mind_to_be_found_are_nowhere()
    {
        var (bot, shy) = (Made.Dario with { Bot = true }, Nadia);
        var here = Of(
            Says("@dario @nadia #rust", mentions: [Made.Dario.Handle, Nadia.Handle]), Says("#rust", bot), Says("#rust", shy) with { Listed = false }).Here(Nadia.Handle, null);
        Assert.Equal(("Mira Okonjo", 1, null), (here.People.Single().Author.Name, here.Count, here.Me));
        Assert.Empty(here.People[0].TalksWith);
        Assert.Empty(here.Hashtags);
    }

    [Theory]
    [InlineData(Network.Bluesky, "@Dario.tidewater.example")]
    [InlineData(Network.Bluesky, "did:plc:dario")]
    [InlineData(Network.Bluesky, "https://bsky.app/profile/dario")]
    public void Who_is_left_out_is_nowhere(Network network, string handle)
    {
        var dario = Made.Dario with { ProfileUrl = "https://bsky.app/profile/dario" };
        Said[] said = [Says("@dario #rust", mentions: [Made.Dario.Handle]) with { Session = "pier" }, Says("#rust", dario) with { Session = "pier" }];
        var here = new Gathering(Tidewater(), said, Nobody, new HashSet<string> { Names.Key(network, handle) }).Here("mira", null);
        Assert.Equal(("Mira Okonjo", 1), (here.People.Single().Author.Name, here.Count));
        Assert.Empty(here.Me!.TalksWith);
        Assert.Empty(here.Meet);
    }

    [Fact]
    public void Who_takes_another_handle_stays_left_out()
    {
        var keys = Of(Says("Words", Made.Dario)).Keys(Network.Bluesky, " @dario.tidewater.example");
        var renamed = Says("Words", Made.Dario with { Handle = "captain.example" });
        Assert.Empty(new Gathering(Tidewater(), [renamed], Nobody, keys.ToHashSet()).Here(null, null).People);
    }

    [Theory]
    [InlineData("@Mira.Tidewater.example", "Mira Okonjo")]
    [InlineData("mira", "Mira Okonjo")]
    [InlineData(" ＠mira ", "Mira Okonjo")]
    [InlineData("jonas PELL", "Jonas Pell")]
    [InlineData("sam", null)]
    [InlineData("sam.b.example", "Sam B")]
    [InlineData("nobody", null)]
    [InlineData("@", null)]
    [InlineData("", null)]
    public void A_handle_or_a_name_given_here_says_who_one_is(string me, string? expected)
    {
        var here = Of(
            Says("Words"), Says("Words", new("jonas pell", "", "Jonas Pell"), Network.Here), Says("Words", new("1", "sam.a.example", "Sam A")),
            Says("Words", new("2", "sam.b.example", "Sam B"))).Here(me, null);
        Assert.Equal(expected, here.Me?.Author.Name);
    }

    [Fact]
    public void People_to_meet_share_what_is_rare_and_have_not_met()
    {
        Author Person(int n) => new(Text(n), $"p{Text(n)}.example", $"Person {Text(n)}");
        var said = Enumerable.Range(1, 40).Select(n => Says("#common", Person(n)) with { Session = n % 2 == 0 ? "pier" : null }).ToList();
        said.AddRange([
            Says("#common #knots", Made.Mira) with { Session = "quay" }, Says("#knots", Person(1)), Says("Words", Person(3)) with { Session = "quay" },
            Says("#knots", Person(5)), Says("@p5", Made.Mira, mentions: [Person(5).Handle]), Says("#knots", Person(7)), Says("@mira", Person(7), mentions: [Made.Mira.Handle]),
            Says("#knots", Person(9)) with { Session = "quay" }]);
        var meet = Of([.. said]).Here("mira.tidewater.example", null).Meet;
        Assert.Equal(["Person 9", "Person 3", "Person 1"], meet.Select(each => each.Person.Author.Name));
        Assert.Equal(["knots quay", " quay", "knots "], meet.Select(each => $"{string.Join(' ', each.Hashtags)} {string.Join(' ', each.Sessions)}"));
    }

    [Fact]
    public void Whatever_is_said_nobody_is_named_who_may_not_be_and_numbers_add_up()
    {
        var said =
            from who in Gen.Choose(0, 5)
            from network in Gen.Elements(Network.Bluesky, Network.X, Network.Here)
            from bot in Gen.Elements(false, false, false, true)
            from listed in Gen.Elements(true, true, true, false)
            from to in Gen.Choose(0, 12)
            from at in Gen.Choose(0, 60)
            from tag in Gen.Elements("#a", "#b", "#tidewater26", "")
            from session in Gen.Elements(null, "pier", "gone")
            select (who, network, bot, listed, to, at, tag, session);
        Prop.ForAll(said.ArrayOf().ToArbitrary(), each =>
        {
            var posts = each.Select((s, n) => Says($"@h{s.who} {s.tag}", new($"{s.who}", s.network == Network.Here ? "" : $"h{s.who}", $"N{s.who}", Bot: s.bot), s.network, $"p{n}",
                s.to < n ? $"p{s.to}" : null, s.at, [$"h{s.to}"]) with
            { Listed = s.listed, Session = s.session }).ToList();
            var gathering = new Gathering(Tidewater(), posts, Nobody, new HashSet<string> { "x:h1" });
            var here = gathering.Here("h2", null);
            var hidden = posts.Where(p => !p.Listed || p.Post.Author.Bot).Select(p => (p.Post.Network, p.Post.Author.Id)).Append((Network.X, "1")).ToHashSet();
            Assert.DoesNotContain(here.People, person => hidden.Contains((person.Network, person.Author.Id)));
            Assert.Equal(posts.Count(p => !hidden.Contains((p.Post.Network, p.Post.Author.Id))), here.People.Sum(person => person.Posts));
            var names = here.People.Select(person => new PersonName(person.Network, person.Author.Handle, person.Author.Name)).ToHashSet();
            Assert.All(here.People, person => Assert.All(person.TalksWith, other => Assert.Contains(other, names)));
            Assert.All(here.People, person => Assert.DoesNotContain(person.TalksWith, other => other == new PersonName(person.Network, person.Author.Handle, person.Author.Name)));
            Assert.All(here.People, person => Assert.InRange(person.Answers, 0, person.Posts));
            Assert.All(here.People, person => Assert.DoesNotContain("gone", person.Sessions));
            Assert.DoesNotContain(here.Meet, other => other.Person.Author == here.Me!.Author && other.Person.Network == here.Me.Network);
        }).QuickCheckThrowOnFailure();
    }

    static readonly Dictionary<string, Said> Nobody = [];
    static readonly HashSet<string> NoAccount = [];

    static Occasion Tidewater(params string[] trusted) =>
        new([Pier, Quay], [Made.Event, "pier1", "quay1", "RoomA"], new(new EventPolicy(TrustedAuthors: trusted)));

    static Gathering Of(params Said[] said) => new(Tidewater(), said, Nobody, NoAccount);

    static Said Says(
        string text, Author? by = null, Network network = Network.Bluesky, string? id = null, string? replyTo = null, double at = 0, string[]? mentions = null)
    {
        var post = Made.Post(text, by, network, id, replyTo);
        var named = (mentions ?? []).Select(who => new TextSpan(0, 1, SpanKind.Mention, who));
        return new(post with { CreatedAt = Made.Noon.AddHours(at), Spans = [.. named, .. post.Spans.Where(span => span.Kind == SpanKind.Hashtag)] });
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
