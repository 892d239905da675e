using System.Net;
using System.Net.Http.Json;
using Xunit;

namespace Backchannel.Hub.Tests;

/// <summary>An RFC 9457 answer.</summary>
sealed record Problem(string Title, string Detail, int Status)
{
    /// <summary>Cures by field.</summary>
    public Dictionary<string, string[]> Errors { get; init; } = [];

    /// <summary>Fails where the answer has another status or is no problem in words.</summary>
    public static async Task<Problem> Read(HttpResponseMessage answer, HttpStatusCode expected)
    {
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = (await answer.Content.ReadFromJsonAsync<Problem>())!;
        Assert.Equal((int)expected, problem.Status);
        Assert.False(string.IsNullOrWhiteSpace(problem.Detail));
        return problem;
    }
}
