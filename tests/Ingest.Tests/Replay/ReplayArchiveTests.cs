using Backchannel.Contracts;
using Xunit;

namespace Backchannel.Ingest.Tests.Replay;

/// <summary>Real archives, read from the folder that the setting <c>BACKCHANNEL_DATA</c> names.</summary>
public class ReplayArchiveTests
{
    [Fact]
    public async Task A_five_day_conference_is_4294_reposts_and_1674_originals()
    {
        using var run = new ReplayRun();
        var changes = (await run.ReadAll(file: DataFile("tweets/user2018.jsonl"))).Select(heard => heard.Change).ToList();
        Assert.Equal(5_967, changes.Count);
        Assert.Equal(4_294, changes.OfType<PostReposted>().Count());
        Assert.Equal(1_674, changes.Select(CardOf).Distinct().Count());
        Assert.Equal(0, run.Health.Snapshot().Refused);
        Assert.All(changes.OfType<PostReposted>(), repost => Assert.True(repost.Original.CreatedAt <= repost.At));
    }

    [Fact]
    public async Task A_chat_is_2473_posts()
    {
        using var run = new ReplayRun();
        var changes = (await run.ReadAll(file: DataFile("chats/pstweetchat.jsonl"))).Select(heard => heard.Change).ToList();
        Assert.Equal(2_473, changes.OfType<PostSeen>().Select(seen => seen.Post.Id).Distinct().Count());
        Assert.Equal(0, run.Health.Snapshot().Refused);
    }

    static string? CardOf(PostChange? change) => change switch
    {
        PostSeen seen => seen.Post.Id,
        PostReposted reposted => reposted.Original.Id,
        _ => null,
    };

    static string DataFile(string path)
    {
        var folder = Environment.GetEnvironmentVariable("BACKCHANNEL_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "BACKCHANNEL_DATA is not set: it names the folder of real archives that this test reads.");
        return Path.Combine(folder!, path);
    }
}
