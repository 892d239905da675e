using Backchannel.Contracts;
using Backchannel.Demo;
using Xunit;

namespace Backchannel.Ingest.Tests.Demo;

/// <summary>Whether the demo looks like a conference.</summary>
public class DemoLifeTests
{
    static readonly DateTimeOffset Start = DemoConference.RunStart(new(2026, 10, 15, 14, 0, 0, TimeSpan.Zero));
    static readonly List<DemoStep> Steps = [.. DemoConference.Posts(Start)];
    static readonly List<Post> Posts = New(Start);

    public static TheoryData<int> Runs => [.. Enumerable.Range(0, 12)];

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_wall_moves_all_the_time_and_bursts_once_a_day(int run)
    {
        var start = Start + run * DemoConference.RunLength;
        var posts = New(start);
        for (var day = 0; day < DemoConference.Days; day++)
        {
            var begins = start + day * DemoConference.DayLength + TimeSpan.FromSeconds(465);
            var burst = posts.Where(post => post.CreatedAt >= begins && post.CreatedAt < begins.AddSeconds(50)).ToList();
            Assert.InRange(burst.Count, 75, 115);
            Assert.True(burst.Select(post => post.Author.Id).Distinct().Count() >= 45);
        }
        for (var minute = 0; minute < 36; minute++)
        {
            var count = posts.Count(post => Math.Floor((post.CreatedAt - start).TotalMinutes) == minute);
            Assert.InRange(count, 6, minute % 12 is 7 or 8 ? 115 : 24);
        }
        Assert.InRange((posts.Count + DemoConference.Questions(start).Count - 3 * 80) / 36.0, 8, 20);
    }

    [Fact]
    public void Everything_a_real_backchannel_has_is_there()
    {
        Assert.Equal(Enum.GetValues<Network>().Order(), Posts.Select(post => post.Network).Distinct().Order());
        Assert.Superset(new HashSet<string> { "en", "ja", "ar", "de", "pt" }, Posts.Select(post => post.Language!).ToHashSet());
        Assert.True(Posts.Count(post => post.ReplyTo is not null) > 30);
        Assert.True(Posts.Count(post => post.Text.Contains('?')) > 30);
        Assert.True(Posts.Count(post => post.Media.Count > 0) > 30);
        Assert.Equal(3, Posts.Count(post => post.Sensitive && post.Warning is not null));
        Assert.Contains(Posts, post => post.Question);
        Assert.True(Steps.Count(step => step.Change is PostDeleted) >= 3);
        Assert.True(Steps.Count(step => step.Change is PostSeen { Post.EditedAt: not null }) >= 2);
        var reposts = Steps.Select(step => step.Change).OfType<PostReposted>().CountBy(repost => repost.Original.Id);
        Assert.True(reposts.Max(count => count.Value) >= 20);
        Assert.True(Posts.Select(post => post.Author.Id).Distinct().Count() > 90);
        var said = Posts.GroupBy(post => (post.Author.Name, post.Text), post => post.Network);
        Assert.True(said.Count(networks => networks.Distinct().Count() == 2) >= 5);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_session_can_be_told_by_each_of_its_signs(int run)
    {
        var start = Start + run * DemoConference.RunLength;
        var (posts, sessions) = (New(start), DemoConference.Sessions(start));
        var own = sessions.SelectMany(session => session.Hashtags).ToHashSet();
        var rooms = DemoConference.Rooms.SelectMany(room => room.Hashtags).ToHashSet();
        var accounts = sessions.SelectMany(session => session.SpeakerHandles).ToHashSet();
        var pages = sessions.Select(session => session.Url).OfType<string>().ToHashSet();
        var others = posts.Where(post => !Has(post, own)).ToList();
        Assert.True(posts.Count - others.Count > 250);
        Assert.True(others.Count(post => Has(post, rooms)) > 20);
        Assert.True(others.Count(post => post.Spans.Any(span => pages.Contains(span.Value)) && post.Card?.Url is { } url && pages.Contains(url)) >= 2);
        Assert.Contains(others, post => sessions.Any(session => session.Code is { } code && post.Text.Contains(code, StringComparison.Ordinal)));
        Assert.True(others.Count(post => accounts.Any(account => post.Spans.Any(span => span.Kind == SpanKind.Mention && Names(post, span, account)))) >= 5);
        Assert.True(others.Count(post => sessions.Any(session => session.Track is not null && post.Text.Contains(session.Title, StringComparison.Ordinal))) >= 3);
        Assert.True(posts.Count(post => accounts.Contains($"{post.Network.ToString().ToLowerInvariant()}:{post.Author.Handle}")) >= 20);
        Assert.All(posts.Where(post => post.Text.Contains('?') && post.Network != Network.Here && post.Question), post => Assert.True(Has(post, own)));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Who_joins_a_great_moment_late_has_answered_posts_to_catch_up_with(int run)
    {
        var start = Start + run * DemoConference.RunLength;
        var changes = DemoConference.Posts(start).Select(step => step.Change).ToList();
        var posts = New(start);
        var answered = changes.OfType<PostReposted>().Select(repost => repost.Original.Id).Concat(posts.Select(post => post.ReplyTo).OfType<string>()).ToHashSet();
        foreach (var keynote in DemoConference.Sessions(start).Where(session => session.Kind is "keynote" || session.Id is "a2" or "a5" or "a8"))
            Assert.True(posts.Count(post => Has(post, [.. keynote.Hashtags]) && answered.Contains(post.Id)) >= 3);
    }

    [Fact]
    public void People_are_told_apart_by_what_they_say_and_to_whom()
    {
        var common = DemoConference.Sessions(Start).SelectMany(session => session.Hashtags).Concat(DemoConference.Rooms.SelectMany(room => room.Hashtags)).Concat(DemoConference.Hashtags).ToHashSet();
        var rare = Posts.SelectMany(post => post.Spans.Where(span => span.Kind == SpanKind.Hashtag && !common.Contains(span.Value)).Select(span => (span.Value, post.Author.Name)))
            .Distinct().CountBy(pair => pair.Value).ToList();
        Assert.InRange(rare.Count, 8, 14);
        Assert.Contains(rare, tag => tag.Value >= 2);
        Assert.All(rare, tag => Assert.InRange(tag.Value, 1, 12));
        var links = Posts.Where(post => post.Card is not null).GroupBy(post => post.Card!.Url, post => post.Author.Name).Select(people => people.Distinct().Count()).ToList();
        Assert.True(links.Count(people => people >= 2) >= 15 && links.Max() >= 3);
        Assert.True(Posts.Count(post => post.Spans.Any(span => span.Kind == SpanKind.Mention)) > 40);
        Assert.All(Posts.SelectMany(post => post.Spans.Where(span => span.Kind != SpanKind.Hashtag)), span => Assert.EndsWith(".example", new Uri(span.Value).Host));
    }

    [Fact]
    public void Nobody_speaks_as_if_a_cancelled_talk_took_place()
    {
        var cancelled = Assert.Single(DemoConference.Sessions(Start), session => session.Cancelled);
        var heard = Assert.Single(Posts, post => post.Spans.Any(span => span.Value == cancelled.Hashtags[0]));
        Assert.Contains("is off", heard.Text);
    }

    [Fact]
    public void Hardly_any_text_comes_twice_within_a_run()
    {
        var said = Posts.Select(post => (post.Author.Name, Text: post.Text.Split(" #")[0])).Distinct();
        var texts = said.Select(one => one.Text).Where(text => text.Length > 25).ToList();
        Assert.True(texts.Distinct().Count() > texts.Count * 0.8, $"{texts.Distinct().Count()} of {texts.Count}");
    }

    [Fact]
    public void Echoes_only_rise()
    {
        foreach (var echoes in Steps.Select(step => step.Change).OfType<EchoHeard>().GroupBy(echo => echo.PostId, echo => echo.Echo))
            foreach (var (earlier, later) in echoes.Zip(echoes.Skip(1)))
                Assert.True(later.Likes >= earlier.Likes && later.Reposts >= earlier.Reposts && later.Replies >= earlier.Replies);
    }

    static bool Has(Post post, HashSet<string> tags) => post.Spans.Any(span => span.Kind == SpanKind.Hashtag && tags.Contains(span.Value));

    static bool Names(Post post, TextSpan span, string account) =>
        account.StartsWith(post.Network.ToString().ToLowerInvariant() + ":", StringComparison.Ordinal)
        && span.Value.EndsWith(account.Split(':', '@')[1], StringComparison.Ordinal);

    static List<Post> New(DateTimeOffset start) =>
        [.. DemoConference.Posts(start)
            .Select(step => step.Change).OfType<PostSeen>().Select(seen => seen.Post).Where(post => post.EditedAt is null)];
}
