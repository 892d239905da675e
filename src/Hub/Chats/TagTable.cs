using Backchannel.Contracts;
using Backchannel.Hub.People;
using Backchannel.Text;

namespace Backchannel.Hub.Chats;

/// <summary>One post's hashtags, folded, and whose they are.</summary>
readonly record struct TaggedPost(string Author, IReadOnlyList<string> Tags);

/// <summary>The hashtags of posts: which go together. Pure.</summary>
sealed class TagTable
{
    // Spam of hashtags says nothing about what goes with what.
    const int MostTags = 12, LeastPosts = 3, LeastPeople = 2;

    readonly Dictionary<string, Dictionary<string, int>> _spellings = [];

    /// <param name="posts">Those that may be used.</param>
    public TagTable(IEnumerable<Post> posts) => Posts = [.. posts.Select(Read)];

    public IReadOnlyList<TaggedPost> Posts { get; }

    public bool Has(string tag) => _spellings.ContainsKey(tag);

    /// <summary>As most people write it.</summary>
    public string Spelling(string tag) => _spellings.TryGetValue(tag, out var written) ? written.OrderByDescending(spelling => spelling.Value).ThenBy(spelling => spelling.Key, StringComparer.Ordinal).First().Key : tag;

    /// <summary>Hashtags that go with one, the closest first, by <see cref="RelatedTag.Score"/>.</summary>
    public static IReadOnlyList<RelatedTag> Related(string tag, IReadOnlyCollection<TagTable> tables, IReadOnlySet<string> without, int most)
    {
        var (posts, both) = (new Dictionary<string, int>(), new Dictionary<string, int>());
        var people = new Dictionary<string, HashSet<string>>();
        foreach (var post in tables.SelectMany(table => table.Posts))
            foreach (var each in post.Tags)
            {
                posts[each] = posts.GetValueOrDefault(each) + 1;
                if (!people.TryGetValue(each, out var users)) people.Add(each, users = []);
                users.Add(post.Author);
                if (post.Tags.Contains(tag)) both[each] = both.GetValueOrDefault(each) + 1;
            }
        if (!people.TryGetValue(tag, out var own)) return [];
        return
        [
            .. both.Where(other => other.Key != tag && !without.Contains(other.Key) && other.Value >= LeastPosts)
                .Select(other => (other.Key, Posts: other.Value, People: people[other.Key].Count(own.Contains), All: posts[other.Key], Users: people[other.Key].Count))
                .Where(other => other.People >= LeastPeople)
                .Select(other => new RelatedTag(
                    tables.First(table => table.Has(other.Key)).Spelling(other.Key), other.Posts, other.People,
                    Math.Round((Jaccard(other.Posts, posts[tag], other.All) + Jaccard(other.People, own.Count, other.Users)) / 2, 4)))
                .OrderByDescending(related => related.Score).ThenBy(related => related.Tag, StringComparer.Ordinal).Take(most),
        ];
    }

    static double Jaccard(int both, int one, int other) => (double)both / (one + other - both);

    TaggedPost Read(Post post)
    {
        var tags = new List<string>();
        foreach (var span in post.Spans.Where(span => span.Kind == SpanKind.Hashtag).Take(MostTags))
        {
            var tag = TextFold.Tag(span.Value);
            if (tags.Contains(tag)) continue;
            tags.Add(tag);
            if (!_spellings.TryGetValue(tag, out var written)) _spellings.Add(tag, written = []);
            written[span.Value] = written.GetValueOrDefault(span.Value) + 1;
        }
        return new(Names.Key(post.Network, post.Author.Id), tags);
    }
}
