using System.Collections.Concurrent;
using System.Globalization;
using Backchannel.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Backchannel.Web.Tests.Browser;

/// <summary>A hub with a made-up conference, the Web process before it, and a browser that is watched for errors and for requests to elsewhere.</summary>
sealed class Stage : IAsyncDisposable
{
    readonly ConcurrentQueue<string> _errors = new(), _elsewhere = new();
    readonly List<IBrowserContext> _contexts = [];
    readonly Chromium _chromium;
    int _number = 1_000;

    Stage(Chromium chromium, HubStandIn hub, WebUnderTest web) => (_chromium, Hub, Web) = (chromium, hub, web);

    /// <summary>When the stage was set: its programme and posts are around it. Pages tell minutes, and all tests together take many; one is on at a time.</summary>
    public static DateTimeOffset Now { get; private set; } = TimeProvider.System.GetUtcNow();

    /// <summary>Where the conference is: where it is morning, so that the day does not end in the middle of a test that runs around midnight.</summary>
    public static string Zone => string.Create(CultureInfo.InvariantCulture, $"Etc/GMT{West:+0;-0;+0}");

    // An hour beside the browser's own zone at the time of day at which it would be that: what pages say of the viewer's hours is tested.
    static int West => ((Now.Hour + 4) % 24) - 12 is var west && west == -TimeZoneInfo.FindSystemTimeZoneById("America/New_York").GetUtcOffset(Now).Hours ? west - 1 : west;

    /// <summary>When it was set: a talk runs by it, and posts are made then.</summary>
    public DateTimeOffset At { get; private set; } = Now;

    public HubStandIn Hub { get; }

    public WebUnderTest Web { get; }

    public static async Task<Stage> Set(Chromium chromium, bool empty = false, bool programme = true, string accent = "#ff7a59", SessionInfo? talk = null)
    {
        Now = TimeProvider.System.GetUtcNow();
        var hub = await HubStandIn.Start();
        var feed = hub.AddEvent(HarbourConf.Slug, programme ? HarbourConf.Sessions(Now) : []);
        (feed.Name, feed.Accent, feed.Zone) = ("Harbour Conf 2026", accent, Zone);
        if (talk is not null) feed.Sessions = [.. feed.Sessions.Where(other => other.Id != talk.Id), talk];
        if (!empty) await hub.Show(HarbourConf.Slug, HarbourConf.Posts(Now));
        var web = await WebUnderTest.Start(hub, services: services => services.AddSingleton<IStartupFilter, Pictures>());
        await HasHeardTheHub(web);
        return new Stage(chromium, hub, web);
    }

    /// <summary>On a busy machine the first answer may be the page that waits for the hub.</summary>
    static async Task HasHeardTheHub(WebUnderTest web)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            using var answer = await web.Http.GetAsync(HarbourConf.Slug, limit.Token);
            if (answer.IsSuccessStatusCode) return;
            await Task.Delay(50, limit.Token);
        }
    }

    /// <summary>Opens a page and waits until it follows the feed (or is there, where it does not).</summary>
    public async Task<IPage> Open(string path, int width = 1280, int height = 720, bool javaScript = true, bool follows = true,
        ReducedMotion motion = ReducedMotion.NoPreference, ColorScheme look = ColorScheme.Light)
    {
        var context = await _chromium.Context(width, height, javaScript, motion, look);
        _contexts.Add(context);
        var page = await context.NewPageAsync();
        page.Console += (_, message) => { if (message.Type is "error" or "warning") _errors.Enqueue($"{message.Text} ({message.Location})"); };
        page.PageError += (_, error) => _errors.Enqueue(error);
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" } url && url.Authority != Web.Http.BaseAddress!.Authority) _elsewhere.Enqueue(request.Url);
        };
        var following = follows && javaScript
            ? page.WaitForResponseAsync(response => IsStream(response) && response.Ok)
            : Task.CompletedTask;
        await page.GotoAsync(Web.Http.BaseAddress + path.TrimStart('/'));
        await following;
        return page;
    }

    /// <summary>The stream's, and not live.js'.</summary>
    public static bool IsStream(IResponse response) => response.Url.Contains("/live?", StringComparison.Ordinal);

    /// <summary>A talk of an hour with all that people say in it, so many minutes after it began (below 0: before).</summary>
    public static async Task<Stage> SetTalk(Chromium chromium, int minutesIn = 37, bool empty = false, Func<SessionInfo, SessionInfo>? but = null)
    {
        var at = TimeProvider.System.GetUtcNow();
        var session = TalkOfTrains.Session(at, minutesIn);
        var stage = await Set(chromium, empty: true, talk: but is null ? session : but(session));
        stage.At = at;
        if (empty) return stage;
        await stage.Hub.Show(HarbourConf.Slug, TalkOfTrains.Posts(at, minutesIn, Math.Clamp(minutesIn, 0, 60)));
        await stage.HasHeard();
        return stage;
    }

    /// <summary>Whatever happened at the hub is known here, so that a page that opens shows it.</summary>
    public Task HasHeard() => Eventually.Equal(Hub.Feeds[HarbourConf.Slug].Last, () => Web.Live.Feeds.Single().Tail?.Last);

    /// <summary>Somebody posts.</summary>
    public async Task<Post> Say(string text, string? session = null)
    {
        var post = HarbourConf.Say(At, _number++, 0, Network.Mastodon, "Nadia Quay", "nadia@tidewater.example", text);
        await Hub.Show(HarbourConf.Slug, (post, session));
        return post;
    }

    public static ILocator Card(IPage page, string postId) => page.Locator($"article.card[data-post=\"{postId}\"]");

    /// <summary>Nothing was logged as an error, and nothing was asked of another site.</summary>
    public void WasClean()
    {
        Assert.True(_elsewhere.IsEmpty, string.Join('\n', _elsewhere));
        Assert.True(_errors.IsEmpty, string.Join('\n', _errors));
    }

    public void ForgetErrors() => _errors.Clear();

    public async ValueTask DisposeAsync()
    {
        foreach (var context in _contexts) await context.DisposeAsync();
        await Web.DisposeAsync();
        await Hub.DisposeAsync();
    }

    /// <summary>Photos of our own origin, as the demo's are.</summary>
    sealed class Pictures : IStartupFilter
    {
        const string Chart = """
            <svg xmlns="http://www.w3.org/2000/svg" width="1200" height="520" viewBox="0 0 600 260"><rect width="600" height="260" fill="#27344a"/><rect x="150" y="34" width="300" height="150" rx="6" fill="#eef2f6"/>
            <path d="M185 150 245 96 300 128 380 70 415 92" stroke="#ff7a59" stroke-width="7" fill="none"/><g fill="#0a0d12"><circle cx="70" cy="236" r="30"/><circle cx="150" cy="246" r="34"/><circle cx="240" cy="240" r="31"/><circle cx="330" cy="248" r="35"/><circle cx="425" cy="240" r="32"/><circle cx="520" cy="246" r="34"/></g></svg>
            """;

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Map("/made-up", pictures => pictures.Run(context =>
            {
                context.Response.ContentType = "image/svg+xml";
                return context.Response.WriteAsync(Chart);
            }));
            next(app);
        };
    }
}
