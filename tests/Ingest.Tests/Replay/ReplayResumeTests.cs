using Backchannel.Contracts;
using Xunit;

namespace Backchannel.Ingest.Tests.Replay;

public class ReplayResumeTests
{
    static readonly string[] Lines =
    [
        Tweet(1), "", "cut {", Tweet(2), Tweet(3), "cut {", Tweet(4), "cut {",
    ];

    static string Tweet(int n) => $$"""{"id":"{{n}}","created_at":"2019-05-12T09:15:{{n:00}}Z","screen_name":"mira","text":"Ahoy {{n}}"}""";

    [Fact]
    public async Task It_replays_into_its_own_event_whatever_else_the_archive_holds()
    {
        using var run = new ReplayRun();
        run.Write(Lines);
        Assert.All(
            (await run.ReadAll(slug: "harbourconf")).Select(heard => heard.Change).OfType<PostSeen>(), seen => Assert.Equal(["harbourconf"], seen.Events));
        using var early = new ReplayRun();
        early.Write(Lines);
        Assert.Empty(await early.ReadAll(slug: "laterconf"));
    }

    [Fact]
    public async Task It_goes_on_exactly_after_each_position()
    {
        using var whole = new ReplayRun();
        whole.Write(Lines);
        var all = await whole.ReadAll();
        Assert.Equal(["x:1", "x:2", "x:3", "x:4"], Ids(all));
        for (var done = 0; done < all.Count; done++)
        {
            using var rest = new ReplayRun();
            rest.Write(Lines);
            Assert.Equal(Ids(all[(done + 1)..]), Ids(await rest.ReadAll(all[done].Position)));
        }
    }

    [Fact]
    public async Task After_the_end_there_is_nothing_more()
    {
        using var whole = new ReplayRun();
        whole.Write(Lines);
        var end = (await whole.ReadAll())[^1].Position;
        using var again = new ReplayRun();
        again.Write(Lines);
        Assert.Empty(await again.ReadAll(end));
        Assert.Equal(0, again.Health.Snapshot().Refused);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("-1:abc")]
    [InlineData("many:abc")]
    public async Task A_position_that_means_nothing_starts_over(string position)
    {
        using var run = new ReplayRun();
        run.Write(Lines);
        Assert.Equal(["x:1", "x:2", "x:3", "x:4"], Ids(await run.ReadAll(position)));
    }

    [Fact]
    public async Task Another_file_under_the_same_name_starts_over()
    {
        using var first = new ReplayRun();
        first.Write(Tweet(1), Tweet(2));
        var position = (await first.ReadAll())[^1].Position;
        using var second = new ReplayRun();
        second.Write(Tweet(3), Tweet(4));
        Assert.Equal(["x:3", "x:4"], Ids(await second.ReadAll(position)));
    }

    [Fact]
    public async Task A_long_stretch_of_nothing_moves_the_position_too()
    {
        using var run = new ReplayRun();
        run.Write([.. Enumerable.Repeat("cut {", 2_500)]);
        var heard = await run.ReadAll();
        Assert.Equal(["1000", "2000", "2500"], heard.Select(h => h.Position!.Split(':')[0]));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_stops_the_source_with_words()
    {
        using var run = new ReplayRun();
        Assert.Empty(await run.ReadAll(file: run.File + ".missing"));
        var report = run.Health.Snapshot();
        Assert.Equal(SourceState.Stopped, report.State);
        Assert.Contains("Backchannel:Replay", report.LastError);
    }

    static IEnumerable<string> Ids(IEnumerable<(PostChange? Change, string? Position)> heard) =>
        heard.Select(h => h.Change).OfType<PostSeen>().Select(seen => seen.Post.Id);
}
