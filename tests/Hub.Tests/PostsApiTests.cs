using System.Net;
using Backchannel.Contracts;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Backchannel.Hub.Tests;

public class PostsApiTests
{
    [Fact]
    public async Task Cards_are_paged_backwards_without_missing_or_doubling_one()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Capture(Made.Many(25));
        var (all, before, more) = (new List<string>(), "", true);
        while (more)
        {
            var page = await hub.Get<FeedPage>(HubUnderTest.Api($"/posts?limit=10{before}"));
            all.InsertRange(0, page.Entries.Select(entry => entry.Post!.Text));
            (before, more) = ($"&before={page.Entries[0].Seq}", page.More);
        }
        Assert.Equal(Enumerable.Range(1, 25).Select(n => $"Post {n}"), all);
    }

    [Fact]
    public async Task A_page_that_holds_all_there_is_says_that_there_is_no_more()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Capture(Made.Many(10));
        Assert.False((await hub.Get<FeedPage>(HubUnderTest.Api("/posts?limit=10"))).More);
        Assert.True((await hub.Get<FeedPage>(HubUnderTest.Api("/posts?limit=9"))).More);
        Assert.False((await hub.Get<FeedPage>(HubUnderTest.Api("/posts?limit=10&after=0"))).More);
        Assert.True((await hub.Get<FeedPage>(HubUnderTest.Api("/posts?limit=9&after=0"))).More);
    }

    [Theory]
    [InlineData("qualitat", "Die QUALITÄT der Häfen")]
    [InlineData("HÄFEN qualität", "Die QUALITÄT der Häfen")]
    [InlineData("100%", "Now 100% sure")]
    [InlineData("dario", "By somebody else")]
    [InlineData("a_b", "Tide a_b")]
    [InlineData("lighthouse", "A picture")]
    public async Task Search_finds_words_in_any_case_and_accents(string q, string expected)
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Capture(
            Made.Seen("Die QUALITÄT der Häfen"), Made.Seen("Now 100% sure"), Made.Seen("1000 ways"), Made.Seen("By somebody else", Made.Dario), Made.Seen("Tide a_b"),
            Made.Seen("Tide axb"), Made.Seen(Made.Post("A picture") with { Media = [new(MediaKind.Image, "https://tidewater.example/1.png", Alt: "The lighthouse")] }));
        Assert.Equal([expected], await hub.Texts(q: q));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("after=never", "after")]
    [InlineData("before=9999999999999999999999", "before")]
    [InlineData("session=no-such-session", "session")]
    [InlineData("after=1&q=tide", "after")]
    [InlineData("after=1&from=1", "after")]
    [InlineData("after=1&filed=false", "after")]
    [InlineData("before=9&from=1", "from")]
    [InlineData("from=the-start", "from")]
    [InlineData("filed=perhaps", "filed")]
    [InlineData("session=pier&filed=false", "filed")]
    public async Task A_question_that_cannot_be_answered_is_400_and_names_the_field(string query, string field)
    {
        await using var hub = await HubUnderTest.Start();
        await hub.SetSessions(Made.Session("pier", "pier1"));
        using var answer = await hub.Http.GetAsync(HubUnderTest.Api($"/posts?{query}"));
        Assert.Equal([field], (await Problem.Read(answer, HttpStatusCode.BadRequest)).Errors.Keys);
    }

    [Fact]
    public async Task A_search_of_201_characters_is_too_long()
    {
        await using var hub = await HubUnderTest.Start();
        using var answer = await hub.Http.GetAsync(HubUnderTest.Api($"/posts?q={new string('a', 201)}"));
        Assert.Equal(["q"], (await Problem.Read(answer, HttpStatusCode.BadRequest)).Errors.Keys);
    }

    [Fact]
    public async Task A_call_that_does_not_exist_is_answered_in_words()
    {
        await using var hub = await HubUnderTest.Start();
        using var missing = await hub.Http.GetAsync("/api/no-such-call");
        await Problem.Read(missing, HttpStatusCode.NotFound);
        using var method = await hub.Http.PutAsync(HubUnderTest.Api("/posts"), null);
        await Problem.Read(method, HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Beside_pages_the_api_still_answers_what_it_does_not_have_and_what_fails_in_words()
    {
        await using var hub = await HubUnderTest.Start(beside: app =>
        {
            app.MapGet("/{event}/{session}", () => "a page").AllowAnonymous();
            app.MapFallback(() => "a page").AllowAnonymous();
            app.MapGet("/api/broken/call", string () => throw new InvalidOperationException("a secret")).AllowAnonymous();
        });
        foreach (var path in (string[])["/api", "/api/no-such-call", "/api/no/such/call"])
            await Problem.Read(await hub.Http.GetAsync(path), HttpStatusCode.NotFound);
        var broken = await Problem.Read(await hub.Http.GetAsync("/api/broken/call"), HttpStatusCode.InternalServerError);
        Assert.DoesNotContain("secret", broken.Detail, StringComparison.Ordinal);
        Assert.Equal("a page", await hub.Http.GetStringAsync("/tidewater26/pier"));
    }
}
