using System.Net;
using System.Text.RegularExpressions;

namespace Backchannel.Web.Tests.Questions;

public sealed partial class QuestionFormsTests
{
    const string Slug = "harbourconf", Page = $"/{Slug}/sessions/a2/questions";

    [Theory]
    [InlineData(Page + "/vote", "vote")]
    [InlineData(Page, "text")]
    public async Task A_form_of_another_site_is_refused(string path, string field)
    {
        await using var hub = await HubStandIn.Start();
        await using var web = await Web(hub);
        var id = await hub.Ask(Slug, "a2", "Does it survive?");
        using var form = new FormUrlEncodedContent([new(field, id), new("name", "Mallory"), new("_handler", "ask")]);
        using var answer = await web.Http.PostAsync(path, form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, hub.BoardOf(Slug, "a2").Questions.Single().Votes);
        Assert.Empty(hub.Asked);
    }

    [Fact]
    public async Task A_body_that_is_far_too_large_is_not_read()
    {
        await using var hub = await HubStandIn.Start();
        await using var web = await Web(hub);
        foreach (var path in new[] { Page + "/vote", Page })
        {
            using var form = new FormUrlEncodedContent([new("vote", new string('x', 200_000)), new("__RequestVerificationToken", await Token(web)), new("_handler", "ask")]);
            using var answer = await web.Http.PostAsync(path, form);
            Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest });
        }
        Assert.Empty(hub.Asked);
    }

    [Fact]
    public async Task A_program_that_fills_in_everything_asks_nothing()
    {
        await using var hub = await HubStandIn.Start();
        await using var web = await Web(hub);
        using var form = new FormUrlEncodedContent(
            [new("name", "Cheap boats"), new("text", "Buy now?"), new("website", "https://boats.example"), new("__RequestVerificationToken", await Token(web)), new("_handler", "ask")]);
        using var answer = await web.Http.PostAsync(Page, form);
        Assert.Contains("A moderator looks at your question first", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(hub.Asked);
    }

    [Fact]
    public async Task Newcomers_are_answered_from_memory_and_who_was_here_before_sees_what_is_their_own()
    {
        await using var hub = await HubStandIn.Start();
        await using var web = await Web(hub);
        using var newcomer = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = web.Http.BaseAddress };
        await hub.Ask(Slug, "a2", "Whose is it?", asker: "visitor-1");
        _ = await newcomer.GetStringAsync(Page);
        var reads = hub.BoardReads;
        for (var n = 0; n < 10; n++) Assert.DoesNotContain("data-mine", await newcomer.GetStringAsync(Page), StringComparison.Ordinal);
        Assert.Equal(reads, hub.BoardReads);

        using var request = new HttpRequestMessage(HttpMethod.Get, Page);
        request.Headers.Add("Cookie", "backchannel-visitor=visitor-1");
        using var own = await newcomer.SendAsync(request);
        Assert.Contains("data-mine", await own.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stream_of_a_session_brings_its_questions_and_no_other_does()
    {
        await using var hub = await HubStandIn.Start();
        await using var web = await Web(hub);
        await using var page = await new StreamPage(web.Http, $"/{Slug}/live?session=a2").Open();
        await using var other = await new StreamPage(web.Http, $"/{Slug}/live?session=b2").Open();
        await using var whole = await new StreamPage(web.Http, $"/{Slug}/live").Open();
        var id = await hub.Ask(Slug, "a2", "Does it survive?");
        await Eventually.True(() => page.Events.Any(each => each.Name == "questions" && each.Data.Contains(id, StringComparison.Ordinal)), "the questions come");

        // Who opens later is told at once.
        await using var late = await new StreamPage(web.Http, $"/{Slug}/live?session=a2").Open();
        await Eventually.True(() => late.Events.Any(each => each.Name == "questions" && each.Data.Contains(id, StringComparison.Ordinal)), "the questions are there");
        Assert.DoesNotContain(other.Events, each => each.Name == "questions" && each.Data.Length > 0);
        Assert.DoesNotContain(whole.Events, each => each.Name == "questions");
    }

    static async Task<WebUnderTest> Web(HubStandIn hub)
    {
        hub.AddEvent(Slug, Made.Session("a2"), Made.Session("b2", 11));
        var web = await WebUnderTest.Start(hub);
        await Eventually.True(() => !web.Live.Status.Stale, "the hub is heard");
        return web;
    }

    static async Task<string> Token(WebUnderTest web) => TokenField().Match(await web.Http.GetStringAsync(Page)).Groups[1].Value;

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)""")]
    private static partial Regex TokenField();
}
