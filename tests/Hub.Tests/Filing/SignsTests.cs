using Backchannel.Contracts;
using Xunit;
using static Backchannel.Hub.Tests.Filing.RulesBed;

namespace Backchannel.Hub.Tests.Filing;

public class SignsTests
{
    [Theory]
    [InlineData("https://talks.example.org/2026/talk/p1")]
    [InlineData("http://www.talks.example.org/2026/talk/p1/")]
    [InlineData("https://Talks.Example.Org/2026/talk/p1?utm_source=share#top")]
    [InlineData("https://talks.example.org/2026/talk/p1/feedback/form")]
    public void A_link_to_a_sessions_page_or_under_it_files_at_any_time(string address) =>
        Assert.Equal("p1/link", File($"See {address}", 5_000, With("p1", s => s with { Url = "https://talks.example.org/2026/talk/p1/" })));

    [Theory]
    [InlineData("https://talks.example.org/2026/talk/p11")]
    [InlineData("https://talks.example.org/2026/talk")]
    [InlineData("https://talks.example.org/")]
    [InlineData("https://other.example.org/2026/talk/p1")]
    [InlineData("https://talks.example.org/2026/talk/P1")]
    public void A_link_to_elsewhere_does_not(string address) =>
        Assert.Equal("-", File($"See {address}", 5_000, With("p1", s => s with { Url = "https://talks.example.org/2026/talk/p1/" })));

    [Fact]
    public void Programmes_of_one_page_are_told_apart_by_place_or_query()
    {
        SessionInfo[] sessions = [Sessions[0] with { Url = "https://talks.example.org/all#p1" }, Sessions[1] with { Url = "https://talks.example.org/all?id=2" }];
        Assert.Equal("p1/link", File("https://talks.example.org/all#p1", 5_000, sessions));
        Assert.Equal("p2/link", File("https://talks.example.org/all?id=2&utm_campaign=x", 5_000, sessions));
        Assert.Equal("-", File("https://talks.example.org/all", 5_000, sessions));
    }

    [Fact]
    public void An_address_or_a_code_that_two_share_means_neither_and_a_front_page_only_itself()
    {
        SessionInfo[] shared = [.. Sessions[..2].Select(s => s with { Url = "https://talks.example.org/all", Code = "WX7KQR" })];
        Assert.Equal("-", File("https://talks.example.org/all WX7KQR", 5_000, shared));
        var front = With("p1", s => s with { Url = "https://speaker.example.org" });
        Assert.Equal("p1/link", File("https://speaker.example.org/", 5_000, front));
        Assert.Equal("-", File("https://speaker.example.org/blog", 5_000, front));
    }

    [Fact]
    public void The_card_of_a_post_is_a_link_too_and_of_two_the_one_that_runs_counts()
    {
        var sessions = With("p1", s => s with { Url = "https://talks.example.org/p1" }).Select(s => s.Id == "d2" ? s with { Url = "https://talks.example.org/d2" } : s).ToArray();
        Assert.Equal("p1/link", File(Post("Slides", 5_000) with { Card = new("https://talks.example.org/p1", "Slides") }, sessions));
        Assert.Equal("d2/link", File("https://talks.example.org/p1 https://talks.example.org/d2", 80, sessions));
        Assert.Equal("p1/link", File("https://talks.example.org/p1 https://talks.example.org/d2", 5_000, sessions));
    }

    [Theory]
    [InlineData("WX7KQR", "Do not miss WX7KQR!", true)]
    [InlineData("WX7KQR", "(WX7KQR)", true)]
    [InlineData("WXYKQR", "WXYKQR it is", true)]
    [InlineData("WX7KQR", "Do not miss wx7kqr", false)]
    [InlineData("WX7KQR", "AWX7KQR and WX7KQRS", false)]
    [InlineData("THANKS", "THANKS for that", false)]
    [InlineData("A7", "Seat A7", false)]
    [InlineData("12345", "12345 people", false)]
    [InlineData("keynote", "The keynote", false)]
    [InlineData("Caching", "All about Caching", false)]
    public void A_code_files_where_it_can_be_nothing_else(string code, string text, bool files) =>
        Assert.Equal(files ? "p2/link" : "-", File(text, 5_000, With("p2", s => s with { Code = code })));

    [Theory]
    [InlineData(Network.X, "Great talk by @darioamin", "https://x.com/darioamin", "d1/speaker")]
    [InlineData(Network.X, "Great talk by @DarioAmin", "darioamin", "d1/speaker")]
    [InlineData(Network.Mastodon, "Great talk by @dario", "https://social.tidewater.example/@dario", "d1/speaker")]
    [InlineData(Network.Mastodon, "Great talk by @dario", "https://social.tidewater.example/users/dario", "d1/speaker")]
    [InlineData(Network.Mastodon, "Great talk by @dario", "https://elsewhere.example/@dario", "-")]
    [InlineData(Network.Bluesky, "Great talk by @dario.tidewater.example", "https://bsky.app/profile/did:plc:whoever", "d1/speaker")]
    [InlineData(Network.Bluesky, "Great talk by @whoever.example", "https://bsky.app/profile/did:plc:dario", "d1/speaker")]
    [InlineData(Network.Bluesky, "Great talk by @darioamin", "https://bsky.app/profile/did:plc:other", "-")]
    [InlineData(Network.Here, "Great talk by @darioamin", "darioamin", "d1/speaker")]
    public void A_speakers_account_is_known_on_its_network(Network network, string text, string profile, string filed)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var post = Post(text, network: network) with { Spans = [new(at, text.Length - at, SpanKind.Mention, profile)] };
        Assert.Equal(filed, File(post, With("d1", s => s with
        {
            Speakers = ["D."],
            SpeakerHandles = ["x:darioamin", "mastodon:@Dario@social.tidewater.example", "bluesky:dario.tidewater.example", "bluesky:did:plc:dario"],
        })));
    }

    [Fact]
    public void A_speakers_own_post_is_of_their_session_unless_it_names_another()
    {
        var sessions = With("d1", s => s with { SpeakerHandles = [$"bluesky:{Made.Dario.Handle}"] });
        Assert.Equal("d1/speaker", File(Post("On in a minute", -3, Made.Dario), sessions));
        Assert.Equal("p1/speaker", File(Post("Go and hear Mira Okonjo instead", -3, Made.Dario), sessions));
        Assert.Equal("-", File(Post("On in a minute", -30, Made.Dario), sessions));
        Assert.Equal("-", File(Post("On in a minute", -3, new("", Made.Dario.Handle, "Dario"), Network.Here), sessions));
    }

    [Theory]
    [InlineData("Mira Okonjo makes it look easy", "p1/speaker")]
    [InlineData("MIRA  OKONJO!", "p1/speaker")]
    [InlineData("Mira Okonjos", "p1/title")]
    [InlineData("Mira Okonjo or Dario Amin?", "-")]
    [InlineData("Noor Haddad is on later", "-")]
    public void A_speakers_full_name_files_in_whole_words_while_they_are_on(string text, string filed) => Assert.Equal(filed, File(text));

    [Theory]
    [InlineData("Zhenya", "zhenya rocks", "p1/speaker")]
    [InlineData("山田花子", "今は山田花子さんの話です", "p1/speaker")]
    [InlineData("Sigrún Jónsdóttir", "sigrun jonsdottir", "p1/speaker")]
    [InlineData("Lee", "lee is here", "-")]
    [InlineData("Panel", "the panel", "-")]
    public void A_single_name_must_be_long_and_no_everyday_word(string speaker, string text, string filed) =>
        Assert.Equal(filed, File(text, 30, With("p1", s => s with { Speakers = [speaker] })));

    [Theory]
    [InlineData("Everything about caches, at last", "p1/title")]
    [InlineData("#lighthouse keepers know it all", "d1/title")]
    [InlineData("Caching at the lighthouse", "-")]
    [InlineData("A feature that I like", "-")]
    [InlineData("Reading https://example.com/caching/tears", "-")]
    [InlineData("Caching is on the agenda of #gullconf26", "-")]
    [InlineData("Lunch queue, no tears", "-")]
    public void Words_of_a_title_file_where_they_tell_one_talk_from_the_other(string text, string filed) => Assert.Equal(filed, File(text));

    [Fact]
    public void Titles_without_spaces_have_words_too() =>
        Assert.Equal("p1/title", File("オフラインの話がおもしろい", 30, With("p1", s => s with { Title = "オフライン優先の設計" })));
}
