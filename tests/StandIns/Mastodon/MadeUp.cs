using System.Text.Json.Nodes;

namespace Backchannel.StandIns.Mastodon;

/// <summary>People and posts that never were, in the shape of Mastodon's entities.</summary>
public static class MadeUp
{
    public static JsonObject Status(string id, string domain, string tag, string? html, string createdAt) => new()
    {
        ["id"] = id,
        ["uri"] = $"https://{domain}/users/mira/statuses/{id}",
        ["url"] = $"https://{domain}/@mira/{id}",
        ["created_at"] = createdAt,
        ["edited_at"] = null,
        ["content"] = html ??
            $"<p>Post {id} from the harbour <a href=\"https://{domain}/tags/{tag}\" class=\"mention hashtag\" rel=\"tag\">#<span>{tag}</span></a></p>",
        ["spoiler_text"] = "",
        ["sensitive"] = false,
        ["visibility"] = "public",
        ["language"] = "en",
        ["account"] = Account("mira", domain),
        ["media_attachments"] = new JsonArray(),
        ["mentions"] = new JsonArray(),
        ["tags"] = new JsonArray(new JsonObject { ["name"] = tag.ToLowerInvariant(), ["url"] = $"https://{domain}/tags/{tag}" }),
        ["emojis"] = new JsonArray(),
        ["reblog"] = null,
        ["poll"] = null,
        ["card"] = null,
        ["in_reply_to_id"] = null,
        ["reblogs_count"] = 0,
        ["favourites_count"] = 0,
        ["replies_count"] = 0,
    };

    /// <summary>An account that is local to its server: no host in its <c>acct</c>.</summary>
    public static JsonObject Account(string username, string domain) => new()
    {
        ["id"] = "1" + username.Length,
        ["acct"] = username,
        ["username"] = username,
        ["display_name"] = username == "mira" ? "Mira Okonjo" : "",
        ["uri"] = $"https://{domain}/users/{username}",
        ["url"] = $"https://{domain}/@{username}",
        ["avatar"] = $"https://{domain}/avatars/{username}.gif",
        ["avatar_static"] = $"https://{domain}/avatars/{username}.png",
        ["bot"] = false,
        ["discoverable"] = true,
        ["indexable"] = true,
        ["note"] = "<p>Made up, lives by a made-up sea.</p>",
        ["emojis"] = new JsonArray(),
    };
}
