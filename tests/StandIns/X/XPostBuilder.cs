using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Backchannel.StandIns.X;

/// <summary>Writes a made-up post in X's shape. Hashtag entities are taken from the text, their offsets in code points as X counts.</summary>
public sealed partial class XPostBuilder
{
    readonly JsonArray _users = [], _posts = [], _media = [];

    public XPostBuilder(string id, string text, string username = "miraokonjo", string userId = "501", string name = "Mira Okonjo")
    {
        Id = id;
        Hashtags = [.. Tag().Matches(text).Select(m => m.Groups[1].Value)];
        Data = new()
        {
            ["id"] = id,
            ["author_id"] = userId,
            ["text"] = text,
            ["edit_history_tweet_ids"] = new JsonArray(id),
            ["entities"] = Entities(text),
            ["lang"] = "en",
            ["possibly_sensitive"] = false,
            ["public_metrics"] = new JsonObject { ["retweet_count"] = 1, ["reply_count"] = 2, ["like_count"] = 3, ["quote_count"] = 4 },
        };
        User(userId, username, name);
    }

    public string Id { get; }

    public IReadOnlyList<string> Hashtags { get; }

    /// <summary>The object under <c>data</c>, to be bent as a test wants it.</summary>
    public JsonObject Data { get; }

    /// <summary>An id of a moment, as X makes them.</summary>
    public static string IdAt(DateTimeOffset time, int sequence = 0) =>
        (((ulong)(time.ToUnixTimeMilliseconds() - 1288834974657) << 22) + (ulong)sequence).ToString(CultureInfo.InvariantCulture);

    public XPostBuilder User(string id, string username, string name, bool isProtected = false)
    {
        _users.Add(new JsonObject
        {
            ["id"] = id,
            ["username"] = username,
            ["name"] = name,
            ["protected"] = isProtected,
            ["profile_image_url"] = $"https://images.tidewater.example/{username}_normal.jpg",
        });
        return this;
    }

    public XPostBuilder With(string field, JsonNode? value)
    {
        Data[field] = value;
        return this;
    }

    public XPostBuilder Without(string field)
    {
        _ = Data.Remove(field);
        return this;
    }

    public XPostBuilder WithoutUsers()
    {
        _users.Clear();
        return this;
    }

    /// <param name="type"><c>retweeted</c>, <c>quoted</c> or <c>replied_to</c>.</param>
    public XPostBuilder Refers(string type, XPostBuilder other)
    {
        Data["referenced_tweets"] = new JsonArray(new JsonObject { ["type"] = type, ["id"] = other.Id });
        _posts.Add(other.Data.DeepClone());
        foreach (var user in other._users) _users.Add(user!.DeepClone());
        foreach (var media in other._media) _media.Add(media!.DeepClone());
        return this;
    }

    public XPostBuilder Medium(JsonObject media)
    {
        _media.Add(media);
        var keys = Data["attachments"]?["media_keys"]?.AsArray() ?? [];
        keys.Add(media["media_key"]!.DeepClone());
        if (keys.Parent is null) Data["attachments"] = new JsonObject { ["media_keys"] = keys };
        return this;
    }

    /// <summary>A link as X sends it: t.co in the text, the rest in an entity.</summary>
    public XPostBuilder Link(string shortUrl, string display, string expanded)
    {
        var text = Data["text"]!.ToString();
        var start = text[..text.IndexOf(shortUrl, StringComparison.Ordinal)].EnumerateRunes().Count();
        var entities = Data["entities"]!.AsObject();
        var urls = entities["urls"]?.AsArray() ?? [];
        urls.Add(new JsonObject
        {
            ["start"] = start,
            ["end"] = start + shortUrl.Length,
            ["url"] = shortUrl,
            ["display_url"] = display,
            ["expanded_url"] = expanded,
        });
        if (urls.Parent is null) entities["urls"] = urls;
        return this;
    }

    /// <summary>The message of the stream that carries it.</summary>
    public string Payload()
    {
        var page = Page([this]);
        var message = new JsonObject { ["data"] = Data.DeepClone(), ["includes"] = page["includes"]!.DeepClone() };
        // Recorded streams show numbers and null where documents show strings.
        message["matching_rules"] = new JsonArray(new JsonObject { ["id"] = 1377649934414049282, ["tag"] = null });
        return message.ToJsonString();
    }

    /// <summary>An answer of search or look-up.</summary>
    public static JsonObject Page(IEnumerable<XPostBuilder> posts)
    {
        var list = posts.ToList();
        return new()
        {
            ["data"] = new JsonArray([.. list.Select(p => p.Data.DeepClone())]),
            ["includes"] = new JsonObject
            {
                ["users"] = new JsonArray([.. list.SelectMany(p => p._users).Select(n => n!.DeepClone())]),
                ["tweets"] = new JsonArray([.. list.SelectMany(p => p._posts).Select(n => n!.DeepClone())]),
                ["media"] = new JsonArray([.. list.SelectMany(p => p._media).Select(n => n!.DeepClone())]),
            },
        };
    }

    public static JsonObject Entities(string text) => new()
    {
        ["hashtags"] = new JsonArray([.. Tag().Matches(text).Select(m => new JsonObject
        {
            ["start"] = CodePoints(text[..m.Index]), ["end"] = CodePoints(text[..(m.Index + m.Length)]), ["tag"] = m.Groups[1].Value,
        })]),
        ["mentions"] = new JsonArray([.. Mention().Matches(text).Select(m => new JsonObject
        {
            ["start"] = CodePoints(text[..m.Index]), ["end"] = CodePoints(text[..(m.Index + m.Length)]), ["username"] = m.Groups[1].Value,
        })]),
    };

    static int CodePoints(string text) => text.EnumerateRunes().Count();

    [GeneratedRegex(@"#(\w+)")]
    private static partial Regex Tag();

    [GeneratedRegex(@"@(\w+)")]
    private static partial Regex Mention();
}
