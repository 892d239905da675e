using System.Net;
using Backchannel.Outbound;
using Backchannel.Web.Images;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Backchannel.Web.Tests.Images;

public sealed class ImageProxyTests
{
    [Fact]
    public async Task A_picture_is_served_as_ours_and_fetched_once()
    {
        await using var site = await PictureSite.Start();
        await using var web = await WebUnderTest.Start(null, services: WebUnderTest.LoopbackIsPublic);
        for (var i = 0; i < 3; i++)
        {
            using var response = await Get(web, site, "good.png");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("image/png", response.Content.Headers.ContentType?.MediaType);
            Assert.Equal(PictureSite.Png, await response.Content.ReadAsByteArrayAsync());
            Assert.Contains("immutable", response.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
            Assert.Equal("default-src 'none'; sandbox", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        }
        Assert.Equal(1, site.Requests);
        Assert.DoesNotContain(site.LastHeaders!, header => header.Key is "Cookie" or "Referer" or "traceparent");
    }

    [Fact]
    public async Task Many_who_ask_at_once_cost_one_fetch()
    {
        await using var site = await PictureSite.Start();
        await using var web = await WebUnderTest.Start(null, services: WebUnderTest.LoopbackIsPublic);
        var asking = Enumerable.Range(0, 20).Select(_ => Get(web, site, "slow-good.png")).ToList();
        await Eventually.Equal(1, () => site.Requests);
        site.LetGo();
        foreach (var response in await Task.WhenAll(asking)) Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1, site.Requests);
    }

    [Fact]
    public async Task One_slow_site_does_not_keep_the_pictures_of_others_from_coming()
    {
        await using var slow = await PictureSite.Start();
        await using var site = await PictureSite.Start();
        await using var web = await WebUnderTest.Start(
            null, new() { ["Web:Images:AtOnce"] = "3", ["Web:Images:Patience"] = "00:00:01", ["Web:Images:Timeout"] = "00:10:00" }, WebUnderTest.LoopbackIsPublic);
        Task<HttpResponseMessage> Slow(int number) => web.Http.GetAsync(web.Service<ImageUrls>().For($"http://127.0.0.1:{slow.Url.Port}/slow-good.png?{number}"));
        var waiting = Enumerable.Range(0, 6).Select(Slow).ToList();
        await Eventually.Equal(2, () => slow.Requests);

        using (var quick = await web.Http.GetAsync(web.Service<ImageUrls>().For($"http://localhost:{site.Url.Port}/good.png")))
            Assert.Equal(HttpStatusCode.OK, quick.StatusCode);
        await Eventually.Equal(4, () => waiting.Count(asked => asked.IsCompleted));
        Assert.Equal(2, slow.Requests);

        // Those that never had their turn are asked for again at once.
        slow.LetGo();
        _ = await Task.WhenAll(waiting);
        foreach (var number in Enumerable.Range(0, 6))
            using (var again = await Slow(number)) Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Theory]
    [InlineData("html.png", "not a JPEG")]
    [InlineData("drawing.svg", "not a JPEG")]
    [InlineData("empty.png", "not a JPEG")]
    [InlineData("large.png", "larger than 8 MB")]
    [InlineData("vast.png", "40 megapixels")]
    [InlineData("vast.jpg", "40 megapixels")]
    [InlineData("vast.gif", "40 megapixels")]
    [InlineData("vast.webp", "40 megapixels")]
    [InlineData("endless.png", "larger than 8 MB")]
    [InlineData("silent.png", "took too long")]
    [InlineData("stalled.png", "took too long")]
    [InlineData("broken.png", "does not answer")]
    [InlineData("hop/3", "public internet")]
    [InlineData("to?url=file:///etc/hostname", "public internet")]
    public async Task What_is_no_picture_is_refused_in_words(string path, string words)
    {
        await using var site = await PictureSite.Start();
        // Soon only for those that never come: on a busy machine another may need as long as that.
        var limit = path is "silent.png" or "stalled.png" ? "00:00:01.500" : "00:01:00";
        await using var web = await WebUnderTest.Start(null, new() { ["Web:Images:Timeout"] = limit }, WebUnderTest.LoopbackIsPublic);
        using var response = await Get(web, site, path);
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Contains(words, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(response.Content.Headers.ContentType?.MediaType is "application/problem+json");
    }

    [Fact]
    public async Task A_missing_picture_is_missing_and_not_asked_for_again_at_once()
    {
        await using var site = await PictureSite.Start();
        await using var web = await WebUnderTest.Start(null, services: WebUnderTest.LoopbackIsPublic);
        for (var i = 0; i < 3; i++)
        {
            using var response = await Get(web, site, "nothing.png");
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
        Assert.Equal(1, site.Requests);
    }

    [Fact]
    public async Task Two_hops_are_followed()
    {
        await using var site = await PictureSite.Start();
        await using var web = await WebUnderTest.Start(null, services: WebUnderTest.LoopbackIsPublic);
        using var response = await Get(web, site, "hop/2");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_closed_address_is_never_connected_to()
    {
        await using var site = await PictureSite.Start();
        await using var web = await WebUnderTest.Start(null);
        foreach (var host in new[] { "127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1" })
        {
            using var response = await web.Http.GetAsync(web.Service<ImageUrls>().For($"http://{host}:{site.Url.Port}/good.png"));
            Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        }
        Assert.Equal(0, site.Requests);
    }

    [Fact]
    public async Task A_redirect_to_a_closed_address_is_refused()
    {
        await using var front = await PictureSite.Start();
        await using var inner = await PictureSite.Start();
        // The front stands for a public site, the inner one for a door inside.
        await using var web = await WebUnderTest.Start(null, services: services => services.AddSingleton<AddressPolicy, FirstOnly>());
        using var response = await Get(web, front, $"to?url={Uri.EscapeDataString($"http://127.0.0.1:{inner.Url.Port}/good.png")}");
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Contains("public internet", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((1, 0), (front.Requests, inner.Requests));
    }

    [Fact]
    public async Task An_address_that_was_not_signed_here_is_none()
    {
        await using var site = await PictureSite.Start();
        await using var web = await WebUnderTest.Start(null, services: WebUnderTest.LoopbackIsPublic);
        var good = web.Service<ImageUrls>().For(new Uri(site.Url, "good.png").ToString());
        var parts = good.Split('/');
        var other = web.Service<ImageUrls>().For(new Uri(site.Url, "other1.png").ToString()).Split('/');
        foreach (var path in new[] { $"/img/{parts[2]}/{other[3]}", $"/img/AAAA/{parts[3]}", $"/img/{parts[2]}/!!!", $"/img/%20/{parts[3]}", $"/img/{parts[2]}x/{parts[3]}" })
        {
            using var response = await web.Http.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
        Assert.Equal(0, site.Requests);
    }

    [Theory]
    [InlineData("/demo/harbour.svg", "/demo/harbour.svg")]
    [InlineData("javascript:alert(1)", "")]
    [InlineData("data:image/png;base64,AAAA", "")]
    [InlineData("ftp://tidewater.example/a.png", "")]
    [InlineData("//tidewater.example/a.png", "")]
    [InlineData("/\\tidewater.example/a.png", "")]
    [InlineData("https://mira:secret@tidewater.example/a.png", "")]
    public async Task Only_own_paths_pass_and_only_web_addresses_are_signed(string url, string expected)
    {
        await using var web = await WebUnderTest.Start(null);
        Assert.Equal(expected, web.Service<ImageUrls>().For(url));
    }

    [Fact]
    public async Task The_key_is_made_once_and_nobody_else_may_read_it()
    {
        await using var web = await WebUnderTest.Start(null);
        var path = Path.Combine(web.Data, "image.key");
        var url = web.Service<ImageUrls>().For("https://tidewater.example/a.png");
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));

        await using var again = await WebUnderTest.Start(null, new() { ["Backchannel:Data"] = web.Data });
        Assert.Equal(url, again.Service<ImageUrls>().For("https://tidewater.example/a.png"));
        await using var other = await WebUnderTest.Start(null, new() { ["Web:ImageKey"] = "a key of the tides" });
        Assert.NotEqual(url, other.Service<ImageUrls>().For("https://tidewater.example/a.png"));
    }

    [Fact]
    public async Task The_cache_forgets_what_was_used_longest_ago_and_outlives_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("backchannel-images-").FullName;
        try
        {
            var image = new FetchedImage(PictureSite.Png, "image/png");
            var cache = new ImageCache(folder, PictureSite.Png.Length * 3, NullLogger.Instance);
            foreach (var name in new[] { "a", "b", "c" }) await cache.Write(name, image);
            Assert.True(await Held(cache, "a"));
            await cache.Write("d", image);
            Assert.False(await Held(cache, "b"));
            Assert.True(await Held(cache, "a"));
            Assert.Equal(PictureSite.Png.Length * 3, cache.Bytes);
            Assert.Equal(3, Directory.GetFiles(folder).Length);

            await File.WriteAllBytesAsync(Path.Combine(folder, "e.0123"), [1, 2, 3]);
            var again = new ImageCache(folder, PictureSite.Png.Length * 3, NullLogger.Instance);
            Assert.True(await Held(again, "d"));
            Assert.Equal(3, Directory.GetFiles(folder).Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<bool> Held(ImageCache cache, string name)
    {
        if (await cache.Read(name) is not { } found) return false;
        await found.Content.DisposeAsync();
        return true;
    }

    static Task<HttpResponseMessage> Get(WebUnderTest web, PictureSite site, string path)
    {
        var address = web.Service<ImageUrls>().For(new Uri(site.Url, path).ToString());
        return web.Http.GetAsync(address);
    }

    sealed class FirstOnly : AddressPolicy
    {
        int _asked;

        public override bool Allows(IPAddress address) => Interlocked.Increment(ref _asked) == 1;
    }
}
