using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Backchannel.Text;
using Backchannel.Web.Organize;

namespace Backchannel.Desk.Tests;

/// <summary>Whatever networks, programmes and people write: on a page it is words, and nothing else.</summary>
[Collection(nameof(Chromium))]
public partial class HostileContentTests(Chromium chromium)
{
    const string Act = "window.pwned=1";

    static readonly string[] Payloads =
    [
        $"<script>{Act}</script>", $"\"><img src=x onerror=\"{Act}\">", $"'><svg/onload={Act}>", $"</script><script>{Act}</script>", $"</textarea></title></style><img src=x onerror={Act}>",
        $"<a href=\"javascript:{Act}\">here</a>", "{{constructor.constructor('window.pwned=1')()}}", "${window.pwned=1}", "<iframe srcdoc=\"<script>parent.pwned=1</script>\"></iframe>",
    ];

    // Of elements, not of words that look like some.
    const string BadAddresses = """
        () => [...document.querySelectorAll('*')].flatMap(element => [...element.attributes])
          .filter(attribute => /^(href|src|srcdoc|action|formaction|xlink:href|on.*)$/i.test(attribute.name) && (/^on|srcdoc/i.test(attribute.name) || /^\s*(javascript|data:text|vbscript):?/i.test(attribute.value)))
          .map(attribute => `${attribute.name}=${attribute.value}`)
        """;

    [Fact]
    public async Task No_page_runs_what_somebody_wrote()
    {
        await using var desk = await DeskUnderTest.Start("--name", $"Tidewater {Payloads[0]}");
        await desk.SetSessions(Session("queues", Payloads[1], "tidewaterqueues"), Session("boats", Payloads[3], "tidewaterboats"));
        foreach (var (number, payload) in Payloads.Index()) await desk.Capture(Hostile(number, payload));
        await desk.Anybody.PostAsJsonAsync(DeskUnderTest.Api("/sessions/queues/questions"), new { name = Payloads[1], text = Payloads[0] });
        (await desk.Organizer.PatchAsJsonAsync(DeskUnderTest.Api(), new { policy = new { mode = "approve", blockedWords = Payloads, blockedAuthors = Payloads } })).EnsureSuccessStatusCode();
        await desk.Capture(Hostile(77, Payloads[1]));
        var token = await desk.SignedIn(Payloads[1], Role.Organizer);
        await Eventually.True(async () => (await desk.Anybody.GetStringAsync($"/{Made.Event}/schedule")).Contains("onerror", StringComparison.Ordinal), "the pages know the programme");

        var browser = await chromium.Context(1280, 900);
        await desk.SignIn(browser, token);
        var trouble = new ConcurrentQueue<string>();
        var page = await browser.NewPageAsync();
        page.Dialog += (_, dialog) =>
        {
            trouble.Enqueue($"a dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.Console += (_, said) =>
        {
            if (said.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase)) trouble.Enqueue($"{page.Url}: {said.Text}");
        };
        page.Request += (_, asked) =>
        {
            if (!asked.Url.StartsWith(desk.Address.ToString(), StringComparison.Ordinal) && !asked.Url.StartsWith("data:", StringComparison.Ordinal) && !asked.Url.StartsWith("blob:", StringComparison.Ordinal))
                trouble.Enqueue($"{page.Url} asked for {asked.Url}");
        };
        foreach (var path in Paths())
        {
            await page.GotoAsync(new Uri(desk.Address, path).ToString(), new() { WaitUntil = WaitUntilState.Load });
            // What waits comes after the page itself, over its circuit.
            if (path == DeskUnderTest.Page("/moderation")) await Assertions.Expect(page.Locator(".queue-card .words").First).ToContainTextAsync(Payloads[1]);
            if (await page.EvaluateAsync<bool>("() => 'pwned' in window")) trouble.Enqueue($"{path} ran it");
            foreach (var address in await page.EvaluateAsync<string[]>(BadAddresses)) trouble.Enqueue($"{path} has {address}");
        }
        await browser.CloseAsync();
        Assert.Empty(trouble);
    }

    [Fact]
    public async Task Neither_streams_nor_calls_nor_calendars_carry_markup_that_a_browser_would_take_for_its_own()
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.SetSessions(Session("queues", Payloads[0], "tidewaterqueues"));
        foreach (var (number, payload) in Payloads.Index()) await desk.Capture(Hostile(number, payload));
        foreach (var path in (string[])[$"/{Made.Event}/agenda.ics", DeskUnderTest.Api("/posts"), DeskUnderTest.Api("/sessions"), "/openapi/v1.json"])
        {
            using var answer = await desk.Anybody.GetAsync(path);
            Assert.True(answer.IsSuccessStatusCode, path);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.DoesNotContain("html", answer.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
        }
        var cards = await desk.Anybody.GetStringAsync($"/{Made.Event}/cards");
        Assert.DoesNotContain("<script", cards, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(BadAddress(), cards);
    }

    static IEnumerable<string> Paths() =>
    [
        "/", $"/{Made.Event}", $"/{Made.Event}/wall", $"/{Made.Event}/wall?session=queues", $"/{Made.Event}/post", $"/{Made.Event}/schedule", $"/{Made.Event}/people",
        $"/{Made.Event}/search?q={Uri.EscapeDataString(Payloads[1])}", $"/{Made.Event}/unfiled", $"/{Made.Event}/sessions/queues", $"/{Made.Event}/sessions/queues?view=top",
        $"/{Made.Event}/sessions/queues/questions", $"/{Made.Event}/sessions/queues/room", $"/{Uri.EscapeDataString(Payloads[1])}", $"/sign-in?to={Uri.EscapeDataString($"javascript:{Act}")}",
        .. DeskLinks.All.Select(link => DeskUnderTest.Page(link.Path)),
    ];

    static SessionInfo Session(string id, string words, string hashtag) =>
        new(id, $"About {words}", $"Room {words}", $"Track {words}", [$"Speaker {words}"], TimeProvider.System.GetUtcNow().AddMinutes(-20), TimeProvider.System.GetUtcNow().AddMinutes(40), [hashtag], $"Abstract {words}")
        {
            Subtitle = words,
            Kind = words,
            Code = words,
            Language = words[..5],
        };

    // As a network that was taken over might send it: past our own sources, which clean most of this already.
    static PostSeen Hostile(int number, string words)
    {
        var (now, text) = (TimeProvider.System.GetUtcNow(), $"{words} #tidewaterqueues");
        return Made.Seen(new Post
        {
            Id = $"bluesky:made-up/hostile-{number}",
            Network = Network.Bluesky,
            Url = $"javascript:{Act}",
            Author = new($"id-{number}", words, words, $"javascript:{Act}", $"javascript:{Act}"),
            Text = text,
            Spans = [.. TextScanner.Spans(text), new(text.Length - 16, 1, SpanKind.Link, $"javascript:{Act}")],
            Media = [new(MediaKind.Image, $"javascript:{Act}", $"data:text/html,<script>{Act}</script>", words)],
            Card = new($"javascript:{Act}", words, words, $"javascript:{Act}"),
            Language = words,
            Warning = number % 3 == 0 ? words : null,
            Sensitive = number % 3 == 0,
            CreatedAt = now.AddMinutes(-1),
            ReceivedAt = now,
        });
    }

    [GeneratedRegex("""(href|src|action|formaction|xlink:href)\s*=\s*["']?\s*(javascript|data:text|vbscript):?""", RegexOptions.IgnoreCase)]
    private static partial Regex BadAddress();
}
