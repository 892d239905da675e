using Microsoft.Playwright;

namespace Backchannel.Web.Tests.Browser;

/// <summary>The system's browser, started once for all tests.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>How long a page may take over anything on a machine that is busy with all the other tests. What is usual, 5 s for what is expected, is not enough there.</summary>
    const float Patience = 60_000;

    static readonly string[] Names = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    IPlaywright? _playwright;
    IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Array.Find(Names, File.Exists) ?? throw new InvalidOperationException("Chromium is not installed: scripts/test installs it, or says how to."),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
    }

    public async Task<IBrowserContext> Context(int width, int height, bool javaScript = true, ReducedMotion motion = ReducedMotion.NoPreference, ColorScheme look = ColorScheme.Light)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            JavaScriptEnabled = javaScript,
            ReducedMotion = motion,
            ColorScheme = look,
            TimezoneId = "America/New_York",
            Locale = "en-GB",
        });
        context.SetDefaultTimeout(Patience);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

[CollectionDefinition(nameof(Chromium))]
public sealed class ChromiumTests : ICollectionFixture<Chromium>;
