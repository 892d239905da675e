using System.Net;
using Backchannel.Contracts;

namespace Backchannel.Web.Live;

// What hosts see of their chat, and do with it: in the name of who is signed in.
public sealed partial class HubClient
{
    /// <summary>The chat with all that is planned, who is new and who waits.</summary>
    /// <exception cref="HttpRequestException">With the status: it is not theirs, or no chat.</exception>
    public async Task<ChatDesk> ChatDesk(string token, string slug, string session, CancellationToken cancellationToken = default)
    {
        using var response = await SendAs(token, HttpMethod.Get, $"{ChatPath(slug, session)}/desk", null, cancellationToken);
        _ = response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<ChatDesk>(ContractJson.Options, cancellationToken))!;
    }

    /// <summary>Puts a question now; without a number one after all others.</summary>
    /// <returns>What is wrong; null where it was put.</returns>
    public Task<DeskRefusal?> PutQuestion(string token, string slug, string session, int? number, string? words, CancellationToken cancellationToken = default) =>
        Do(token, HttpMethod.Post, $"{ChatPath(slug, session)}/questions{(number is null ? "" : $"/{number}")}", new NewChatQuestion(words), cancellationToken);

    /// <summary>Puts questions by the clock, hands over, pins, closes.</summary>
    /// <returns>As <see cref="PutQuestion"/>.</returns>
    public Task<DeskRefusal?> ChangeChat(string token, string slug, string session, NewChatState state, CancellationToken cancellationToken = default) =>
        Do(token, HttpMethod.Put, $"{ChatPath(slug, session)}/state", state, cancellationToken);

    /// <summary>Plans a question; without a number the next one.</summary>
    /// <returns>As <see cref="PutQuestion"/>.</returns>
    public Task<DeskRefusal?> PlanQuestion(string token, string slug, string session, PlannedQuestion question, CancellationToken cancellationToken = default) =>
        question.Number is 0
            ? Do(token, HttpMethod.Post, $"{ChatPath(slug, session)}/plan", question, cancellationToken)
            : Do(token, HttpMethod.Put, $"{ChatPath(slug, session)}/plan/{question.Number}", question, cancellationToken);

    /// <summary>Drops a planned question.</summary>
    /// <returns>As <see cref="PutQuestion"/>.</returns>
    public Task<DeskRefusal?> DropQuestion(string token, string slug, string session, int number, CancellationToken cancellationToken = default) =>
        Do(token, HttpMethod.Delete, $"{ChatPath(slug, session)}/plan/{number}", null, cancellationToken);

    /// <summary>Plans a chat, or makes a session one.</summary>
    /// <returns>As <see cref="PutQuestion"/>.</returns>
    public Task<DeskRefusal?> PlanChat(string token, string slug, string session, ChatPlan plan, CancellationToken cancellationToken = default) =>
        Do(token, HttpMethod.Patch, ChatPath(slug, session), plan, cancellationToken);

    /// <summary>Notes that somebody new was greeted.</summary>
    /// <returns>As <see cref="PutQuestion"/>.</returns>
    public Task<DeskRefusal?> Welcome(string token, string slug, string session, string author, CancellationToken cancellationToken = default) =>
        Do(token, HttpMethod.Post, $"{ChatPath(slug, session)}/welcomes", new NewWelcome(author), cancellationToken);

    /// <summary>Notes that what a post asks needs no answer any more.</summary>
    /// <returns>As <see cref="PutQuestion"/>.</returns>
    public Task<DeskRefusal?> SetAside(string token, string slug, string session, string post, CancellationToken cancellationToken = default) =>
        Do(token, HttpMethod.Post, $"{ChatPath(slug, session)}/set-aside", new NewSetAside(post), cancellationToken);

    async Task<DeskRefusal?> Do(string token, HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var response = await SendAs(token, method, path, body, cancellationToken);
        if (response.IsSuccessStatusCode) return null;
        if (response.StatusCode >= HttpStatusCode.InternalServerError) _ = response.EnsureSuccessStatusCode();
        var problem = await response.Content.ReadFromJsonAsync<HttpValidationProblemDetails>(ContractJson.Options, cancellationToken);
        return problem?.Errors.FirstOrDefault() is { Key: { } field, Value: [var words, ..] } ? new(field, words) : new(null, problem?.Detail ?? "This was not taken.");
    }
}

/// <summary>Why something was not done.</summary>
/// <param name="Field">What is wrong, as the API names it; null where it is no single field.</param>
/// <param name="Words">In words.</param>
public sealed record DeskRefusal(string? Field, string Words);
