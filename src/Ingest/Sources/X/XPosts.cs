using System.Text.Json;
using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.X;

/// <summary>A post of X as read.</summary>
/// <param name="Post">In our form.</param>
/// <param name="Aliases">Ids of its other versions.</param>
/// <param name="Hashtags">As X itself lists them.</param>
/// <param name="Flaws">What had to be mended.</param>
/// <param name="Original">For a repost: what it passes on, where X sent it along.</param>
sealed record XRead(Post Post, IReadOnlyList<string> Aliases, IReadOnlyList<string> Hashtags, IReadOnlyList<Flaw> Flaws, bool IsRepost, XRead? Original);

/// <summary>Reads posts: filtered stream, search and look-up all send the same object.</summary>
static class XPosts
{
    /// <summary>Not a fault of the message: X asks that it is not shown.</summary>
    public const string NotForDisplay = "not for display";

    const int MaxAliases = 8;

    public static string IdOf(Snowflake id) => $"x:{id}";

    /// <returns>The post, or in words why there is none.</returns>
    public static (XRead? Read, string? Fault) Read(JsonElement data, XIncludes includes, DateTimeOffset now, bool follow = true)
    {
        if (data.Id("id") is not { } id) return (null, "no id");
        var user = includes.User(data.Id("author_id"));
        if (XAuthor.Read(user) is not { } author) return (null, "no author");
        if (user is { } known && known.Flag("protected") == true || data.Child("withheld") is not null) return (null, NotForDisplay);
        if ((data.Child("note_tweet", "note_post")?.Text("text") ?? data.Text("text")) is not { } text) return (null, "no text");

        var reposted = Referred(data, "retweeted");
        // One step only: a repost of itself must not be followed for ever.
        var original = follow && includes.Post(reposted) is { } passedOn ? Read(passedOn, includes, now, follow: false).Read : null;
        var (post, flaws) = Assemble(data, id, author, text, includes, now);
        return (new(post, Aliases(data, id), Hashtags(data), flaws, reposted is not null, original), null);
    }

    static (Post Post, IReadOnlyList<Flaw> Flaws) Assemble(JsonElement data, Snowflake id, Author author, string raw, XIncludes includes, DateTimeOffset now)
    {
        var media = XMedia.Read(data, includes);
        var (text, spans, flaws) = XText.Read(raw, EntitySets(data), media.Count > 0);
        var first = History(data).Append(id).First();
        var at = first == id ? data.Moment("created_at") ?? id.Time : first.Time;
        var post = new Post
        {
            Id = IdOf(first),
            Network = Network.X,
            Url = $"{author.ProfileUrl}/status/{id}",
            Author = author,
            Text = text,
            Spans = spans,
            Media = media,
            CreatedAt = at.Believed(now),
            ReceivedAt = now,
            EditedAt = first == id ? null : id.Time.Believed(now),
            Language = Language(data.Text("lang")),
            ReplyTo = Referred(data, "replied_to") is { } answered ? IdOf(answered) : null,
            Sensitive = data.Flag("possibly_sensitive") == true,
            Echo = Echo(data),
        };
        return (post, at > now + Moments.Tolerance ? [.. flaws, Flaw.Future] : flaws);
    }

    public static Echo Echo(JsonElement data) => data.Child("public_metrics") is { } metrics
        ? new(metrics.Count("retweet_count") ?? metrics.Count("repost_count") ?? 0, metrics.Count("reply_count") ?? 0, metrics.Count("like_count") ?? 0)
        : new();

    /// <summary>A long post has entities of its own, which replace those of its opening.</summary>
    static IReadOnlyList<JsonElement> EntitySets(JsonElement data) => data.Child("note_tweet", "note_post") is { } note && note.Text("text") is not null
        ? note.Child("entities") is { } longer ? [longer] : []
        : data.Child("entities") is { } short_ ? [short_] : [];

    static List<string> Hashtags(JsonElement data) =>
        [.. new[] { data.Child("entities"), data.Child("note_tweet", "note_post")?.Child("entities") }
            .SelectMany(set => set is { } known ? known.Items("hashtags") : []).Select(tag => tag.Text("tag")).OfType<string>().Distinct()];

    static IEnumerable<Snowflake> History(JsonElement data) =>
        data.Items("edit_history_tweet_ids", "edit_history_post_ids").Select(id => id.AsId()).OfType<Snowflake>();

    static List<string> Aliases(JsonElement data, Snowflake id) =>
        [.. History(data).Append(id).Distinct().Skip(1).TakeLast(MaxAliases).Select(IdOf)];

    static Snowflake? Referred(JsonElement data, string type) => data.Items("referenced_tweets", "referenced_posts")
        .Where(reference => reference.Text("type") == type || (type == "retweeted" && reference.Text("type") == "reposted"))
        .Select(reference => reference.Id("id")).FirstOrDefault(id => id is not null);

    /// <summary>X's own codes for "cannot tell", "only a link", "only hashtags" are no languages.</summary>
    static string? Language(string? code) =>
        code is { Length: >= 2 and <= 35 } and not ("und" or "zxx" or "art") && !(code is ['q', _, _]) ? code : null;
}
