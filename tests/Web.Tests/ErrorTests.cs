using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Backchannel.Web.Tests;

public sealed class ErrorTests
{
    [Fact]
    public async Task A_page_that_fails_is_answered_with_a_page_and_the_api_answers_for_itself()
    {
        await using var web = await WebUnderTest.Start(null, new() { ["Hub:Url"] = null }, before: app =>
        {
            // As in a process that is hub and Web: the API's own handling lies outside that of the pages.
            app.Use(async (context, next) =>
            {
                try
                {
                    await next(context);
                }
                catch (InvalidDataException)
                {
                    context.Response.StatusCode = StatusCodes.Status400BadRequest;
                }
            });
            app.MapGet("/api/broken", void () => throw new InvalidDataException());
            app.MapGet("/broken", void () => throw new InvalidDataException());
        });

        using var api = await web.Http.GetAsync("/api/broken");
        Assert.Equal(HttpStatusCode.BadRequest, api.StatusCode);
        Assert.Null(api.Content.Headers.ContentType);
        using var page = await web.Http.GetAsync("/broken");
        Assert.Equal(HttpStatusCode.InternalServerError, page.StatusCode);
        Assert.Contains("it was us", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_has_to_ask_the_hub_is_an_answer_all_the_same()
    {
        await using var hub = await HubStandIn.Start();
        hub.AddEvent("harbourconf");
        await hub.Show("harbourconf", Made.Posts(1, 60));
        await using var web = await WebUnderTest.Start(hub, new() { ["Web:Live:TailEntries"] = "10" });
        await Eventually.Equal(60L, () => web.Live.Feeds.SingleOrDefault()?.Tail?.Last);
        using var page = await web.Http.GetAsync("/harbourconf?before=30");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.False(page.Headers.Contains("Refresh"));
        Assert.Contains("Post 29 from the harbour", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_far_beyond_any_post_is_not_read()
    {
        await using var hub = await HubStandIn.Start();
        hub.AddEvent("harbourconf");
        await using var web = await WebUnderTest.Start(hub);
        using var form = new FormUrlEncodedContent([new("_handler", "write"), new("name", "Mira"), new("text", new string('a', 200_000))]);
        using var answer = await web.Http.PostAsync("/harbourconf/post", form);
        Assert.InRange((int)answer.StatusCode, 400, 499);
        Assert.Empty(hub.Posted);
    }

    [Fact]
    public async Task Readiness_tells_nobody_the_hubs_password()
    {
        await using var web = await WebUnderTest.Start(null, new() { ["Hub:Url"] = "http://mira:harbour-secret@127.0.0.1:9" });
        using var answer = await web.Http.GetAsync("/health/ready");
        var words = await answer.Content.ReadAsStringAsync();
        Assert.Contains("http://127.0.0.1:9", words, StringComparison.Ordinal);
        Assert.DoesNotContain("harbour-secret", words, StringComparison.Ordinal);
    }
}
