using System.Net;
using System.Text.RegularExpressions;

namespace Backchannel.Web.Tests.Previews;

public sealed partial class EventHeadTests
{
    [Theory]
    [InlineData("/harbourconf")]
    [InlineData("/harbourconf/wall")]
    [InlineData("/harbourconf/post")]
    public async Task A_page_tells_other_sites_what_to_show_beside_a_link(string path)
    {
        var tags = await TagsOf(path, "Harbour Conf", new() { ["Backchannel:PublicUrl"] = "https://wall.example.org/" });
        Assert.Equal("https://wall.example.org" + path, tags["og:url"]);
        Assert.Equal("https://wall.example.org/harbourconf/preview.png", tags["og:image"]);
        Assert.Equal(("1200", "630", "image/png"), (tags["og:image:width"], tags["og:image:height"], tags["og:image:type"]));
        Assert.Equal(("summary_large_image", "website", "Harbour Conf"), (tags["twitter:card"], tags["og:type"], tags["og:site_name"]));
        Assert.Equal(tags["description"], tags["og:description"]);
        Assert.Contains("Harbour Conf", tags["og:title"], StringComparison.Ordinal);
        Assert.Equal(tags["og:title"], tags["og:image:alt"]);
    }

    [Fact]
    public async Task A_name_cannot_break_out_of_its_tag()
    {
        const string Name = "\"><script>alert(1)</script>'&amp;";
        var tags = await TagsOf("/harbourconf", Name);
        Assert.Equal(Name, tags["og:site_name"]);
        Assert.Contains(Name, tags["og:description"], StringComparison.Ordinal);
        Assert.StartsWith("http://127.0.0.1:", tags["og:image"], StringComparison.Ordinal);
    }

    static async Task<Dictionary<string, string>> TagsOf(string path, string name, Dictionary<string, string?>? settings = null)
    {
        await using var hub = await HubStandIn.Start();
        hub.AddEvent("harbourconf", Made.Session("a2")).Name = name;
        await using var web = await WebUnderTest.Start(hub, settings);
        // On a busy machine the first answer may be the page that waits for the hub.
        await Eventually.True(() => web.Live.Open("harbourconf", null, 1, CancellationToken.None).IsCompletedSuccessfully, "the event is known");
        var html = await web.Http.GetStringAsync(path);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        return Meta().Matches(html[..html.IndexOf("</head>", StringComparison.Ordinal)])
            .ToDictionary(tag => tag.Groups[1].Value, tag => WebUtility.HtmlDecode(tag.Groups[2].Value));
    }

    [GeneratedRegex("""<meta (?:name|property)="([a-z:_]+)" content="([^"]*)" ?/?>""")]
    private static partial Regex Meta();
}
