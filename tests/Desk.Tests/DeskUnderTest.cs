using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Backchannel.Hub.Access;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Feed;
using Backchannel.Standalone;
using Backchannel.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backchannel.Desk.Tests;

/// <summary>The whole of Backchannel in one process, as the README starts it, on a port and in a folder of its own and with no network but our own.</summary>
sealed class DeskUnderTest : IAsyncDisposable
{
    public const string Key = "a-made-up-key-for-organizers";

    readonly string _folder = Directory.CreateTempSubdirectory("backchannel-desk-").FullName;
    string[] _args;
    WebApplication _app = null!;

    DeskUnderTest(string[] args) => _args =
    [
        "--hashtag", Made.Event, "--name", "Tidewater 2026", "--data", _folder, "--urls", "http://127.0.0.1:0", "--Backchannel:ApiKey", Key,
        "--Web:Live:EventsEvery", "00:00:00.2", "--Web:Live:SessionsEvery", "00:00:00.2", "--Web:Live:Patience", "00:01:00", "--Sources:Bluesky:Enabled", "false", "--Sources:Mastodon:Enabled", "false", .. args,
    ];

    /// <param name="args">On top of those every one here has.</param>
    public static async Task<DeskUnderTest> Start(params string[] args)
    {
        var desk = new DeskUnderTest(args);
        await desk.Open();
        return desk;
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>Nobody who signed in; redirects are told, not followed.</summary>
    public HttpClient Anybody { get; private set; } = null!;

    /// <summary>Calls with the key of the settings.</summary>
    public HttpClient Organizer { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    /// <summary>The link of the first start, as it was printed.</summary>
    public string SetupPath => Services.GetRequiredService<SetupLink>().Path!;

    public static string Api(string path = "") => $"/api/events/{Made.Event}{path}";

    public static string Page(string path = "") => $"/{Made.Event}/organize{path}";

    /// <param name="args">On top of those it had.</param>
    public async Task Restart(params string[] args)
    {
        await Close();
        _args = [.. _args, .. args];
        await Open();
    }

    /// <summary>Commits changes as a source's would be.</summary>
    public Task Capture(params PostChange[] changes) =>
        Services.GetRequiredService<FeedWriter>().Apply(new("bluesky", null, changes), CancellationToken.None);

    public async Task SetSessions(params SessionInfo[] sessions) =>
        (await Organizer.PutAsJsonAsync(Api("/sessions"), sessions, ContractJson.Options)).EnsureSuccessStatusCode();

    public async Task<T> Get<T>(string path, HttpClient? by = null) => (await (by ?? Organizer).GetFromJsonAsync<T>(path, ContractJson.Options))!;

    /// <summary>Looks into the archive itself.</summary>
    public async Task<T> Read<T>(Func<ArchiveDb, Task<T>> query)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<ArchiveDb>>().CreateDbContextAsync();
        return await query(db);
    }

    /// <summary>Puts an account into the archive and signs it in, without the pages.</summary>
    /// <returns>What its cookie holds.</returns>
    public async Task<string> SignedIn(string name, Role role, string? @event = null, string? session = null)
    {
        var (id, token) = (Guid.NewGuid().ToString("N"), Tokens.New());
        await Read(async db =>
        {
            db.Accounts.Add(new() { Id = id, Name = name, NameKey = TextFold.Fold(name), Role = role, Event = @event, Session = session });
            db.SignIns.Add(new() { Hash = Tokens.Hash(token), Account = id, ExpiresAt = TimeProvider.System.GetUtcNow().AddDays(1) });
            return await db.SaveChangesAsync();
        });
        return token;
    }

    /// <summary>Calls in the name of whom a token belongs to.</summary>
    public HttpClient As(string token) => Client(token);

    /// <summary>Lets a browser be signed in.</summary>
    public Task SignIn(IBrowserContext browser, string token) =>
        browser.AddCookiesAsync([new() { Name = CallerHandler.Cookie, Value = token, Url = Address.ToString(), HttpOnly = true }]);

    public async ValueTask DisposeAsync()
    {
        await Close();
        Directory.Delete(_folder, recursive: true);
    }

    async Task Open()
    {
        _app = StandaloneApp.Build(_args);
        await _app.StartAsync();
        Address = new(_app.Urls.First());
        (Anybody, Organizer) = (Client(null), Client(Key));
    }

    async Task Close()
    {
        Anybody.Dispose();
        Organizer.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    HttpClient Client(string? token)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
