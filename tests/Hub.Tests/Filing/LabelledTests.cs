using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Hub.Filing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Backchannel.Hub.Tests.Filing;

/// <summary>How well posts are filed, on days that were made up and labelled before the rules were tuned.</summary>
public class LabelledTests(ITestOutputHelper output)
{
    static readonly FilingRules Rules = new(MadeUpProgramme.Sessions, MadeUpProgramme.RoomTags, ["tidewater26"]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    public void Of_a_made_up_day_19_of_20_filed_posts_are_where_they_belong_and_4_of_5_that_belong_somewhere_are_filed(int seed)
    {
        var posts = MadeUpDay.Posts(seed);
        var filed = File(posts).Where(f => f.Filed.Confidence >= 0.5).ToList();
        var (right, belong) = (filed.Count(f => f.Filed.Session == f.Labelled.About), posts.Count(post => post.About is not null));
        var (precision, recall) = ((double)right / filed.Count, (double)right / belong);
        Say(string.Create(CultureInfo.InvariantCulture, $"Day {seed}: {posts.Count} posts, {belong} of a session, {filed.Count} filed: precision {precision:0.000}, recall {recall:0.000}"));
        foreach (var why in filed.GroupBy(f => f.Filed.By).OrderBy(g => g.Key))
            Say(string.Create(CultureInfo.InvariantCulture, $"  {why.Key,-9} {why.Count(f => f.Filed.Session == f.Labelled.About),4} of {why.Count(),4} right"));
        foreach (var kind in File(posts).GroupBy(f => f.Labelled.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
            output.WriteLine(Table(kind.Key, [.. kind]));
        Assert.True(posts.Count >= 400 && MadeUpPeople.All.Count >= 60);
        Assert.True(precision >= 0.95, $"precision {precision}");
        Assert.True(recall >= 0.80, $"recall {recall}");
    }

    [Fact]
    public async Task The_hub_ends_with_the_same_whatever_comes_first_the_post_its_parent_or_the_programme()
    {
        var posts = MadeUpDay.Posts(1);
        var expected = File(posts).Select(f => $"{f.Labelled.Post.Id} {f.Filed.Session} {f.Filed.By}").Order(StringComparer.Ordinal).ToList();
        await using var hub = await HubUnderTest.Start();
        await Capture(hub, posts.Take(posts.Count / 2));
        await hub.PutUp(MadeUpProgramme.Sessions, MadeUpProgramme.RoomTags);
        await Capture(hub, posts.Skip(posts.Count / 2));
        Assert.Equal(expected, await hub.Read(async db => (await db.Posts.ToListAsync()).Select(row => $"{row.PostId} {row.Session} {row.FiledBy}").Order(StringComparer.Ordinal).ToList()));
    }

    static async Task Capture(HubUnderTest hub, IEnumerable<LabelledPost> posts)
    {
        foreach (var message in posts.Chunk(50)) await hub.Capture([.. message.Select(post => Made.Seen(post.Post))]);
    }

    static string Table(string kind, List<(LabelledPost Labelled, Filed Filed)> posts)
    {
        var right = posts.Count(p => p.Filed.Session == p.Labelled.About);
        var missed = posts.Count(p => p.Filed.Session is null && p.Labelled.About is not null);
        return string.Create(CultureInfo.InvariantCulture, $"  {kind,-22} {posts.Count,4}: {right,4} right, {posts.Count - right - missed,4} wrong, {missed,4} not filed");
    }

    /// <summary>As the hub ends up: each answer by where what it answers is filed, whichever came first.</summary>
    static List<(LabelledPost Labelled, Filed Filed)> File(IReadOnlyList<LabelledPost> posts)
    {
        var byId = posts.ToDictionary(post => post.Post.Id);
        var filed = new Dictionary<string, Filed>();
        return [.. posts.Select(post => (post, Of(post.Post)))];

        Filed Of(Post post) => filed.TryGetValue(post.Id, out var known) ? known
            : filed[post.Id] = Rules.File(post, null, post.ReplyTo is { } id ? Of(byId[id].Post) : Filed.Nowhere);
    }

    void Say(string line)
    {
        output.WriteLine(line);
        if (!line.StartsWith(' ')) Console.WriteLine(line);
    }
}
