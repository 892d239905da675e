using System.Globalization;
using System.Text.RegularExpressions;
using Backchannel.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Backchannel.Web.Tests;

/// <summary>Questions, chats and screens: latest state, not history, that has to be right on every page whatever it missed.</summary>
public sealed partial class StandingStateTests
{
    const string Slug = "harbourconf", Stream = $"/{Slug}/live?session=tides&after=one.0", WholeStream = $"/{Slug}/live?after=one.0";

    [Fact]
    public async Task A_page_that_was_away_when_screens_resumed_is_told_so_when_it_is_back()
    {
        await using var hub = await Hub();
        await using var web = await WebUnderTest.Start(hub);
        await using var wall = await new StreamPage(web.Http, WholeStream).Open();
        await Eventually.True(() => !web.Live.Status.Stale, "fresh");
        await hub.Screen(new(Slug, Blank: true, null, Made.Noon));
        await Eventually.True(() => Of(wall, "screen") is [.., var told] && told.Contains("\"blank\":true", StringComparison.Ordinal), "blank");

        await wall.Drop();
        await hub.Screen(new(Slug, Blank: false, null, Made.Noon.AddSeconds(1)));
        await Eventually.True(() => web.Live.Screen(Slug) is { Blank: false }, "heard");
        _ = await wall.Open();

        await Eventually.True(() => Of(wall, "screen")[^1].Contains("\"blank\":false", StringComparison.Ordinal), "not blank any more");
    }

    [Fact]
    public async Task A_page_that_took_nothing_for_a_while_is_told_how_things_stand()
    {
        await using var hub = await Hub();
        await using var web = await WebUnderTest.Start(hub);
        await Eventually.True(() => !web.Live.Status.Stale, "fresh");
        using var response = await web.Http.GetAsync(WholeStream, HttpCompletionOption.ResponseHeadersRead);
        await Eventually.Equal(1, () => web.Live.Viewers(Slug, null));
        // More than its socket holds.
        EchoCount[] much = [.. Enumerable.Range(0, 8_000).Select(n => new EchoCount($"{n}{new string('~', 1_000)}", 1, 1, 1))];
        for (var n = 0; n < 3; n++) await hub.Echo(much);

        await hub.Screen(new(Slug, Blank: true, null, Made.Noon));
        for (var n = 1; n <= 20; n++) await hub.Pulse(new SessionPulse(Slug, "tides", Made.Noon.AddSeconds(n), n, 2, 0.6, 5, 1.5, 0, new int[30]));
        await Eventually.Equal(20L, () => web.Live.Numbers(Slug).GetValueOrDefault("tides")?.Posts ?? 0);

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(limit.Token));
        var line = "";
        while (line?.Contains("\"blank\":true", StringComparison.Ordinal) is false) line = await reader.ReadLineAsync(limit.Token);
        Assert.NotNull(line);
    }

    [Fact]
    public async Task What_came_after_a_chat_was_read_for_somebody_else_is_told_by_the_stream()
    {
        await using var hub = await Hub();
        await hub.Chat(Made.Chat(Slug, "tides"));
        await hub.Show(Slug, (Made.Post(1), "tides"));
        var clock = new FakeTimeProvider(Made.Noon);
        await using var web = await WebUnderTest.Start(hub, services: services => services.AddSingleton<TimeProvider>(clock));
        Assert.Equal("one.1", After(await web.Http.GetStringAsync($"/{Slug}/sessions/tides")));

        await hub.Show(Slug, (Made.Post(2), "tides"));
        await Eventually.Equal(2L, () => web.Live.Feeds.Single().Tail?.Last);
        var html = await web.Http.GetStringAsync($"/{Slug}/sessions/tides");

        Assert.DoesNotContain(Made.Post(2).Text, html, StringComparison.Ordinal);
        await using var page = await new StreamPage(web.Http, $"/{Slug}/live?session=tides&after={After(html)}").Open();
        await Eventually.Equal(Made.Post(2).Id, () => page.Ids);
    }

    [Fact]
    public async Task Questions_that_could_not_be_asked_for_are_asked_for_with_the_next_connection()
    {
        await using var hub = await Hub();
        await using var web = await WebUnderTest.Start(hub);
        await using var page = await Following(hub, web);

        hub.Silent = true;
        await hub.Ask(Slug, "tides", "Does it sink?");
        var reads = hub.BoardReads;
        hub.OnBoard = _ => Task.FromResult(Results.StatusCode(503));
        hub.DropConnections();
        await Eventually.True(() => hub.BoardReads > reads, "asked in vain");
        hub.OnBoard = null;
        hub.DropConnections();

        await Eventually.True(() => Says(page, "Does it sink?"), "the second");
    }

    [Fact]
    public async Task A_late_answer_does_not_bring_back_what_was_pushed_over()
    {
        await using var hub = await Hub();
        await using var web = await WebUnderTest.Start(hub);
        await using var page = await Following(hub, web);

        var (held, on, given) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        hub.OnBoard = async board =>
        {
            hub.OnBoard = null;
            held.SetResult();
            await on.Task;
            return new Noted(board, given);
        };
        hub.DropConnections();
        await held.Task;
        await hub.Ask(Slug, "tides", "Does it sink?");
        await Eventually.True(() => Says(page, "Does it sink?"), "the second");
        on.SetResult();
        await given.Task;
        await hub.Ask(Slug, "tides", "Does it fly?");
        await Eventually.True(() => Says(page, "Does it fly?"), "the third");

        Assert.All(Of(page, "questions").SkipWhile(html => !html.Contains("sink", StringComparison.Ordinal)), html => Assert.Contains("sink", html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_that_come_back_to_a_process_that_knows_nothing_are_told_what_was_asked_meanwhile()
    {
        await using var hub = await Hub();
        await hub.Ask(Slug, "tides", "Does it float?");
        await using var web = await WebUnderTest.Start(hub);
        await Eventually.True(() => !web.Live.Status.Stale, "fresh");

        await using var page = await new StreamPage(web.Http, Stream).Open();

        await Eventually.True(() => Says(page, "Does it float?"), "the question");
    }

    [Fact]
    public async Task A_herd_that_comes_back_to_a_process_that_knows_nothing_costs_one_reading()
    {
        await using var hub = await Hub();
        await hub.Ask(Slug, "tides", "Does it float?");
        var on = new TaskCompletionSource();
        hub.OnBoard = async board =>
        {
            await on.Task;
            return board;
        };
        await using var web = await WebUnderTest.Start(hub);
        await Eventually.True(() => !web.Live.Status.Stale, "fresh");

        var pages = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => new StreamPage(web.Http, Stream).Open()));
        await Eventually.Equal(20, () => web.Live.Viewers(Slug, "tides"));
        await Eventually.Equal(1, () => hub.BoardReads);
        on.SetResult();

        await Eventually.True(() => pages.All(page => Says(page, "Does it float?")), "the question");
        Assert.Equal(1, hub.BoardReads);
        foreach (var page in pages) await page.DisposeAsync();
    }

    [Fact]
    public async Task A_chat_that_was_moved_ends_when_its_programme_says_so()
    {
        await using var hub = await Hub();
        var later = Chat("ropes");
        await using var web = await WebUnderTest.Start(hub, new() { ["Web:Live:SessionsEvery"] = "00:00:01" });
        await using var page = await new StreamPage(web.Http, Stream).Open();
        await Eventually.True(() => !web.Live.Status.Stale, "fresh");

        // Pushed at once, while programmes are asked for now and then.
        await hub.Chat(Made.Chat(Slug, "ropes"));
        await hub.Chat(Made.Chat(Slug, "tides"));
        await Eventually.True(() => Of(page, "chat") is [.., var html] && html.Contains(Until(Chat("tides").End), StringComparison.Ordinal), "the chat as it was planned");
        hub.Feeds[Slug].Sessions = [Chat("tides") with { End = Chat("tides").End.AddHours(1) }, later];

        await Eventually.True(() => Of(page, "chat")[^1].Contains(Until(Chat("tides").End.AddHours(1)), StringComparison.Ordinal), "its new end");
        await using var coming = await new StreamPage(web.Http, Stream).Open();
        await Eventually.True(() => Of(coming, "chat") is [.., var html] && html.Contains(Until(Chat("tides").End.AddHours(1)), StringComparison.Ordinal), "for who comes, too");
        await using var other = await new StreamPage(web.Http, Stream.Replace("tides", "ropes", StringComparison.Ordinal)).Open();
        await Eventually.True(() => Of(other, "chat") is [.., var html] && html.Contains(Until(later.End), StringComparison.Ordinal), "one that was not in the programme yet");
    }

    [Fact]
    public async Task A_wall_of_the_whole_event_is_told_that_its_chat_was_closed()
    {
        var now = TimeProvider.System.GetUtcNow();
        var tides = Chat("tides") with { Start = now.AddMinutes(-30), End = now.AddMinutes(30) };
        await using var hub = await Hub();
        hub.Feeds[Slug].Sessions = [tides];
        await hub.Chat(Made.Chat(Slug, "tides"));
        await using var web = await WebUnderTest.Start(hub, new() { ["Web:Live:SessionsEvery"] = "00:00:01" });
        await using var wall = await new StreamPage(web.Http, WholeStream).Open();
        await Eventually.True(() => Of(wall, "chat") is [.., var html] && html.Contains(Until(tides.End), StringComparison.Ordinal), "the chat that runs");

        var closed = tides with { End = TimeProvider.System.GetUtcNow() };
        hub.Feeds[Slug].Sessions = [closed];
        await Eventually.True(() => Of(wall, "chat")[^1].Contains(Until(closed.End), StringComparison.Ordinal), "that it is over");
        await using var coming = await new StreamPage(web.Http, WholeStream).Open();
        await Eventually.True(() => Of(coming, "chat") is [.., var html] && html.Contains(Until(closed.End), StringComparison.Ordinal), "for who comes, too");
    }

    static async Task<HubStandIn> Hub()
    {
        var hub = await HubStandIn.Start();
        _ = hub.AddEvent(Slug, Chat("tides"));
        return hub;
    }

    /// <summary>A page that was told of the first question.</summary>
    static async Task<StreamPage> Following(HubStandIn hub, WebUnderTest web)
    {
        var page = await new StreamPage(web.Http, Stream).Open();
        await Eventually.True(() => !web.Live.Status.Stale, "fresh");
        await hub.Ask(Slug, "tides", "Does it float?");
        await Eventually.True(() => Says(page, "Does it float?"), "the first question");
        return page;
    }

    static SessionInfo Chat(string id) => Made.Session(id) with { Chat = true };

    static string Until(DateTimeOffset end) => string.Create(CultureInfo.InvariantCulture, $"data-until=\"{end.ToUnixTimeSeconds()}\"");

    static List<string> Of(StreamPage page, string name) => [.. page.Events.Where(happened => happened.Name == name).Select(happened => happened.Data)];

    static bool Says(StreamPage page, string question) => Of(page, "questions") is [.., var html] && html.Contains(question, StringComparison.Ordinal);

    static string After(string html) => Position().Match(html).Groups[1].Value;

    [GeneratedRegex("data-after=\"([^\"]*)\"")]
    private static partial Regex Position();

    /// <summary>An answer that says when it was given.</summary>
    sealed class Noted(IResult answer, TaskCompletionSource given) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.OnCompleted(() =>
            {
                given.SetResult();
                return Task.CompletedTask;
            });
            await answer.ExecuteAsync(httpContext);
        }
    }
}
