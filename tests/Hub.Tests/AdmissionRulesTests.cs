using Backchannel.Contracts;
using Backchannel.Hub.Admission;
using Backchannel.Hub.Archive;
using Xunit;

namespace Backchannel.Hub.Tests;

public class AdmissionRulesTests
{
    static readonly Post Plain = Made.Post("Fine words");

    [Fact]
    public void Without_rules_all_is_shown() => Assert.Equal(new(PostState.Shown), Admit(new(), Plain));

    [Fact]
    public void Where_a_moderator_approves_all_is_held_but_for_the_trusted()
    {
        Assert.Equal(PostState.Held, Admit(new(AdmissionMode.Approve), Plain).State);
        Assert.Equal(PostState.Shown, Admit(new(AdmissionMode.Approve, TrustedAuthors: ["bluesky:mira.tidewater.example"]), Plain).State);
    }

    [Fact]
    public void Where_posts_are_delayed_all_is_held_for_so_long_but_for_the_trusted()
    {
        Assert.Equal(new(PostState.Held, "shown after 30 s unless refused", TimeSpan.FromSeconds(30)), Admit(new(AdmissionMode.Delay), Plain));
        Assert.Equal(TimeSpan.FromSeconds(5), Admit(new(AdmissionMode.Delay, DelaySeconds: 5), Plain).Delay);
        Assert.Equal(new(PostState.Shown), Admit(new(AdmissionMode.Delay, TrustedAuthors: ["bluesky:mira.tidewater.example"]), Plain));
    }

    [Fact]
    public void A_room_may_be_stricter_or_more_open_than_its_event()
    {
        var policy = new EventPolicy(AdmissionMode.Delay, Rooms: [new("Pier room", AdmissionMode.Approve), new("Boat shed", AdmissionMode.Auto), new("Loft", AdmissionMode.Delay, 90)]);
        Assert.Equal(new(PostState.Held, "waits for approval"), Admit(policy, Plain, "Pier room"));
        Assert.Equal(new(PostState.Shown), Admit(policy, Plain, "Boat shed"));
        Assert.Equal(TimeSpan.FromSeconds(90), Admit(policy, Plain, "Loft").Delay);
        Assert.Equal(TimeSpan.FromSeconds(30), Admit(policy, Plain, "Another room").Delay);
        Assert.Equal(TimeSpan.FromSeconds(30), Admit(policy, Plain).Delay);
    }

    [Theory]
    [InlineData("Sailing off to #OtherConf", "othercónf", "hashtag of another event: #OtherConf")]
    [InlineData("Sailing off to OtherConf", "otherconf", null)]
    [InlineData("Sailing off to #OtherConf24", "otherconf", null)]
    public void A_post_with_another_events_hashtag_is_refused(string text, string hashtag, string? reason) =>
        Assert.Equal(reason, Admit(new(BlockedHashtags: [hashtag]), Made.Post(text)).Reason);

    [Theory]
    [InlineData("pt-BR", true)]
    [InlineData("PT", true)]
    [InlineData("en", false)]
    [InlineData(null, false)]
    public void A_language_is_refused_in_all_its_regions(string? language, bool refused) =>
        Assert.Equal(refused, Admit(new(BlockedLanguages: ["pt"]), Plain with { Language = language }).State == PostState.Refused);

    [Fact]
    public void Our_own_list_of_words_holds_posts_only_where_it_is_turned_on()
    {
        var rude = Made.Post("You w4nk3r!");
        Assert.Equal(PostState.Shown, Admit(new(), rude).State);
        Assert.Equal("blocked word: wanker", Admit(new(DefaultWords: true), rude).Reason);
        Assert.Equal(PostState.Shown, Admit(new(DefaultWords: true), Made.Post("The class on therapists in Scunthorpe passed the assessment")).State);
    }

    [Fact]
    public void No_entry_of_our_own_list_is_there_twice_or_blocks_nothing()
    {
        Assert.Equal(DefaultWords.All.Count, DefaultWords.All.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(DefaultWords.All, word => Assert.NotNull(new WordFilter([word]).Find([$"so {word.Trim('*')} so"])));
    }

    [Theory]
    [InlineData("bluesky:mira.tidewater.example")]
    [InlineData("Bluesky:@Mira.Tidewater.Example")]
    [InlineData(" bluesky: mira.tidewater.example ")]
    [InlineData("bluesky:did:plc:mira")]
    public void A_blocked_author_is_refused_by_handle_and_by_id(string blocked) =>
        Assert.Equal(PostState.Refused, Admit(new(BlockedAuthors: [blocked]), Plain).State);

    [Theory]
    [InlineData("x:mira.tidewater.example")]
    [InlineData("mira.tidewater.example")]
    [InlineData("bluesky:mira")]
    [InlineData("bluesky:mira@.tidewater.example")]
    public void Another_author_is_not(string blocked) => Assert.Equal(PostState.Shown, Admit(new(BlockedAuthors: [blocked]), Plain).State);

    [Fact]
    public void A_mastodon_author_is_named_with_the_server()
    {
        var post = Made.Post("Fine words", Made.MiraToo, Network.Mastodon);
        Assert.Equal(PostState.Refused, Admit(new(BlockedAuthors: ["mastodon:@mira@social.tidewater.example"]), post).State);
        Assert.Equal(PostState.Shown, Admit(new(BlockedAuthors: ["mastodon:@mira@other.tidewater.example"]), post).State);
    }

    public static TheoryData<Post> WithBarnacle =>
    [
        Plain with { Text = "barnacle" }, Plain with { Author = Made.Mira with { Name = "Barnacle" } }, Plain with { Author = Made.Mira with { Handle = "barnacle.example" } },
        Plain with { Warning = "barnacle" }, Plain with { Card = new("https://tidewater.example", "Barnacle") },
        Plain with { Card = new("https://tidewater.example", "Fine", "barnacle") }, Plain with { Media = [new(MediaKind.Image, "https://tidewater.example/1.png", Alt: "A barnacle")] },
    ];

    [Theory]
    [MemberData(nameof(WithBarnacle))]
    public void A_blocked_word_holds_a_post_wherever_it_would_be_read(Post post)
    {
        var verdict = Admit(new(BlockedWords: ["barnacle"], TrustedAuthors: ["bluesky:did:plc:mira"]), post);
        Assert.Equal(new(PostState.Held, "blocked word: barnacle"), verdict);
    }

    [Fact]
    public void The_first_rule_that_speaks_decides()
    {
        var policy = new EventPolicy(AdmissionMode.Approve, ["barnacle"], ["bluesky:did:plc:mira"], ["bluesky:did:plc:mira"], true, true, true, true);
        var post = Plain with { Text = "barnacle", Sensitive = true, ReplyTo = "bluesky:1", Author = Made.Mira with { Bot = true } };
        Assert.Equal((PostState.Refused, "its author is blocked"), Verdict(policy, post));
        policy = policy with { BlockedAuthors = null };
        Assert.Equal((PostState.Held, "blocked word: barnacle"), Verdict(policy, post));
        post = post with { Text = "Fine" };
        Assert.Equal((PostState.Held, "marked sensitive"), Verdict(policy, post));
        post = post with { Sensitive = false };
        Assert.Equal((PostState.Refused, "answers are left out"), Verdict(policy, post));
        post = post with { ReplyTo = null };
        Assert.Equal((PostState.Refused, "reposts are left out"), Verdict(policy, post));
        policy = policy with { RefuseReposts = false };
        Assert.Equal((PostState.Refused, "automated accounts are left out"), Verdict(policy, post));
        post = post with { Author = Made.Mira };
        Assert.Equal((PostState.Shown, null), Verdict(policy, post));
        Assert.Equal((PostState.Held, "waits for approval"), Verdict(policy with { TrustedAuthors = null }, post));
    }

    static Verdict Admit(EventPolicy policy, Post post) => Admit(policy, post, room: null);

    static Verdict Admit(EventPolicy policy, Post post, string? room) => new AdmissionRules(policy).Admit(post, onlyReposted: false, room);

    static (PostState, string?) Verdict(EventPolicy policy, Post post)
    {
        var (state, reason, _) = new AdmissionRules(policy).Admit(post, onlyReposted: true, room: null);
        return (state, reason);
    }
}
