using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Text;

namespace Backchannel.Hub.Feed;

/// <summary>How a post is kept in its row.</summary>
static class PostBody
{
    public const string Gone = "";

    public static Post Read(PostRow row)
    {
        if (!ReferenceEquals(row.Read.Body, row.Body)) row.Read = (row.Body, Read(row.Body));
        return row.Read.Post with { Echo = row.Echo };
    }

    public static Post Read(string body) => JsonSerializer.Deserialize<Post>(body, ContractJson.Options)!;

    public static string Write(Post post) => JsonSerializer.Serialize(post with { Echo = NoEcho }, ContractJson.Options);

    public static void Write(PostRow row, Post post)
    {
        row.Body = Write(post);
        row.Read = (row.Body, post);
    }

    public static string SearchText(Post post, bool unlisted) =>
        unlisted ? "" : TextFold.Fold($"{post.Author.Name} {post.Author.Handle} {post.Text} {string.Join(' ', post.Media.Select(media => media.Alt))}");

    static readonly Echo NoEcho = new();
}
