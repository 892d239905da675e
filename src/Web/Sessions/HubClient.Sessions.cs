using System.Globalization;
using Backchannel.Contracts;
using Microsoft.AspNetCore.WebUtilities;

namespace Backchannel.Web.Live;

public sealed partial class HubClient
{
    /// <summary>What a session's posts come to; null where there is no such session.</summary>
    public Task<SessionDigest?> Digest(string slug, string session, CancellationToken cancellationToken = default) =>
        Get<SessionDigest>($"{Path(slug)}/sessions/{Uri.EscapeDataString(session)}/digest", cancellationToken);

    /// <summary>Posts on show from a number on, in order of their numbers; from the start with 0; those in no session alone where <paramref name="unfiled"/>.</summary>
    public Task<FeedPage?> PostsFrom(string slug, string? session, long from, int limit, bool unfiled = false, CancellationToken cancellationToken = default) =>
        Get<FeedPage>(
            QueryHelpers.AddQueryString($"{Path(slug)}/posts", new Dictionary<string, string?>
            {
                ["session"] = session,
                ["from"] = from.ToString(CultureInfo.InvariantCulture),
                ["filed"] = unfiled ? "false" : null,
                ["limit"] = limit.ToString(CultureInfo.InvariantCulture),
            }),
            cancellationToken);
}
