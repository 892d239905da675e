using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Demo;
using Xunit;

namespace Backchannel.Ingest.Tests.Demo;

public class DemoConferenceTests
{
    static readonly DateTimeOffset Start = DemoConference.RunStart(new(2026, 10, 15, 14, 0, 0, TimeSpan.Zero));
    static readonly List<DemoStep> Steps = [.. DemoConference.Posts(Start)];
    static readonly List<Post> Posts = New(Start);

    public static TheoryData<int> Runs => [.. Enumerable.Range(0, 12)];

    [Fact]
    public void The_same_run_is_the_same_word_for_word()
    {
        var posts = DemoConference.Posts(Start);
        Assert.Equal(posts.Select(Json), posts.Select(Json));
        Assert.Equal(Steps.Select(Json), posts.Select(Json));
    }

    [Fact]
    public void The_next_run_is_another() =>
        Assert.NotEqual(Posts.Take(20).Select(post => post.Text), New(Start + DemoConference.RunLength).Take(20).Select(post => post.Text));

    [Theory]
    [MemberData(nameof(Runs))]
    public void Every_run_is_in_order_numbered_and_within_its_time(int run)
    {
        var start = Start + run * DemoConference.RunLength;
        var steps = DemoConference.Posts(start).ToList();
        Assert.Equal(Enumerable.Range(0, steps.Count), steps.Select(step => step.Index));
        Assert.Equal(steps.Select(step => step.At).Order(), steps.Select(step => step.At));
        Assert.All(steps, step => Assert.InRange(step.At, start, start + DemoConference.RunLength));
        Assert.All(steps, step => Assert.True(step.Change is not PostSeen { Post: var post } || step.At == (post.EditedAt ?? post.CreatedAt)));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Ids_are_unique_over_runs_and_replies_answer_an_earlier_post(int run)
    {
        var start = Start + run * DemoConference.RunLength;
        var seen = new HashSet<string>(New(start - DemoConference.RunLength).Select(post => post.Id));
        var earlier = new HashSet<string>();
        foreach (var change in DemoConference.Posts(start).Select(step => step.Change))
            switch (change)
            {
                case PostSeen { Post: { EditedAt: null } post }:
                    Assert.True(seen.Add(post.Id));
                    if (post.ReplyTo is not null) Assert.Contains(post.ReplyTo, earlier);
                    earlier.Add(post.Id);
                    break;
                case PostSeen { Post: var edited }: Assert.Contains(edited.Id, earlier); break;
                case PostReposted reposted:
                    Assert.True(seen.Add(reposted.RepostId));
                    Assert.Contains(reposted.Original.Id, earlier);
                    Assert.NotEqual(reposted.Original.Author, reposted.By);
                    break;
                case PostDeleted deleted: Assert.Contains(deleted.Id, earlier); break;
                case EchoHeard echo: Assert.Contains(echo.PostId, earlier); break;
            }
    }

    [Fact]
    public void Posts_are_as_a_post_must_be() => Assert.All(Posts, post =>
    {
        Assert.False(string.IsNullOrWhiteSpace(post.Text));
        Assert.DoesNotContain("{", post.Text);
        Assert.StartsWith(post.Network.ToString().ToLowerInvariant() + ":", post.Id);
        Assert.NotEmpty(post.Author.Name);
        var from = 0;
        foreach (var span in post.Spans)
        {
            Assert.InRange(span.Start, from, post.Text.Length - span.Length);
            if (span.Kind == SpanKind.Hashtag) Assert.Equal("#" + span.Value, post.Text.Substring(span.Start, span.Length));
            from = span.Start + span.Length;
        }
    });

    [Fact]
    public void Nothing_leads_out_of_the_made_up_world()
    {
        var links = Posts.SelectMany(post => new[] { post.Url, post.Author.ProfileUrl, post.Card?.Url }).OfType<string>().Select(link => new Uri(link).Host);
        Assert.All(links, host => Assert.EndsWith(".example", host));
        var folder = Path.Combine(Root(), "src/Web/wwwroot");
        var pictures = Posts.SelectMany(post => post.Media).ToList();
        var files = pictures.Select(media => media.Url).Concat(Posts.Select(post => post.Author.AvatarUrl)).OfType<string>().Distinct().ToList();
        Assert.True(files.Count >= 20);
        Assert.All(files, file => Assert.InRange(new FileInfo(folder + file).Length, 1, 20_000));
        Assert.All(pictures, picture => Assert.True(picture is { Alt.Length: > 0, Width: > 0, Height: > 0 }));
    }

    static List<Post> New(DateTimeOffset start) =>
        [.. DemoConference.Posts(start)
            .Select(step => step.Change).OfType<PostSeen>().Select(seen => seen.Post).Where(post => post.EditedAt is null)];

    static string Json(DemoStep step) => JsonSerializer.Serialize(step, ContractJson.Options);

    static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Backchannel.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
