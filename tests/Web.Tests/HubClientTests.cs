using System.Net;
using Backchannel.Contracts;
using Backchannel.Web.Live;
using Microsoft.AspNetCore.Http;

namespace Backchannel.Web.Tests;

public sealed class HubClientTests
{
    const string Slug = "harbourconf";

    [Fact]
    public async Task A_post_is_taken_and_the_hub_learns_who_the_visitor_is()
    {
        await using var hub = await HubStandIn.Start();
        await using var web = await WebUnderTest.Start(hub);
        var posting = await web.Service<HubClient>().Submit(Slug, new NewPost("Mira", "Hello"), "198.51.100.7", "v1");
        Assert.Equal(new NewPostAccepted("here:1", "shown"), Assert.IsType<PostTaken>(posting).Answer);
        var (post, headers) = Assert.Single(hub.Posted);
        Assert.Equal(new NewPost("Mira", "Hello"), post);
        Assert.Equal("198.51.100.7", headers["X-Forwarded-For"]);
        Assert.Equal("backchannel-visitor=v1", headers.Cookie);
    }

    [Fact]
    public async Task A_refusal_names_the_fields()
    {
        await using var hub = await HubStandIn.Start();
        hub.OnPost = _ => Results.ValidationProblem(new Dictionary<string, string[]> { ["text"] = ["Write something."] });
        await using var web = await WebUnderTest.Start(hub);
        var refused = Assert.IsType<PostRefused>(await web.Service<HubClient>().Submit(Slug, new NewPost("Mira", ""), null, null));
        Assert.Equal(["Write something."], refused.Errors["text"]);
    }

    [Fact]
    public async Task Too_many_says_when_to_come_back()
    {
        await using var hub = await HubStandIn.Start();
        hub.OnPost = context =>
        {
            context.Response.Headers.RetryAfter = "17";
            return Results.StatusCode(429);
        };
        await using var web = await WebUnderTest.Start(hub);
        var posting = await web.Service<HubClient>().Submit(Slug, new NewPost("Mira", "Hello"), null, null);
        Assert.Equal(TimeSpan.FromSeconds(17), Assert.IsType<PostedTooOften>(posting).RetryAfter);
    }

    [Fact]
    public async Task A_hub_that_fails_or_is_away_or_talks_nonsense_is_told_as_a_failure()
    {
        await using var hub = await HubStandIn.Start();
        await using var web = await WebUnderTest.Start(hub);
        var client = web.Service<HubClient>();
        foreach (var answer in new[] { Results.StatusCode(503), Results.Content("<html>", "text/html", statusCode: 200), Results.Content("oops", statusCode: 400) })
        {
            hub.OnPost = _ => answer;
            Assert.IsNotType<PostTaken>(await client.Submit(Slug, new NewPost("Mira", "Hello"), null, null));
        }
        await hub.Stop();
        Assert.IsType<PostingFailed>(await client.Submit(Slug, new NewPost("Mira", "Hello"), null, null));
    }

    [Fact]
    public async Task The_public_reaches_the_hub_through_this_process_and_cannot_forge_its_address()
    {
        await using var hub = await HubStandIn.Start();
        hub.AddEvent(Slug);
        await using var web = await WebUnderTest.Start(hub);
        Assert.Contains(Slug, await web.Http.GetStringAsync("/api/events"), StringComparison.Ordinal);

        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/events/{Slug}/posts") { Content = new StringContent("""{"name":"Mira","text":"Hello"}""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")) };
        request.Headers.Add("X-Forwarded-For", "203.0.113.99");
        using var response = await web.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("127.0.0.1", hub.Posted.Single().Headers["X-Forwarded-For"].ToString().Replace("::ffff:", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Readiness_names_the_hub_while_it_is_away()
    {
        await using var hub = await HubStandIn.Start();
        await using var web = await WebUnderTest.Start(hub);
        await Eventually.True(() => !web.Live.Status.Stale, "fresh");
        using (var ready = await web.Http.GetAsync("/health/ready")) Assert.Equal(HttpStatusCode.OK, ready.StatusCode);

        await hub.Stop();
        await Eventually.True(() => web.Live.Status.Stale, "stale");
        using var away = await web.Http.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        Assert.Contains("\"hub\":\"The hub at http://127.0.0.1", await away.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_tells_browsers_to_load_nothing_from_elsewhere()
    {
        await using var hub = await HubStandIn.Start();
        await using var web = await WebUnderTest.Start(hub);
        using var missing = await web.Http.GetAsync("/nowhere/live");
        var policy = Assert.Single(missing.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(missing.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(missing.Headers.GetValues("Referrer-Policy")));
    }
}
