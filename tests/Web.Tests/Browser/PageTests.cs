using System.Net;
using Backchannel.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace Backchannel.Web.Tests.Browser;

[Collection(nameof(Chromium))]
public sealed class PageTests(Chromium chromium)
{
    const string Write = "/harbourconf/post";

    [Theory]
    [InlineData("/")]
    [InlineData(Write)]
    [InlineData(Write + "?posted=shown")]
    [InlineData(Write + "?posted=held")]
    [InlineData("/error")]
    public async Task A_page_fits_every_screen(string path)
    {
        await using var stage = await Stage.Set(chromium);
        foreach (var (width, height, look) in new[] { (1920, 1080, ColorScheme.Light), (1280, 720, ColorScheme.Dark), (390, 844, ColorScheme.Light), (320, 640, ColorScheme.Dark) })
        {
            var page = await stage.Open(path, width, height, follows: false, look: look);
            Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
            await Accessible.Check(page);
        }
        stage.WasClean();
    }

    [Theory]
    [InlineData("/no-such-event")]
    [InlineData("/no-such-event/wall")]
    [InlineData("/no-such-event/post")]
    [InlineData("/a/b/c")]
    public async Task An_address_of_nothing_is_answered_as_such(string path)
    {
        await using var stage = await Stage.Set(chromium);
        using var answer = await stage.Web.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var page = await stage.Open(path, follows: false);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "There is nothing at this address" })).ToBeVisibleAsync();
        await Accessible.Check(page);
    }

    [Fact]
    public async Task A_start_without_events_says_how_to_have_one()
    {
        await using var stage = await Stage.Set(chromium);
        stage.Hub.Feeds.Clear();
        await using var web = await WebUnderTest.Start(stage.Hub);
        Assert.Contains("--hashtag harbourconf", await web.Http.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/harbourconf")]
    [InlineData("/harbourconf/wall")]
    [InlineData(Write)]
    public async Task Without_a_hub_a_page_waits_and_says_so(string path)
    {
        await using var web = await WebUnderTest.Start(null, new() { ["Web:Live:Patience"] = "00:00:00.100" });
        using var answer = await web.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("One moment", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Posting_takes_a_name_and_words_with_a_script_and_without(bool javaScript)
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Write + "?session=a2", javaScript: javaScript, follows: false);
        await page.GetByLabel("Name").FillAsync("Tomasz");
        await page.GetByLabel("What do you want to say?").FillAsync("Does the queue survive a reinstall?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Post it" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "It is on the wall" })).ToBeVisibleAsync();
        Assert.Equal(new NewPost("Tomasz", "Does the queue survive a reinstall?", "a2"), Assert.Single(stage.Hub.Posted).Post);
        await page.GetByRole(AriaRole.Link, new() { Name = "Post another" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Name")).ToHaveValueAsync("Tomasz");
        stage.WasClean();
    }

    [Fact]
    public async Task A_double_click_posts_once_and_who_comes_back_posts_again()
    {
        await using var stage = await Stage.Set(chromium);
        var answer = new TaskCompletionSource();
        stage.Hub.OnPost = _ =>
        {
            answer.Task.Wait(TimeSpan.FromMinutes(2));
            return Results.Json(new NewPostAccepted("here:1", "shown"), statusCode: 202);
        };
        var page = await stage.Open(Write, follows: false);
        await page.GetByLabel("Name").FillAsync("Tomasz");
        await page.GetByLabel("What do you want to say?").FillAsync("Once");
        var press = await page.Mouse.On(page.GetByRole(AriaRole.Button, new() { Name = "Post it" }));
        await press();
        await Eventually.True(() => !stage.Hub.Posted.IsEmpty, "it was sent");
        await press();
        answer.SetResult();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "It is on the wall" })).ToBeVisibleAsync();
        Assert.Single(stage.Hub.Posted);

        await page.GoBackAsync();
        await page.GetByLabel("Name").FillAsync("Tomasz");
        await page.GetByLabel("What do you want to say?").FillAsync("And again");
        await page.GetByRole(AriaRole.Button, new() { Name = "Post it" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "It is on the wall" })).ToBeVisibleAsync();
        Assert.Equal(["Once", "And again"], stage.Hub.Posted.Select(posted => posted.Post.Text));
        stage.WasClean();
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Write, follows: false);
        await page.GetByLabel("What do you want to say?").FillAsync("Words without a name");
        await page.GetByRole(AriaRole.Button, new() { Name = "Post it" }).ClickAsync();

        await Assertions.Expect(page.GetByLabel("Name")).ToHaveAccessibleDescriptionAsync("Give a name for your post to stand under. It need not be your own.");
        await Assertions.Expect(page.GetByLabel("What do you want to say?")).ToHaveValueAsync("Words without a name");
        Assert.Empty(stage.Hub.Posted);
        await Accessible.Check(page);
    }

    [Fact]
    public async Task A_limit_is_explained()
    {
        await using var stage = await Stage.Set(chromium);
        stage.Hub.OnPost = context =>
        {
            context.Response.Headers.RetryAfter = "20";
            return Results.StatusCode(429);
        };
        var page = await stage.Open(Write, follows: false);
        await page.GetByLabel("Name").FillAsync("Tomasz");
        await page.GetByLabel("What do you want to say?").FillAsync("Once more");
        await page.GetByRole(AriaRole.Button, new() { Name = "Post it" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("You can post again in 20 seconds");
        await Assertions.Expect(page.GetByLabel("What do you want to say?")).ToHaveValueAsync("Once more");
        await Accessible.Check(page);
    }

    [Fact]
    public async Task A_program_that_fills_in_everything_posts_nothing()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Write, follows: false);
        await page.GetByLabel("Name").FillAsync("Cheap boats");
        await page.GetByLabel("What do you want to say?").FillAsync("Buy now");
        await page.Locator("[name=website]").EvaluateAsync("field => { field.value = 'https://boats.example'; }");
        await page.GetByRole(AriaRole.Button, new() { Name = "Post it" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "A moderator looks at it first" })).ToBeVisibleAsync();
        Assert.Empty(stage.Hub.Posted);
    }

    [Fact]
    public async Task Letters_left_are_counted_as_people_see_them()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Write, follows: false);
        await page.GetByLabel("What do you want to say?").FillAsync(string.Concat(Enumerable.Repeat("👩‍👩‍👧", 490)));
        await Assertions.Expect(page.Locator("#left")).ToHaveTextAsync("10 characters left");
    }
}
