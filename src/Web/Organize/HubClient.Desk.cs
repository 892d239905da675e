using System.Net;
using System.Net.Http.Headers;
using Backchannel.Contracts;

namespace Backchannel.Web.Live;

// Questions and the schedule, in the name of who is signed in.
public sealed partial class HubClient
{
    /// <summary>Says how far a question has come.</summary>
    /// <returns>What is wrong, in words; null where it was done.</returns>
    public async Task<string?> MoveQuestion(string token, string slug, string question, QuestionState state, CancellationToken cancellationToken = default)
    {
        using var response = await SendAs(token, HttpMethod.Put, $"{Path(slug)}/questions/state/{Uri.EscapeDataString(question)}", new NewQuestionState(state), cancellationToken);
        return await Refusal(response, cancellationToken);
    }

    /// <summary>Where the schedule is read from, and how that went; null where it is not for whoever asks.</summary>
    public async Task<ScheduleReport?> ScheduleReport(string token, string slug, CancellationToken cancellationToken = default)
    {
        using var response = await SendAs(token, HttpMethod.Get, $"{Path(slug)}/schedule", null, cancellationToken);
        return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<ScheduleReport>(ContractJson.Options, cancellationToken) : null;
    }

    /// <summary>Has the schedule read from an address, at once and from then on.</summary>
    /// <returns>What is wrong, in words; null where it was read.</returns>
    public async Task<string?> NameSchedule(string token, string slug, string address, CancellationToken cancellationToken = default)
    {
        using var response = await SendAs(token, HttpMethod.Post, $"{Path(slug)}/schedule", new ScheduleAddress(address), cancellationToken);
        return await Refusal(response, cancellationToken);
    }

    /// <summary>Sends a file for the schedule.</summary>
    /// <returns>What is wrong, in words; null where it was read.</returns>
    public async Task<string?> SendSchedule(string token, string slug, Stream file, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(await _address.Find(cancellationToken), $"{Path(slug)}/schedule")) { Content = new StreamContent(file) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request, cancellationToken);
        return await Refusal(response, cancellationToken);
    }

    static async Task<string?> Refusal(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode) return null;
        if (response.StatusCode >= HttpStatusCode.InternalServerError) _ = response.EnsureSuccessStatusCode();
        var problem = await response.Content.ReadFromJsonAsync<HttpValidationProblemDetails>(ContractJson.Options, cancellationToken);
        return problem?.Errors.Values.SelectMany(words => words).FirstOrDefault() ?? problem?.Detail ?? "This was not taken.";
    }
}
