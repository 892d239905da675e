using Backchannel.Contracts;
using Backchannel.Hub.Admission;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
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

    static Verdict Admit(EventPolicy policy, Post post) => new AdmissionRules(policy).Admit(post, onlyReposted: false);

    static (PostState, string?) Verdict(EventPolicy policy, Post post)
    {
        var (state, reason) = new AdmissionRules(policy).Admit(post, onlyReposted: true);
        return (state, reason);
    }
}
