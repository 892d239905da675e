using System.Net;
using Backchannel.Contracts;
using Microsoft.AspNetCore.WebUtilities;

namespace Backchannel.Web.Live;

// Who is at an event.
public sealed partial class HubClient
{
    /// <summary>Who is here.</summary>
    /// <param name="slug">The event.</param>
    /// <param name="me">Who asks whom to meet.</param>
    /// <param name="role">Only those.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<PeopleHere?> People(string slug, string? me = null, PersonRole? role = null, CancellationToken cancellationToken = default) =>
        Get<PeopleHere>(
            QueryHelpers.AddQueryString($"{Path(slug)}/people", new Dictionary<string, string?>
            {
                ["me"] = string.IsNullOrWhiteSpace(me) ? null : me,
                ["role"] = role?.ToString().ToLowerInvariant(),
            }),
            cancellationToken);

    /// <summary>Leaves somebody out of the people pages. Never throws for what the hub or the network do: the visitor is told.</summary>
    /// <param name="slug">The event.</param>
    /// <param name="who">Whom.</param>
    /// <param name="visitorIp">The visitor's address, for the hub's rate limit.</param>
    /// <param name="visitorCookie">The value of <see cref="VisitorCookie"/>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null once it is done, else what stood in the way.</returns>
    public async Task<Posting?> LeaveOut(string slug, LeftOut who, string? visitorIp, string visitorCookie, CancellationToken cancellationToken = default)
    {
        try
        {
            var body = JsonContent.Create(who, options: ContractJson.Options);
            using var response = await SendFor(visitorIp, visitorCookie, HttpMethod.Post, $"{Path(slug)}/people/left-out", body, cancellationToken);
            return response.StatusCode == HttpStatusCode.NoContent ? null : await Read(response, cancellationToken);
        }
        catch (Exception error) when (IsTrouble(error, cancellationToken))
        {
            return new PostingFailed();
        }
    }
}
