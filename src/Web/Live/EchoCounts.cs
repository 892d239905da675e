using Backchannel.Contracts;

namespace Backchannel.Web.Live;

static class EchoCounts
{
    /// <summary>By post; the last one counts where a post is in it twice.</summary>
    public static Dictionary<string, EchoCount> ToDictionaryOfLast(this IReadOnlyList<EchoCount> counts)
    {
        var byPost = new Dictionary<string, EchoCount>(counts.Count);
        foreach (var count in counts) byPost[count.PostId] = count;
        return byPost;
    }
}
