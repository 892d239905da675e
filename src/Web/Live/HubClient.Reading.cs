using System.Globalization;
using Backchannel.Contracts;
using Microsoft.AspNetCore.WebUtilities;

namespace Backchannel.Web.Live;

public sealed partial class HubClient
{
    /// <summary>The numbers of each session that has posts or viewers, hottest first.</summary>
    public async Task<IReadOnlyList<SessionPulse>?> Trending(string slug, CancellationToken cancellationToken = default) =>
        await Get<List<SessionPulse>>($"{Path(slug)}/trending", cancellationToken);

    /// <summary>Posts on show that are in no session, before a number, in order of their numbers; the latest without one.</summary>
    public Task<FeedPage?> Unfiled(string slug, long? before, int limit, CancellationToken cancellationToken = default) =>
        Get<FeedPage>(
            QueryHelpers.AddQueryString($"{Path(slug)}/posts", new Dictionary<string, string?>
            {
                ["filed"] = "false",
                ["before"] = before?.ToString(CultureInfo.InvariantCulture),
                ["limit"] = limit.ToString(CultureInfo.InvariantCulture),
            }),
            cancellationToken);
}
