using Microsoft.Playwright;

namespace Backchannel.Web.Tests.Browser;

/// <summary>The system's browser, started once for all tests.</summary>
public sealed class Chromium : IAsyncLifetime
{
    static readonly string[] Names = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    IPlaywright? _playwright;
    IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Array.Find(Names, File.Exists) ?? throw new InvalidOperationException("Chromium is not installed: scripts/test installs it, or says how to."),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
    }

    public Task<IBrowserContext> Context(int width, int height, bool javaScript = true, ReducedMotion motion = ReducedMotion.NoPreference, ColorScheme look = ColorScheme.Light) =>
        _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            JavaScriptEnabled = javaScript,
            ReducedMotion = motion,
            ColorScheme = look,
            TimezoneId = "America/New_York",
            Locale = "en-GB",
        });

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

[CollectionDefinition(nameof(Chromium))]
public sealed class ChromiumTests : ICollectionFixture<Chromium>;
