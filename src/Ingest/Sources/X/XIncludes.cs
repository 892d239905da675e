using System.Text.Json;

namespace Backchannel.Ingest.Sources.X;

/// <summary>What came along with posts: their authors, media and the posts they refer to.</summary>
sealed class XIncludes
{
    readonly Dictionary<Snowflake, JsonElement> _users = [], _posts = [];
    readonly Dictionary<string, JsonElement> _media = [];

    public XIncludes(JsonElement message)
    {
        if (message.Child("includes") is not { } includes) return;
        foreach (var user in includes.Items("users"))
            if (user.Id("id") is { } id) _users[id] = user;
        foreach (var post in includes.Items("tweets", "posts"))
            if (post.Id("id") is { } id) _posts[id] = post;
        foreach (var media in includes.Items("media"))
            if (media.Text("media_key") is { } key) _media[key] = media;
    }

    public IReadOnlyCollection<Snowflake> PostIds => _posts.Keys;

    public JsonElement? User(Snowflake? id) => id is { } known && _users.TryGetValue(known, out var user) ? user : null;

    public JsonElement? Post(Snowflake? id) => id is { } known && _posts.TryGetValue(known, out var post) ? post : null;

    public JsonElement? Media(string? key) => key is not null && _media.TryGetValue(key, out var media) ? media : null;
}
