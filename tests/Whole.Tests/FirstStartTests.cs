using System.Net;
using System.Text.RegularExpressions;
using Backchannel.Whole.Tests.Machinery;

namespace Backchannel.Whole.Tests;

/// <summary>What an operator meets first.</summary>
public sealed partial class FirstStartTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_published_Standalone_serves_its_styles_and_scripts()
    {
        var published = _folder.Of("published");
        await Publish("Standalone", published);
        await using var app = await App.Published("Standalone", published, "--data", _folder.Of("data")).StartReady();
        var slug = Slug().Match(app.Process.Printed).Groups[1].Value;

        foreach (var page in new[] { "/", $"/{slug}", $"/{slug}/wall", $"/{slug}/post" })
        {
            var html = await app.Http.GetStringAsync(page);
            var assets = Asset().Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct().ToList();
            Assert.Contains(assets, asset => asset.Contains(".css", StringComparison.Ordinal));
            foreach (var asset in assets)
            {
                using var answer = await app.Http.GetAsync(asset);
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{asset} of {page} answers {answer.StatusCode}.");
                Assert.True((await answer.Content.ReadAsByteArrayAsync()).Length > 0, $"{asset} of {page} is empty.");
            }
        }
    }

    [Fact]
    public async Task Wrong_settings_stop_the_start_with_every_fault_and_its_cure()
    {
        await using var app = App.Of("Standalone", null,
            "--hashtag", "api", "--time-zone", "Nowhere/Land", "--replay", _folder.Of("missing.jsonl"), "--schedule", _folder.Of("missing.xml"), "--speed", "fast", "--data", _folder.Of("data"),
            "--colour", "red", "--Sources:Mastodon:Servers:0:Url", "tidewater", "--Sources:Bluesky:Jetstream", "nonsense", "--Sources:Bluesky:Enabled", "true",
            "--Backchannel:ApiKey", "short", "--Backchannel:Demo", "perhaps");

        app.Start();
        await app.Process.Exit();

        Assert.Equal(2, app.Process.ExitCode);
        foreach (var fault in new[]
        {
            "--hashtag", "--time-zone", "Backchannel:Replay", "Backchannel:Schedule", "Backchannel:Speed", "--colour", "Sources:Mastodon:Servers:0:Url", "Sources:Bluesky:Jetstream",
            "Backchannel:ApiKey", "Backchannel:Demo",
        })
            Assert.Contains(app.Process.Printed.Split('\n'), line => line.StartsWith("  - ", StringComparison.Ordinal) && line.Contains(fault, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", app.Process.Printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hub", "Backchannel:TimeZone")]
    [InlineData("Ingest", "Sources:Mastodon:Servers:0:Url")]
    [InlineData("Web", "Hub:Url")]
    public async Task Each_process_alone_names_its_wrong_settings_too(string name, string key)
    {
        await using var app = App.Of(name, new() { ["Backchannel__Hashtag__0"] = "harbourconf", ["Backchannel__Data"] = _folder.Of("data") }, $"--{key}", "Nowhere/Land");

        app.Start();
        await app.Process.Exit();

        Assert.Equal(2, app.Process.ExitCode);
        Assert.Contains(app.Process.Printed.Split('\n'), line => line.StartsWith("  - ", StringComparison.Ordinal) && line.Contains(key, StringComparison.Ordinal));
    }

    static async Task Publish(string name, string folder)
    {
        // Built already. Without the two switches helpers of the build would outlive it, and hold on to our end of its output.
        await using var publish = new ChildProcess("dotnet publish", "dotnet",
        [
            "publish", Repository.Project(name), "--no-build", "--configuration", Repository.Configuration, "--output", folder, "-nodeReuse:false", "-p:UseSharedCompilation=false",
        ], new Dictionary<string, string>());
        publish.Start();
        await publish.Exit();
        Assert.True(publish.ExitCode == 0, publish.Printed);
    }

    [GeneratedRegex(@"The event\s+http://[^/]+/(\S+)")]
    private static partial Regex Slug();

    [GeneratedRegex("""(?:href|src)="([^"]+\.(?:css|js|svg)[^"]*)""")]
    private static partial Regex Asset();
}
