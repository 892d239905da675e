using System.Text.Json;
using Backchannel.Contracts;
using Xunit;

namespace Backchannel.Ingest.Tests.Replay;

public class ReplayShapeTests
{
    const string Tweet = """
        {"id":"1127502470746996743","created_at":"2019-05-12T09:15:11Z","created_at_ms":"2019-05-12T09:15:11.666Z","user_id":"77","screen_name":"MiraOkonjo",
        "name":"Mira &amp; Co","profile_image_url":"http://pictures.example/mira.jpg","text":"Tea &amp; tides &lt;3 #harbourconf https://t.co/abcdefghij","lang":"en",
        "hashtags":["harbourconf"],"media":["http://pictures.example/tea.jpg"],"is_retweet":false,"in_reply_to_id":"1127502470746896752","favorite_count":4,"retweet_count":2}
        """;

    const string Retweet = """
        {"id":"1127518919368638471","created_at_ms":"2019-05-12T10:20:33.323Z","user_id":"78","screen_name":"darioamin","name":"Dario Amin","text":"Low tide","lang":"und",
        "media":["http://pictures.example/low.jpg"],"is_retweet":true,"retweet_of_id":"1127516047193145344","retweet_of_user":"KiriJansen","retweet_of_text":"Low tide &gt; high tide","retweet_count":3}
        """;

    static readonly Post Exported = new()
    {
        Id = "mastodon:https://tidewater.example/1",
        Network = Network.Mastodon,
        Author = new("1", "mira@tidewater.example", "Mira Okonjo"),
        Text = "Ahoy #harbourconf 🚢",
        Spans = [new(5, 12, SpanKind.Hashtag, "harbourconf")],
        Language = "en",
        Echo = new(1, 2, 3),
        CreatedAt = new(2019, 5, 1, 9, 0, 0, TimeSpan.Zero),
        ReceivedAt = new(2019, 5, 1, 9, 0, 1, TimeSpan.Zero),
        Warning = "ships",
        Sensitive = true,
    };

    [Fact]
    public async Task A_tweet_of_an_archive_is_a_post_of_the_event()
    {
        var seen = Assert.IsType<PostSeen>(Assert.Single(await ReplayRun.Of(OneLine(Tweet))));
        Assert.Equal(["harbourconf"], seen.Events);
        var post = seen.Post;
        Assert.Equal("x:1127502470746996743", post.Id);
        Assert.Equal(Network.X, post.Network);
        Assert.Equal("https://x.com/MiraOkonjo/status/1127502470746996743", post.Url);
        Assert.Equal(new("77", "MiraOkonjo", "Mira & Co", "https://pictures.example/mira.jpg", "https://x.com/MiraOkonjo"), post.Author);
        Assert.Equal("Tea & tides <3 #harbourconf https://t.co/abcdefghij", post.Text);
        Assert.Equal([new(15, 12, SpanKind.Hashtag, "harbourconf"), new(28, 23, SpanKind.Link, "https://t.co/abcdefghij")], post.Spans);
        Assert.Equal("https://pictures.example/tea.jpg", Assert.Single(post.Media).Url);
        Assert.Equal(DateTimeOffset.Parse("2019-05-12T09:15:11.666Z", null), post.CreatedAt);
        Assert.True(post.ReceivedAt > post.CreatedAt);
        Assert.Equal(("en", "x:1127502470746896752"), (post.Language, post.ReplyTo));
        Assert.Equal(new(Reposts: 2, Likes: 4), post.Echo);
    }

    [Fact]
    public async Task A_retweet_counts_for_its_original_which_is_dated_by_its_id()
    {
        var reposted = Assert.IsType<PostReposted>(Assert.Single(await ReplayRun.Of(OneLine(Retweet))));
        Assert.Equal(("x:1127518919368638471", "darioamin"), (reposted.RepostId, reposted.By.Handle));
        Assert.Equal(DateTimeOffset.Parse("2019-05-12T10:20:33.323Z", null), reposted.At);
        var original = reposted.Original;
        Assert.Equal(("x:1127516047193145344", "KiriJansen", "KiriJansen"), (original.Id, original.Author.Handle, original.Author.Name));
        Assert.Equal("Low tide > high tide", original.Text);
        Assert.Equal(DateTimeOffset.Parse("2019-05-12T10:09:08.543Z", null), original.CreatedAt);
        Assert.Equal("https://x.com/KiriJansen/status/1127516047193145344", original.Url);
        Assert.Equal("https://pictures.example/low.jpg", Assert.Single(original.Media).Url);
        Assert.Null(original.Language);
    }

    [Fact]
    public async Task An_archive_with_fewer_fields_does_as_well()
    {
        const string line = """
            {"id":1127528857922961409,"created_at_ms":"2019-05-12T11:00:02.859Z","screen_name":"TomaszVance","name":"","text":"A1 It depends on the tide","urls":[],"media":[],"retweets":1,"favorites":5}
            """;
        var post = Assert.IsType<PostSeen>(Assert.Single(await ReplayRun.Of(line.Trim()))).Post;
        Assert.Equal(("x:1127528857922961409", "tomaszvance", "TomaszVance"), (post.Id, post.Author.Id, post.Author.Name));
        Assert.Equal(new(Reposts: 1, Likes: 5), post.Echo);
    }

    [Fact]
    public async Task Our_own_export_comes_back_as_it_was()
    {
        var line = JsonSerializer.Serialize(Exported, ContractJson.Options);
        var post = Assert.IsType<PostSeen>(Assert.Single(await ReplayRun.Of(line))).Post;
        Assert.True(post.ReceivedAt > Exported.ReceivedAt);
        Assert.Equal(line, JsonSerializer.Serialize(post with { ReceivedAt = Exported.ReceivedAt }, ContractJson.Options));
    }

    [Fact]
    public async Task Feed_entries_show_change_and_remove_posts()
    {
        var changes = await ReplayRun.Of(
            Json(new FeedEntry(1, EntryKind.Shown, Exported.Id, Exported)),
            Json(new FeedEntry(2, EntryKind.Changed, Exported.Id, Exported with { Text = "Ahoy" })),
            Json(new FeedEntry(3, EntryKind.Shown, "x:2", null)),
            Json(new FeedEntry(4, EntryKind.Removed, Exported.Id, null)),
            Json(new { post = Exported }));
        Assert.Collection(changes,
            shown => Assert.Equal(Exported.Text, Assert.IsType<PostSeen>(shown).Post.Text),
            changed => Assert.Equal("Ahoy", Assert.IsType<PostSeen>(changed).Post.Text),
            removed => Assert.Equal(new PostDeleted(Exported.Id), removed),
            bare => Assert.Equal(Exported.Id, Assert.IsType<PostSeen>(bare).Post.Id));
    }

    static string Json<T>(T value) => JsonSerializer.Serialize(value, ContractJson.Options);

    static string OneLine(string json) => json.ReplaceLineEndings("").Trim();
}
