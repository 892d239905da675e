using System.Text;
using System.Text.Json;
using Backchannel.Ingest.Sources.Bluesky;
using Xunit;

namespace Backchannel.Ingest.Tests.Bluesky;

public class RealDataTests
{
    [Fact]
    public void Real_messages_are_read_without_a_fault_and_every_hashtag_in_them_passes_the_filter()
    {
        var lines = Lines("jetstream_v1_capture_2026-07-04.jsonl").Concat(Lines("jetstream_v1_golden.jsonl")).ToList();
        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            var parsed = JetstreamParser.Parse(line, out var refused);
            Assert.Null(refused);
            if (parsed is not PostWritten { Record: var record }) continue;
            Assert.NotNull(record.CreatedAt);
            Assert.All(record.Spans, span => Assert.InRange(span.Start + span.Length, 1, record.Text.Length));
            foreach (var tag in record.Hashtags)
                Assert.Equal(Glance.Concerns, new JetstreamFilter(new(new([new("any", [tag])])), new([])).Look(line, out _));
        }
    }

    [Fact]
    public void Real_profiles_are_read()
    {
        foreach (var line in Lines("profiles.jsonl"))
        {
            using var document = JsonDocument.Parse(line);
            var profile = BlueskyProfile.Parse(document.RootElement);
            Assert.NotEmpty(profile!.Author.Name);
            Assert.NotEqual(profile.Author.Id, profile.Author.Handle);
        }
    }

    static IEnumerable<byte[]> Lines(string file)
    {
        var folder = Environment.GetEnvironmentVariable("BACKCHANNEL_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "Set BACKCHANNEL_DATA to a folder with real captures to run this.");
        return File.ReadLines(Path.Combine(folder!, "bluesky", file)).Where(line => line.Length > 0).Select(Encoding.UTF8.GetBytes);
    }
}
