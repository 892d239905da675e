using System.Text.RegularExpressions;

namespace Backchannel.Web.Tests.Shell;

public class StylesheetTests
{
    [Fact]
    public async Task Every_stylesheet_of_a_page_comes_compressed()
    {
        await using var hub = await HubStandIn.Start();
        await using var web = await WebUnderTest.Start(hub);
        var sheets = Regex.Matches(await web.Http.GetStringAsync(new Uri("/", UriKind.Relative)), "<link rel=\"stylesheet\" href=\"([^\"]+)\"").Select(link => link.Groups[1].Value).ToList();
        Assert.True(sheets.Count > 3);
        foreach (var sheet in sheets)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, sheet) { Headers = { { "Accept-Encoding", "gzip" } } };
            using var answer = await web.Http.SendAsync(request);
            Assert.Equal((sheet, "gzip"), (sheet, answer.Content.Headers.ContentEncoding.SingleOrDefault()));
        }
    }
}
