using Backchannel.Contracts;
using Backchannel.Hub.Digests;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Backchannel.Hub.Tests;

public class PageAddressTests
{
    [Theory]
    [InlineData("https://tidewater.example/slides")]
    [InlineData("http://tidewater.example/slides")]
    [InlineData("https://www.tidewater.example/slides/")]
    [InlineData("https://TIDEWATER.example:443/slides#page-4")]
    [InlineData("https://tidewater.example/slides?utm_source=wall&UTM_Medium=qr&fbclid=x")]
    [InlineData("https://tidewater.example/slides/?igsh=a&")]
    public void One_page_has_many_addresses(string address) => Assert.Equal("tidewater.example/slides", PageAddress.Of(address)?.Key);

    [Theory]
    [InlineData("https://tidewater.example/slides?page=2", "tidewater.example/slides?page=2")]
    [InlineData("https://tidewater.example/watch?v=aB&utm_campaign=x&t=4", "tidewater.example/watch?v=aB&t=4")]
    [InlineData("https://tidewater.example/Slides", "tidewater.example/Slides")]
    [InlineData("https://tidewater.example:8443/slides", "tidewater.example:8443/slides")]
    [InlineData("https://tidewater.example/#/talks/7", "tidewater.example#/talks/7")]
    [InlineData("https://tidewater.example/", "tidewater.example")]
    [InlineData("https://bücher.example/größe", "xn--bcher-kva.example/gr%C3%B6%C3%9Fe")]
    public void What_names_another_page_stays(string address, string key) => Assert.Equal(key, PageAddress.Of(address)?.Key);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tidewater.example/slides")]
    [InlineData("/slides")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,hello")]
    [InlineData("ftp://tidewater.example/slides")]
    [InlineData("https://mira:secret@tidewater.example/")]
    [InlineData("https:///slides")]
    public void What_is_no_page_is_none(string? address) => Assert.Null(PageAddress.Of(address));

    [Fact]
    public void An_address_longer_than_any_is_none() => Assert.Null(PageAddress.Of($"https://tidewater.example/{new string('a', 2_000)}"));

    [Fact]
    public void An_address_loses_what_follows_readers_about_and_nothing_else() =>
        Assert.Equal("http://www.tidewater.example/slides/?page=2#top", PageAddress.Of("http://www.Tidewater.example/slides/?utm_source=wall&page=2&fbclid=x#top")?.Url);

    [Fact]
    public void Any_text_is_taken_and_what_comes_out_stays_as_it_is() =>
        Prop.ForAll(Addresses().ToArbitrary(), address =>
        {
            if (PageAddress.Of(address) is not { } page) return;
            Assert.Equal(page, PageAddress.Of(page.Url));
            Assert.StartsWith("http", page.Url, StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Hashtag_pages_session_pages_and_our_own_are_no_finds()
    {
        SessionInfo[] sessions = [Made.Session("pier") with { Url = "https://conf.tidewater.example/talks/pier" }];
        var own = new OwnPages("tide water", sessions, "https://wall.tidewater.example");
        foreach (var address in (string[])[
            "https://x.com/hashtag/tidewater26?src=hash", "https://bsky.app/hashtag/tidewater26", "https://social.tidewater.example/tags/tidewater26",
            "http://www.conf.tidewater.example/talks/pier/", "https://wall.tidewater.example/tide%20water", "https://wall.tidewater.example/tide%20water/wall?screen=1",
            "https://another.example/tide%20water/sessions/pier", "https://another.example/tide%20water/sessions/pier?view=top"])
            Assert.True(own.Hold(PageAddress.Of(address)!.Value), address);
        foreach (var address in (string[])[
            "https://conf.tidewater.example/talks/quay", "https://wall.tidewater.example/tide%20waters", "https://another.example/tide%20water/sessions/quay",
            "https://another.example/tags", "https://another.example/posts/hashtag/x"])
            Assert.False(own.Hold(PageAddress.Of(address)!.Value), address);
    }

    static Gen<string> Addresses() =>
        from start in Gen.Elements("https://", "http://www.", "HTTPS://", "http:", "", "ftp://")
        from host in Gen.Elements("tidewater.example", "www.www.example", "[::1]", "bücher.example", "a b", "x:99", "😀.example")
        from rest in ArbMap.Default.GeneratorFor<string?>()
        from query in Gen.Elements("", "?utm_a=1", "?a&&b=#x", "?fbclid=1&q=%zz", "#!/x", "//?")
        select $"{start}{host}/{rest}{query}";
}
