using System.Text.Json;
using System.Text.Json.Nodes;
using Backchannel.Contracts;
using Backchannel.Ingest.Sources.X;
using Backchannel.StandIns.X;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Backchannel.Ingest.Tests.X;

public class XPostsTests
{
    static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
    static readonly string Id = XPostBuilder.IdAt(Now.AddMinutes(-1));

    static (XRead? Read, string? Fault) Read(XPostBuilder post) => Read(post.Payload());

    static (XRead? Read, string? Fault) Read(string payload)
    {
        var root = JsonDocument.Parse(payload).RootElement;
        return XPosts.Read(root.Child("data")!.Value, new(root), Now);
    }

    static Post Show(XPostBuilder post) => Read(post).Read!.Post;

    static string[] Spans(Post post) => [.. post.Spans.Select(s => $"{s.Kind} {post.Text.Substring(s.Start, s.Length)} → {s.Value}")];

    [Fact]
    public void A_plain_post_has_all_that_a_card_needs()
    {
        var post = Show(new(Id, "Good morning #HarbourConf with @darioamin"));
        Assert.Equal($"x:{Id}", post.Id);
        Assert.Equal($"https://x.com/miraokonjo/status/{Id}", post.Url);
        Assert.Equal(new("501", "miraokonjo", "Mira Okonjo", "https://images.tidewater.example/miraokonjo_normal.jpg", "https://x.com/miraokonjo"), post.Author);
        Assert.Equal(["Hashtag #HarbourConf → HarbourConf", "Mention @darioamin → https://x.com/darioamin"], Spans(post));
        Assert.Equal(new(1, 2, 3), post.Echo);
        Assert.Equal("en", post.Language);
        Assert.Equal(Now.AddMinutes(-1), post.CreatedAt);
        Assert.Null(post.EditedAt);
    }

    [Fact]
    public void Offsets_count_code_points_of_the_text_as_sent_and_html_entities_are_decoded_once()
    {
        var post = Show(new XPostBuilder(Id, "👏🏽 tea &amp; 🚢 &amp;lt;b&gt; #HarbourConf 🌊 https://t.co/aaa #done").Link("https://t.co/aaa", "tidewater.example/talks", "https://tidewater.example/talks"));
        Assert.Equal("👏🏽 tea & 🚢 &lt;b> #HarbourConf 🌊 tidewater.example/talks #done", post.Text);
        Assert.Equal(["Hashtag #HarbourConf → HarbourConf", "Link tidewater.example/talks → https://t.co/aaa", "Hashtag #done → done"], Spans(post));
    }

    [Fact]
    public void Wrong_offsets_do_no_harm()
    {
        var post = Show(new XPostBuilder(Id, "tea #HarbourConfX then #HarbourConf").With("entities", JsonNode.Parse("""
            {"hashtags":[{"start":-4,"end":99999999,"tag":"HarbourConf"},{"start":1,"end":3,"tag":"nowhere"},{"start":"x","tag":7},null],"urls":7}
            """)));
        Assert.Equal(["Hashtag #HarbourConf → HarbourConf"], Spans(post));
        Assert.Equal(post.Text.LastIndexOf('#'), post.Spans[0].Start);
    }

    [Fact]
    public void The_link_to_the_posts_own_picture_is_not_shown_beside_it()
    {
        var post = Show(new XPostBuilder(Id, "The hall #HarbourConf https://t.co/pic")
            .Link("https://t.co/pic", "pic.twitter.com/pic", $"https://x.com/miraokonjo/status/{Id}/photo/1")
            .Medium(new() { ["media_key"] = "3_1", ["type"] = "photo", ["url"] = "https://images.tidewater.example/hall.jpg", ["alt_text"] = "A full hall", ["width"] = 1200, ["height"] = 800 }));
        Assert.Equal("The hall #HarbourConf", post.Text);
        Assert.Equal(new Media(MediaKind.Image, "https://images.tidewater.example/hall.jpg", null, "A full hall", 1200, 800), Assert.Single(post.Media));
    }

    [Fact]
    public void Markup_and_what_would_turn_the_page_round_is_only_text()
    {
        var post = Show(new XPostBuilder(Id, "\u202eevil\u0007 &lt;script&gt;alert(1)&lt;/script&gt; #HarbourConf"));
        Assert.Equal("evil <script>alert(1)</script> #HarbourConf", post.Text);
    }

    [Fact]
    public void A_link_after_the_picture_stays()
    {
        var post = Show(new XPostBuilder(Id, "Look https://t.co/pic https://t.co/quote")
            .Link("https://t.co/pic", "pic.x.com/pic", "https://x.com/miraokonjo/status/1/photo/1").Link("https://t.co/quote", "x.com/darioamin/statu…", "https://x.com/darioamin/status/1")
            .Medium(new() { ["media_key"] = "3_1", ["type"] = "photo", ["url"] = "https://images.tidewater.example/hall.jpg" }));
        Assert.Equal("Look x.com/darioamin/statu…", post.Text);
        Assert.Equal(["Link x.com/darioamin/statu… → https://t.co/quote"], Spans(post));
    }

    [Fact]
    public void A_film_is_its_best_variant_with_its_preview()
    {
        var post = Show(new XPostBuilder(Id, "Film").Medium(new()
        {
            ["media_key"] = "7_1",
            ["type"] = "video",
            ["preview_image_url"] = "https://images.tidewater.example/still.jpg",
            ["variants"] = JsonNode.Parse("""[{"content_type":"application/x-mpegURL","url":"https://images.tidewater.example/a.m3u8"},{"content_type":"video/mp4","bit_rate":1,"url":"https://images.tidewater.example/low.mp4"},{"content_type":"video/mp4","bit_rate":9,"url":"https://images.tidewater.example/high.mp4"}]"""),
        }));
        Assert.Equal(new Media(MediaKind.Video, "https://images.tidewater.example/high.mp4", "https://images.tidewater.example/still.jpg"), Assert.Single(post.Media));
    }

    [Theory]
    [InlineData("note_tweet")]
    [InlineData("note_post")]
    public void A_long_post_is_shown_whole_with_its_own_entities(string field)
    {
        var whole = string.Concat(Enumerable.Repeat("word ", 80)) + "#HarbourConf";
        var post = Show(new XPostBuilder(Id, "word word…").With(field, new JsonObject { ["text"] = whole, ["entities"] = XPostBuilder.Entities(whole) }));
        Assert.Equal(whole, post.Text);
        Assert.Equal(["Hashtag #HarbourConf → HarbourConf"], Spans(post));
    }

    [Theory]
    [InlineData("edit_history_tweet_ids")]
    [InlineData("edit_history_post_ids")]
    public void An_edit_keeps_the_first_id_and_says_when(string field)
    {
        var (first, second) = (XPostBuilder.IdAt(Now.AddMinutes(-20)), XPostBuilder.IdAt(Now.AddMinutes(-5)));
        var read = Read(new XPostBuilder(second, "Corrected #HarbourConf").Without("edit_history_tweet_ids").With(field, new JsonArray(first, second))).Read!;
        Assert.Equal($"x:{first}", read.Post.Id);
        Assert.Equal([$"x:{second}"], read.Aliases);
        Assert.Equal(Now.AddMinutes(-20), read.Post.CreatedAt);
        Assert.Equal(Now.AddMinutes(-5), read.Post.EditedAt);
    }

    [Theory]
    [InlineData("referenced_tweets")]
    [InlineData("referenced_posts")]
    public void A_reply_names_what_it_answers(string field)
    {
        var post = Show(new XPostBuilder(Id, "Yes").With(field, new JsonArray(new JsonObject { ["type"] = "replied_to", ["id"] = "77" })));
        Assert.Equal("x:77", post.ReplyTo);
    }

    [Fact]
    public void Ids_may_be_numbers()
    {
        var post = Show(new XPostBuilder(Id, "Hi").With("id", JsonNode.Parse(Id)).With("author_id", 501));
        Assert.Equal($"x:{Id}", post.Id);
    }

    [Fact]
    public void A_repost_of_itself_ends() =>
        Assert.True(Read(new XPostBuilder(Id, "RT").Refers("retweeted", new XPostBuilder(Id, "RT")
            .With("referenced_tweets", new JsonArray(new JsonObject { ["type"] = "retweeted", ["id"] = Id })))).Read!.IsRepost);

    [Fact]
    public void A_date_in_2099_becomes_now()
    {
        Assert.Equal(Now, Show(new XPostBuilder(Id, "Later").With("created_at", "2099-01-01T00:00:00.000Z")).CreatedAt);
        Assert.Equal(Now, Show(new XPostBuilder(XPostBuilder.IdAt(Now.AddYears(73)), "Later")).CreatedAt);
    }

    [Fact]
    public void A_text_of_200_kB_is_cut_between_characters()
    {
        var post = Show(new XPostBuilder(Id, "a" + string.Concat(Enumerable.Repeat("😀", 50_000)) + " #HarbourConf"));
        Assert.Equal(Post.MaxTextLength - 1, post.Text.Length);
        Assert.False(char.IsHighSurrogate(post.Text[^1]));
        Assert.Empty(post.Spans);
    }

    [Fact]
    public void What_cannot_or_must_not_be_shown_says_why()
    {
        Assert.Equal("no author", Read(new XPostBuilder(Id, "Hi").WithoutUsers()).Fault);
        Assert.Equal("no text", Read(new XPostBuilder(Id, "Hi").Without("text")).Fault);
        Assert.Equal("no id", Read(new XPostBuilder(Id, "Hi").With("id", "abc")).Fault);
        Assert.Equal("not for display", Read(new XPostBuilder(Id, "Hi").With("withheld", new JsonObject { ["copyright"] = true })).Fault);
        Assert.Equal("not for display", Read(new XPostBuilder(Id, "Hi").WithoutUsers().User("501", "miraokonjo", "Mira", isProtected: true)).Fault);
    }

    [Fact]
    public void Only_web_addresses_become_links_and_pictures()
    {
        var post = Show(new XPostBuilder(Id, "Click javascript:alert(1)").Link("javascript:alert(1)", "tidewater.example", "javascript:alert(1)")
            .Medium(new() { ["media_key"] = "3_1", ["type"] = "photo", ["url"] = "file:///etc/passwd" }));
        Assert.Empty(post.Spans);
        Assert.Empty(post.Media);
    }

    [Fact]
    public void Whatever_is_done_to_a_message_reading_it_never_fails_and_spans_stay_in_the_text()
    {
        var whole = new XPostBuilder(Id, "Tea 👏🏽 &amp; talk with @darioamin #HarbourConf https://t.co/pic").Link("https://t.co/pic", "pic.x.com/pic", "https://x.com/a")
            .Medium(new() { ["media_key"] = "3_1", ["type"] = "photo", ["url"] = "https://images.tidewater.example/hall.jpg" }).Payload();
        Prop.ForAll((from at in Gen.Choose(0, whole.Length - 1)
                     from length in Gen.Choose(0, 12)
                     from insert in Gen.Elements("", "7", "\\ud83d", "😀", "null", "-1", "[]", "{}", "\"", ",", " ", "\\u0000", "&amp;", "9999999999")
                     select whole.Remove(at, Math.Min(length, whole.Length - at)).Insert(at, insert)).ToArbitrary(), payload =>
        {
            if (!TryParse(payload, out var root) || root.Child("data") is not { } data) return;
            if (XPosts.Read(data, new(root), Now).Read?.Post is not { } post) return;
            var end = 0;
            foreach (var span in post.Spans)
            {
                Assert.InRange(span.Start, end, post.Text.Length);
                Assert.InRange(end = span.Start + span.Length, span.Start + 1, post.Text.Length);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    static bool TryParse(string payload, out JsonElement root)
    {
        try
        {
            root = JsonDocument.Parse(payload).RootElement;
            return true;
        }
        catch (JsonException)
        {
            root = default;
            return false;
        }
    }
}
