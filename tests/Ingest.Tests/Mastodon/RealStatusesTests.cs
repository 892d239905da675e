using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Ingest.Sources.Mastodon;
using Xunit;

namespace Backchannel.Ingest.Tests.Mastodon;

public class RealStatusesTests
{
    [Fact]
    public void Statuses_of_a_hundred_real_servers_become_sound_posts()
    {
        var data = Environment.GetEnvironmentVariable("BACKCHANNEL_DATA");
        if (string.IsNullOrEmpty(data)) Assert.Skip("BACKCHANNEL_DATA is not set: it names the folder with real posts.");
        var lines = File.ReadAllLines(Path.Combine(data, "mastodon", "statuses_real_instances.jsonl"));
        var posts = lines.Select(Read).ToList();
        Assert.Equal(487, posts.Count);
        Assert.All(posts, post => StatusTextTests.AssertSound(post.Text, post.Spans));
        Assert.All(posts, post => Assert.NotEmpty(post.Author.Name));
        Assert.DoesNotContain(posts, post => post.Text.Contains("</", StringComparison.Ordinal));
    }

    static Post Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        var status = json.RootElement;
        var head = StatusHead.Read(status, out var fault) ?? throw new InvalidDataException(fault);
        return new StatusPost("server.example", "server.example", _ => null).Read(status, head, new(2026, 6, 5, 9, 0, 0, TimeSpan.Zero))
            ?? throw new InvalidDataException("no author");
    }
}
