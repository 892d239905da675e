using System.Text.Json;
using System.Text.Json.Nodes;
using Backchannel.Contracts;
using Backchannel.Ingest.Sources.Mastodon;
using Backchannel.StandIns.Mastodon;
using Xunit;

namespace Backchannel.Ingest.Tests.Mastodon;

public class StatusPostTests
{
    static readonly DateTimeOffset Now = new(2026, 6, 5, 9, 0, 0, TimeSpan.Zero);

    static Post Read(Action<JsonObject> alter)
    {
        var made = MadeUp.Status("7", "tidewater.example", "HarbourConf", null, "2026-06-05T08:59:00.000Z");
        alter(made);
        var status = JsonSerializer.SerializeToElement(made);
        return new StatusPost("server.example", "server.example", _ => null).Read(status, StatusHead.Read(status, out _)!, Now)!;
    }

    static bool Unlisted(Action<JsonObject> alter)
    {
        var account = MadeUp.Account("mira", "tidewater.example");
        alter(account);
        return StatusAuthor.AsksNotToBeFound(JsonSerializer.SerializeToElement(account));
    }

    [Fact]
    public void A_status_becomes_a_post()
    {
        var post = Read(_ => { });
        Assert.Equal(("mastodon:https://tidewater.example/users/mira/statuses/7", "https://tidewater.example/@mira/7"), (post.Id, post.Url));
        Assert.Equal(new Author("https://tidewater.example/users/mira", "mira@server.example", "Mira Okonjo",
            "https://tidewater.example/avatars/mira.png", "https://tidewater.example/@mira"), post.Author);
        Assert.Equal("Post 7 from the harbour #HarbourConf", post.Text);
        Assert.Equal((Now.AddMinutes(-1), Now, null, "en"), (post.CreatedAt, post.ReceivedAt, post.EditedAt, post.Language));
        Assert.False(post.Sensitive);
    }

    [Fact]
    public void Hashtags_that_their_server_did_not_link_are_spans_too()
    {
        var post = Read(status => status["content"] = "<p>#one and <a class=\"hashtag\" href=\"https://tidewater.example/t\">#two</a> and #three</p>");
        Assert.Equal(["one", "two", "three"], post.Spans.Select(span => span.Value));
    }

    [Fact]
    public void Custom_emoji_stay_as_text_in_posts_and_leave_names()
    {
        var post = Read(status =>
        {
            status["content"] = "<p>:gull: over the pier</p>";
            status["account"]!["display_name"] = ":gull: Mira :) \n Okonjo";
            status["account"]!["emojis"] = new JsonArray(new JsonObject { ["shortcode"] = "gull", ["url"] = "https://tidewater.example/gull.png" });
        });
        Assert.Equal((":gull: over the pier", "Mira :)   Okonjo"), (post.Text, post.Author.Name));
    }

    [Fact]
    public void A_name_of_nothing_gives_way_to_the_handle() =>
        Assert.Equal("mira@server.example", Read(s => s["account"]!["display_name"] = " \u0000 ").Author.Name);

    [Fact]
    public void A_warning_blurs_and_so_does_what_its_author_or_moderators_marked()
    {
        Assert.Equal(("Spoilers", true), (Read(s => s["spoiler_text"] = "Spoilers").Warning, Read(s => s["spoiler_text"] = "Spoilers").Sensitive));
        Assert.True(Read(s => s["sensitive"] = true).Sensitive);
        Assert.True(Read(s => s["account"]!["limited"] = true).Sensitive);
    }

    [Fact]
    public void Pictures_and_films_come_with_their_words_and_focus_and_the_rest_is_left_out()
    {
        var post = Read(status => status["media_attachments"] = JsonNode.Parse("""
            [{"type":"image","url":"https://files.tidewater.example/1.jpg","preview_url":"https://files.tidewater.example/1s.jpg","description":"A gull",
              "meta":{"original":{"width":1200,"height":800},"focus":{"x":0.5,"y":-7}}},
             {"type":"gifv","url":null,"remote_url":"https://files.tidewater.example/2.mp4"},
             {"type":"video","url":"http://files.tidewater.example/3.mp4"}, {"type":"audio","url":"https://files.tidewater.example/4.ogg"}, {"type":"unknown"}, 5]
            """));
        Assert.Equal(
            [new(MediaKind.Image, "https://files.tidewater.example/1.jpg", "https://files.tidewater.example/1s.jpg", "A gull", 1200, 800, 0.5, -1),
             new(MediaKind.Gif, "https://files.tidewater.example/2.mp4")], post.Media);
    }

    [Fact]
    public void A_link_preview_is_a_card_only_if_it_can_be_followed()
    {
        var card = JsonNode.Parse("""{"url":"https://tidewater.example/a","title":"Tides","description":"","image":"http://tidewater.example/a.png"}""");
        Assert.Equal(new LinkCard("https://tidewater.example/a", "Tides"), Read(status => status["card"] = card).Card);
        Assert.Null(Read(status => status["card"] = JsonNode.Parse("""{"url":"javascript:1","title":"Tides"}""")).Card);
    }

    [Fact]
    public void An_address_that_is_no_web_address_is_no_link() =>
        Assert.Null(Read(s => (s["url"], s["uri"]) = ("javascript:1", "tag:tidewater.example,2026:7")).Url);

    [Fact]
    public void Who_asks_not_to_be_found_is_unlisted()
    {
        Assert.False(Unlisted(_ => { }));
        Assert.True(Unlisted(account => account["noindex"] = true));
        Assert.True(Unlisted(account => account["indexable"] = false));
        Assert.True(Unlisted(account => account["discoverable"] = false));
        Assert.True(Unlisted(account => account["note"] = "<p>Sea <a href=\"https://tidewater.example/tags/nobot\">#<span>NoBot</span></a></p>"));
        Assert.True(Unlisted(account => account["note"] = "<p>Please #nobots<br>Thanks</p>"));
        Assert.False(Unlisted(account => account["note"] = "<p>#nobottles left on the beach</p>"));
    }

    [Fact]
    public void A_post_goes_by_its_authors_own_address_whichever_server_reports_it()
    {
        Assert.Equal("https://tidewater.example/@mira", Read(s => s["account"]!.AsObject().Remove("uri")).Author.Id);
        Assert.Equal("lena@tidewater.example", Read(s => s["account"] = new JsonObject { ["acct"] = "lena@tidewater.example" }).Author.Id);
    }
}
