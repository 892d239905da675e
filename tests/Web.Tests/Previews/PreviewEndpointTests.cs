using System.Net;
using Backchannel.Web.Previews;

namespace Backchannel.Web.Tests.Previews;

public sealed class PreviewEndpointTests
{
    [Fact]
    public async Task Event_and_session_have_pictures_that_caches_may_keep()
    {
        await using var hub = await HubStandIn.Start();
        hub.AddEvent("harbourconf", Made.Session("a2"));
        await using var web = await WebUnderTest.Start(hub);
        foreach (var path in new[] { "/harbourconf/preview.png", "/harbourconf/sessions/a2/preview.png" })
        {
            using var answer = await web.Http.GetAsync(path);
            Assert.Equal((HttpStatusCode.OK, "image/png", "public, max-age=300"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, answer.Headers.CacheControl?.ToString()));
            Assert.Equal((1200, 630), Pictures.SizeOf(await answer.Content.ReadAsByteArrayAsync()));

            using var again = new HttpRequestMessage(HttpMethod.Get, path);
            again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
            using var known = await web.Http.SendAsync(again);
            Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
            using var asked = await web.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
            Assert.Equal((HttpStatusCode.OK, answer.Headers.ETag), (asked.StatusCode, asked.Headers.ETag));
        }
        hub.Feeds["harbourconf"].Sessions = [Made.Session("a2") with { Title = "It has another title now" }];
        var drawn = web.Service<PreviewStore>();
        await ComesAbout(async () =>
        {
            using var answer = await web.Http.GetAsync("/harbourconf/sessions/a2/preview.png");
            return drawn.Drawn == 3 && answer.IsSuccessStatusCode;
        });
    }

    [Theory]
    [InlineData("/nowhere/preview.png")]
    [InlineData("/harbourconf/sessions/none/preview.png")]
    public async Task What_is_not_there_has_none(string path)
    {
        await using var hub = await HubStandIn.Start();
        hub.AddEvent("harbourconf", Made.Session("a2"));
        await using var web = await WebUnderTest.Start(hub);
        using var answer = await web.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Without_a_hub_it_says_when_to_ask_again()
    {
        await using var web = await WebUnderTest.Start(null, new() { ["Web:Live:Patience"] = "00:00:00.100" });
        using var answer = await web.Http.GetAsync("/harbourconf/preview.png");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task Many_at_once_are_served_and_the_same_is_drawn_once()
    {
        await using var hub = await HubStandIn.Start();
        hub.AddEvent("harbourconf", [.. Enumerable.Range(0, 25).Select(number => Made.Session($"s{number}"))]);
        await using var web = await WebUnderTest.Start(hub);
        var asked = Enumerable.Range(0, 50).Select(number => web.Http.GetByteArrayAsync($"/harbourconf/sessions/s{number % 25}/preview.png"));
        var pictures = await Task.WhenAll(asked);
        Assert.All(pictures, png => Assert.Equal((1200, 630), Pictures.SizeOf(png)));
        Assert.Equal(25, pictures.Select(Convert.ToBase64String).Distinct().Count());
        Assert.Equal(25, web.Service<PreviewStore>().Drawn);
    }

    static async Task ComesAbout(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition()) await Task.Delay(20, limit.Token);
    }
}
