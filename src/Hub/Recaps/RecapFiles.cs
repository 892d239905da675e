using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Hub.Recaps;

/// <summary>
/// A recap as somebody may take it away. X lets ids be passed on and nothing else, but for so many posts a person and day (its Developer Agreement,
/// "Redistribution of X Content"); pages show them whole, files do not. Pure.
/// </summary>
static class RecapFiles
{
    /// <summary>How many of its posts are of X.</summary>
    public static int Limited(RecapInfo recap) => recap.Posts.Count(IsLimited);

    /// <param name="recap">As pages show it.</param>
    /// <param name="whole">How many posts of X may be taken whole: the first.</param>
    /// <param name="now">When the file is made.</param>
    public static RecapFile Of(RecapInfo recap, int whole, DateTimeOffset now)
    {
        var taken = recap.Posts.Where(IsLimited).Take(whole).Select(post => post.Id).ToHashSet();
        // By whom a post is, is part of it.
        var named = recap.Posts.Where(post => taken.Contains(post.Id)).Select(post => post.Post!.Author.Id).ToHashSet();
        return new(recap with
        {
            Sections = [.. recap.Sections.Select(section => Cut(section, taken))],
            Photos = [.. recap.Photos.Where(photo => photo.Network != Network.X || taken.Contains(photo.PostId))],
            People = [.. recap.People.Select(person => person.Network != Network.X || named.Contains(person.Id) ? person : OnlyId(person))],
        }, now, Limited(recap) - taken.Count);
    }

    static bool IsLimited(RecapPost post) => post.Post is { Network: Network.X };

    static RecapSection Cut(RecapSection section, HashSet<string> taken)
    {
        var asks = section.Asks is { } post ? Cut(post, taken) : null;
        // Its title are the words of the post that asks, unless it was planned.
        var title = section.Asks is { Post: { } said } && asks is { Post: null } && said.Text.Contains(section.Title, StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"Question {section.Question}")
            : section.Title;
        return section with { Title = title, Asks = asks, Posts = [.. section.Posts.Select(each => Cut(each, taken))] };
    }

    static RecapPost Cut(RecapPost post, HashSet<string> taken) =>
        (IsLimited(post) && !taken.Contains(post.Id) ? post with { Post = null, Url = Address("i/status", post.Id["x:".Length..]) } : post) with
        {
            Replies = [.. post.Replies.Select(reply => Cut(reply, taken))],
        };

    static RecapPerson OnlyId(RecapPerson person) => new(person.Network, person.Id, null, null, Address("i/user", person.Id));

    static string? Address(string place, string id) => id.Length is > 0 and <= 20 && id.All(char.IsAsciiDigit) ? $"https://x.com/{place}/{id}" : null;
}
