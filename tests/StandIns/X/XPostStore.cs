using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Backchannel.StandIns.X;

/// <summary>The posts that search and look-up find.</summary>
public sealed partial class XPostStore
{
    readonly Lock _lock = new();
    readonly SortedDictionary<ulong, XPostBuilder> _posts = [];
    readonly Dictionary<string, string> _gone = [];

    /// <summary>Pages of a search are no longer than this, whatever is asked.</summary>
    public int PageSize { get; set; } = 100;

    public void Add(XPostBuilder post)
    {
        lock (_lock) _posts[ulong.Parse(post.Id, CultureInfo.InvariantCulture)] = post;
    }

    /// <summary>From now on a look-up says that the post is not to be found.</summary>
    public void Delete(string id) => Lose(id, "resource-not-found");

    /// <summary>From now on a look-up says that its author has locked the account.</summary>
    public void Protect(string id) => Lose(id, "not-authorized-for-resource");

    void Lose(string id, string problem)
    {
        lock (_lock) (_gone[id], _) = (problem, _posts.Remove(ulong.Parse(id, CultureInfo.InvariantCulture)));
    }

    internal JsonObject Search(IQueryCollection query)
    {
        var tags = Hashtag().Matches(query["query"].ToString()).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var since = ulong.TryParse(query["since_id"], CultureInfo.InvariantCulture, out var id) ? id : 0;
        var size = Math.Min(PageSize, int.Parse(query["max_results"].ToString(), CultureInfo.InvariantCulture));
        var skip = int.TryParse(query["next_token"].ToString().Replace("page-", "", StringComparison.Ordinal), CultureInfo.InvariantCulture, out var offset) ? offset : 0;
        List<XPostBuilder> found;
        lock (_lock) found = [.. _posts.Where(p => p.Key > since && p.Value.Hashtags.Any(tags.Contains)).Reverse().Select(p => p.Value)];
        var answer = XPostBuilder.Page(found.Skip(skip).Take(size));
        var meta = new JsonObject { ["result_count"] = Math.Min(size, Math.Max(0, found.Count - skip)) };
        if (found.Count > skip + size) meta["next_token"] = $"page-{skip + size}";
        answer["meta"] = meta;
        return answer;
    }

    internal JsonObject LookUp(IReadOnlyList<string> ids)
    {
        lock (_lock)
        {
            var answer = XPostBuilder.Page(_posts.Values.Where(p => ids.Contains(p.Id)));
            var errors = new JsonArray([.. ids.Where(_gone.ContainsKey).Select(id => new JsonObject
            {
                ["value"] = id, ["resource_id"] = id, ["resource_type"] = "tweet", ["parameter"] = "ids",
                ["title"] = "Not Found Error", ["type"] = $"https://api.x.com/2/problems/{_gone[id]}",
            })]);
            if (errors.Count > 0) answer["errors"] = errors;
            return answer;
        }
    }

    [GeneratedRegex(@"#(\w+)")]
    private static partial Regex Hashtag();
}
