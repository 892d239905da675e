using System.Text.Json;
using System.Text.Json.Nodes;
using Backchannel.Contracts;
using Backchannel.Ingest.Sources.Bluesky;
using Xunit;
using static Backchannel.StandIns.Bluesky.JetstreamFrames;

namespace Backchannel.Ingest.Tests.Bluesky;

public class PostRecordTests
{
    const string Cid = "bafkreitidewaterpicture";

    [Fact]
    public void Facets_count_bytes_and_spans_count_utf16_units()
    {
        const string text = "Grüße 👩🏽‍💻 from #HarbourConf with @mira and tidewater.example/talks…";
        var record = With(text,
            Facet(text, "#HarbourConf ", Tag("HarbourConf")),
            Facet(text, "@mira", Mention(BlueskyBed.Mira)),
            Facet(text, "tidewater.example/talks…", Link("https://tidewater.example/talks/42")));

        Assert.Equal(
            [("#HarbourConf", SpanKind.Hashtag, "HarbourConf"), ("@mira", SpanKind.Mention, "https://bsky.app/profile/" + BlueskyBed.Mira),
                ("tidewater.example/talks…", SpanKind.Link, "https://tidewater.example/talks/42")],
            Slices(record));
        Assert.Empty(record.Flaws);
    }

    [Fact]
    public void Facets_that_split_a_character_lie_outside_or_overlap_are_left_out_and_the_post_stays()
    {
        const string text = "é #harbourconf";
        var record = With(text, Facet(0, 1, Tag("split")), Facet(3, 900, Tag("outside")), Facet(5, 5, Tag("empty")), Facet(-1, 4, Tag("before")),
            Facet(3, 15, Tag("harbourconf")), Facet(4, 8, Link("https://tidewater.example/")), Facet(3, 15, Link("javascript:alert(1)")));

        Assert.Equal([("#harbourconf", SpanKind.Hashtag, "harbourconf")], Slices(record));
        Assert.Single(record.Flaws);
        Assert.Contains("outside", record.Hashtags);
    }

    [Fact]
    public void Hashtags_that_nobody_marked_become_spans_too_and_hidden_ones_match()
    {
        var json = Record("#harbourconf, day 2 #keynote", DateTimeOffset.UnixEpoch, "keynote");
        json["tags"] = new JsonArray("backstage");
        var record = Parse(json);

        Assert.Equal([("#harbourconf", SpanKind.Hashtag, "harbourconf"), ("#keynote", SpanKind.Hashtag, "keynote")], Slices(record));
        Assert.Equal(["backstage", "harbourconf", "keynote"], record.Hashtags.Order());
    }

    [Fact]
    public void Markup_is_only_text() =>
        Assert.Equal("<script>alert(1)</script> #harbourconf", With("<script>alert(1)</script> #harbourconf").Text);

    [Fact]
    public void Marks_stay_on_their_words_when_the_text_is_cleaned()
    {
        const string text = "\u202e  turned\u0000 \r\n\r\n\r\n\r\n\r\n #harbourconf \u2067";
        var record = With(text, Facet(text, "#harbourconf", Tag("harbourconf")));

        Assert.Equal("turned\n\n\n #harbourconf", record.Text);
        Assert.Equal([("#harbourconf", SpanKind.Hashtag, "harbourconf")], Slices(record));
    }

    [Fact]
    public void A_huge_text_is_cut_with_its_marks()
    {
        var text = "#harbourconf " + string.Concat(Enumerable.Repeat("👩🏽‍💻 ", 25_000)) + "#end";
        var record = With(text, Facet(text, "#harbourconf", Tag("harbourconf")), Facet(text, "#end", Tag("end")));

        Assert.InRange(record.Text.Length, Post.MaxTextLength - 100, Post.MaxTextLength);
        Assert.Equal([("#harbourconf", SpanKind.Hashtag, "harbourconf")], Slices(record));
        Assert.NotEmpty(record.Flaws);
    }

    [Fact]
    public void Pictures_come_with_their_descriptions_and_sizes()
    {
        var record = Embedded(new()
        {
            ["$type"] = "app.bsky.embed.images",
            ["images"] = new JsonArray(Picture("A lighthouse", 1200, 800), Picture("", 0, 0), new JsonObject { ["alt"] = "no blob" }, Picture("x", 1, 1, "../evil")),
        });

        Assert.Equal(2, record.Embed.Media.Count);
        Assert.Equal(
            new Media(MediaKind.Image, $"https://cdn.bsky.app/img/feed_fullsize/plain/{BlueskyBed.Mira}/{Cid}@jpeg",
                $"https://cdn.bsky.app/img/feed_thumbnail/plain/{BlueskyBed.Mira}/{Cid}@jpeg", "A lighthouse", 1200, 800),
            record.Embed.Media[0]);
        Assert.Equal((null, null), (record.Embed.Media[1].Alt, record.Embed.Media[1].Width));
    }

    [Fact]
    public void A_gallery_shows_at_most_sixteen_pictures() =>
        Assert.Equal(Post.MaxMedia, Embedded(new()
        {
            ["$type"] = "app.bsky.embed.gallery",
            ["items"] = new JsonArray([.. Enumerable.Range(0, 20).Select(i => Picture($"Slide {i}", 16, 9))]),
        }).Embed.Media.Count);

    [Fact]
    public void A_film_beside_a_quoted_post_is_shown_by_its_preview()
    {
        var record = Embedded(new()
        {
            ["$type"] = "app.bsky.embed.recordWithMedia",
            ["record"] = new JsonObject { ["$type"] = "app.bsky.embed.record" },
            ["media"] = new JsonObject { ["$type"] = "app.bsky.embed.video", ["video"] = Blob(Cid), ["alt"] = "Waves" },
        });
        var film = Assert.Single(record.Embed.Media);
        Assert.Equal((MediaKind.Video, "Waves"), (film.Kind, film.Alt));
        Assert.EndsWith($"/{Cid}/thumbnail.jpg", film.PreviewUrl);
    }

    [Fact]
    public void A_linked_page_becomes_a_card_and_only_if_it_is_of_the_web()
    {
        Assert.Equal(
            new LinkCard("https://tidewater.example/talks", "Talks", "All of them", $"https://cdn.bsky.app/img/feed_thumbnail/plain/{BlueskyBed.Mira}/{Cid}@jpeg"),
            Embedded(External("https://tidewater.example/talks")).Embed.Card);
        Assert.Null(Embedded(External("javascript:alert(1)")).Embed.Card);
    }

    [Fact]
    public void Labels_of_the_author_blur_a_post_or_withhold_it()
    {
        var blurred = Labelled("graphic-media", "nudity");
        Assert.Equal((true, "Graphic media, Nudity", false), (blurred.Sensitive, blurred.Warning, blurred.Withheld));
        Assert.True(Labelled("!no-unauthenticated").Withheld);
    }

    [Fact]
    public void An_answer_knows_what_it_answers_and_its_language()
    {
        var json = Record("Yes! #harbourconf", DateTimeOffset.UnixEpoch);
        json["reply"] = new JsonObject { ["parent"] = new JsonObject { ["uri"] = $"at://{BlueskyBed.Tomasz}/app.bsky.feed.post/3k2a" } };
        json["langs"] = new JsonArray("de-CH", "en");
        var record = Parse(json);
        Assert.Equal((BlueskyBed.PostId(BlueskyBed.Tomasz, "3k2a"), "de-CH"), (record.ReplyTo, record.Language));
    }

    [Fact]
    public void A_record_of_nothing_but_wrong_kinds_is_still_read()
    {
        var record = Parse(JsonNode.Parse("""
            {"text":7,"facets":{"a":1},"tags":"x","langs":[3],"reply":[],"embed":{"$type":"app.bsky.embed.images","images":[1,null,"x"]},"labels":{"values":7},"createdAt":{}}
            """)!.AsObject());
        Assert.Equal(("", null, null, null), (record.Text, record.Language, record.ReplyTo, record.CreatedAt));
    }

    static JsonObject Picture(string alt, int width, int height, string cid = Cid) => new()
    {
        ["alt"] = alt,
        ["image"] = Blob(cid),
        ["aspectRatio"] = new JsonObject { ["width"] = width, ["height"] = height },
    };

    static JsonObject External(string uri) => new()
    {
        ["$type"] = "app.bsky.embed.external",
        ["external"] = new JsonObject { ["uri"] = uri, ["title"] = "Talks", ["description"] = "All of them", ["thumb"] = Blob(Cid) },
    };

    static SelfLabels Labelled(params string[] labels)
    {
        var json = Record("x", DateTimeOffset.UnixEpoch);
        json["labels"] = new JsonObject { ["values"] = new JsonArray([.. labels.Select(label => new JsonObject { ["val"] = label })]) };
        return Parse(json).Labels;
    }

    static PostRecord Embedded(JsonObject embed)
    {
        var json = Record("x", DateTimeOffset.UnixEpoch);
        json["embed"] = embed;
        return Parse(json);
    }

    static PostRecord With(string text, params JsonObject[] facets)
    {
        var json = Record(text, DateTimeOffset.UnixEpoch);
        json["facets"] = new JsonArray([.. facets]);
        return Parse(json);
    }

    static PostRecord Parse(JsonObject record) => PostRecord.Parse(BlueskyBed.Mira, JsonSerializer.SerializeToElement(record));

    static IEnumerable<(string, SpanKind, string)> Slices(PostRecord record) =>
        record.Spans.Select(span => (record.Text.Substring(span.Start, span.Length), span.Kind, span.Value));
}
