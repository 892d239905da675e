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

    /// <summary>Puts a question now.</summary>
    /// <returns>What is wrong, in words; null where it was put.</returns>
    public Task<string?> PutQuestion(string token, string slug, string session, int number, string? words, CancellationToken cancellationToken = default) =>
        Do(token, HttpMethod.Post, $"{ChatPath(slug, session)}/questions/{number}", new NewChatQuestion(words), cancellationToken);

    /// <summary>Puts questions by the clock, hands over, pins, closes.</summary>
    /// <returns>As <see cref="PutQuestion"/>.</returns>
    public Task<string?> ChangeChat(string token, string slug, string session, NewChatState state, CancellationToken cancellationToken = default) =>
        Do(token, HttpMethod.Put, $"{ChatPath(slug, session)}/state", state, cancellationToken);

    /// <summary>Plans a question; without a number the next one.</summary>
    /// <returns>As <see cref="PutQuestion"/>.</returns>
    public Task<string?> PlanQuestion(string token, string slug, string session, PlannedQuestion question, CancellationToken cancellationToken = default) =>
        question.Number is 0
            ? Do(token, HttpMethod.Post, $"{ChatPath(slug, session)}/plan", question, cancellationToken)
            : Do(token, HttpMethod.Put, $"{ChatPath(slug, session)}/plan/{question.Number}", question, cancellationToken);

    /// <summary>Drops a planned question.</summary>
    /// <returns>As <see cref="PutQuestion"/>.</returns>
    public Task<string?> DropQuestion(string token, string slug, string session, int number, CancellationToken cancellationToken = default) =>
        Do(token, HttpMethod.Delete, $"{ChatPath(slug, session)}/plan/{number}", null, cancellationToken);

    /// <summary>Plans a chat, or makes a session one.</summary>
    /// <returns>As <see cref="PutQuestion"/>.</returns>
    public Task<string?> PlanChat(string token, string slug, string session, ChatPlan plan, CancellationToken cancellationToken = default) =>
        Do(token, HttpMethod.Patch, ChatPath(slug, session), plan, cancellationToken);

    /// <summary>Notes that somebody new was greeted.</summary>
    /// <returns>As <see cref="PutQuestion"/>.</returns>
    public Task<string?> Welcome(string token, string slug, string session, string author, CancellationToken cancellationToken = default) =>
        Do(token, HttpMethod.Post, $"{ChatPath(slug, session)}/welcomes", new NewWelcome(author), cancellationToken);

    async Task<string?> Do(string token, HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var response = await SendAs(token, method, path, body, cancellationToken);
        return await Refusal(response, cancellationToken);
    }
}
