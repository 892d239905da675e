using Backchannel.Contracts;
using Backchannel.Web.Cards;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Backchannel.Web.Tests.Cards;

public sealed class PostCardTests
{
    static readonly DateTimeOffset At = new(2026, 10, 15, 12, 32, 0, TimeSpan.Zero);

    [Fact]
    public async Task Words_of_a_stranger_are_never_markup()
    {
        var html = await Render(Says("<script>alert(1)</script> & <img src=x onerror=alert(1)>") with
        {
            Author = new Author("1", "x\"onmouseover=\"alert(1)", "<b>Mira</b>", ProfileUrl: "javascript:alert(1)"),
            Url = "javascript:alert(1)",
            Card = new LinkCard("javascript:alert(1)", "Click me"),
            Language = "\" onclick=\"alert(1)",
        });

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b>Mira", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript:", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\"onmouseover", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spans_become_links_and_the_rest_stays_as_it_was()
    {
        var html = await Render(Says("Slides: lindqvist.example #harbourconf") with
        {
            Network = Network.Bluesky,
            Spans = [new TextSpan(8, 17, SpanKind.Link, "https://lindqvist.example/slides"), new TextSpan(26, 12, SpanKind.Hashtag, "harbourconf")],
        });

        Assert.Contains("href=\"https://lindqvist.example/slides\" target=\"_blank\" rel=\"nofollow noopener noreferrer\">lindqvist.example</a>", html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://bsky.app/hashtag/harbourconf\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_spans_lose_no_word() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(int, int)[]>(),
            places =>
            {
                const string Words = "One two three four five";
                var post = Says(Words) with { Spans = [.. places.Select(place => new TextSpan(place.Item1, place.Item2, SpanKind.Mention, "x"))] };
                var html = Render(post).GetAwaiter().GetResult();
                var inner = html[(html.IndexOf("class=\"words\"", StringComparison.Ordinal) + 1)..];
                inner = inner[(inner.IndexOf('>') + 1)..inner.IndexOf("</p>", StringComparison.Ordinal)];
                return inner.Replace("<b class=\"mention\">", "", StringComparison.Ordinal).Replace("</b>", "", StringComparison.Ordinal) == Words;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task A_very_long_post_is_folded_and_complete()
    {
        var words = string.Join(' ', Enumerable.Range(0, 500).Select(i => $"word{i}"));
        var html = await Render(Says(words));

        Assert.Contains("<details class=\"rest\">", html, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(0, 500), i => Assert.Contains($"word{i}", html, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Spoilers for the keynote", true, false)]
    [InlineData(null, false, true)]
    public async Task A_warning_covers_the_words_and_a_mark_only_the_pictures(string? warning, bool coversWords, bool coversPicturesOnly)
    {
        var html = await Render(Says("Look at this") with
        {
            Sensitive = true,
            Warning = warning,
            Media = [new Media(MediaKind.Image, "/photo.svg", Alt: "A boat")],
        });

        var veil = html.IndexOf("class=\"veil\"", StringComparison.Ordinal);
        Assert.Equal(coversWords, veil < html.IndexOf("Look at this", StringComparison.Ordinal));
        Assert.Equal(coversPicturesOnly, veil > html.IndexOf("Look at this", StringComparison.Ordinal));
        Assert.True(veil < html.IndexOf("class=\"photos", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hours_are_the_events()
    {
        var html = await Render(Says("Hello"));
        Assert.Contains("datetime=\"2026-10-15T12:32:00Z\"", html, StringComparison.Ordinal);
        Assert.Contains("14:32</time>", html, StringComparison.Ordinal);
    }

    static Post Says(string text) => new()
    {
        Id = "here:1",
        Network = Network.Here,
        Author = new Author("1", "", "Mira Okonjo"),
        Text = text,
        CreatedAt = At,
        ReceivedAt = At,
    };

    static async Task<string> Render(Post post)
    {
        var info = new EventInfo("harbourconf", "Harbour Conf", "Europe/Oslo", ["harbourconf"], "#ff7a59", "e1", 1, 1, []);
        await using var provider = CardServices.Make();
        await using var renderer = new HtmlRenderer(provider, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = new Dictionary<string, object?> { ["Entry"] = new FeedEntry(1, EntryKind.Shown, post.Id, post), ["Event"] = info };
            return (await renderer.RenderComponentAsync<PostCard>(ParameterView.FromDictionary(parameters))).ToHtmlString();
        });
    }
}
