using Backchannel.Contracts;
using Backchannel.Ingest.Sources.X;
using Backchannel.StandIns.X;
using Xunit;

namespace Backchannel.Ingest.Tests.X;

public class XRealDataTests
{
    [Fact]
    public async Task A_recorded_stream_is_read_whole_and_its_cut_last_line_is_counted()
    {
        var folder = Environment.GetEnvironmentVariable("BACKCHANNEL_DATA");
        if (string.IsNullOrEmpty(folder)) Assert.Skip("BACKCHANNEL_DATA does not name the folder of real data.");
        await using var x = await XStandIn.Start();
        await using var run = SourceRun.Start(new XSource(XRuns.Options(x)), [new("dogs", ["dogs"])]);
        await run.Wait(() => x.Streams.Open == 1);

        await x.Streams.SendRaw(await File.ReadAllTextAsync(Path.Combine(folder, "x", "streaming_output_with_error.jsonl")));
        await x.Streams.End();

        await run.UntilReport(report => report is { Received: >= 6, Refused: 1 });
        var post = Assert.Single(run.Posts);
        Assert.All(post.Spans, span => Assert.True(span.Start + span.Length <= post.Text.Length));
        Assert.Contains(post.Spans, span => span.Kind == SpanKind.Hashtag && post.Text.Substring(span.Start, span.Length) == "#" + span.Value);
    }
}
