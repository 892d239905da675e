using System.Net;
using Backchannel.Contracts;

namespace Backchannel.Web.Live;

// Questions, for a visitor.
public sealed partial class HubClient
{
    /// <summary>The questions to a session; null where there is no such session.</summary>
    /// <param name="slug">The event.</param>
    /// <param name="session">The session.</param>
    /// <param name="visitorCookie">Whose own questions and votes are marked; null for nobody's.</param>
    public async Task<QuestionBoard?> Questions(string slug, string session, string? visitorCookie, CancellationToken cancellationToken = default)
    {
        using var response = await SendFor(null, visitorCookie, HttpMethod.Get, QuestionsOf(slug, session), null, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        _ = response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<QuestionBoard>(ContractJson.Options, cancellationToken);
    }

    /// <summary>Asks for a visitor. Never throws for what the hub or the network do, as <c>Submit</c>.</summary>
    public Task<Posting> Ask(
        string slug, string session, NewQuestion question, string? visitorIp, string? visitorCookie, CancellationToken cancellationToken = default) =>
        SendPost(QuestionsOf(slug, session), question, visitorIp, visitorCookie, cancellationToken);

    /// <summary>Votes for a visitor, or takes the vote back.</summary>
    /// <returns>The hub's answer; 503 where it gives none.</returns>
    public async Task<HttpStatusCode> Vote(
        string slug, string question, bool wanted, string? visitorIp, string visitorCookie, CancellationToken cancellationToken = default)
    {
        try
        {
            var path = $"{Path(slug)}/questions/votes/{Uri.EscapeDataString(question)}";
            using var response = await SendFor(visitorIp, visitorCookie, wanted ? HttpMethod.Put : HttpMethod.Delete, path, null, cancellationToken);
            return response.StatusCode;
        }
        catch (Exception error) when (IsTrouble(error, cancellationToken))
        {
            return HttpStatusCode.ServiceUnavailable;
        }
    }

    static string QuestionsOf(string slug, string session) => $"{Path(slug)}/sessions/{Uri.EscapeDataString(session)}/questions";
}
