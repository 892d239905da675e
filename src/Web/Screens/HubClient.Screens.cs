using Backchannel.Contracts;

namespace Backchannel.Web.Live;

public sealed partial class HubClient
{
    /// <summary>What an event's screens show.</summary>
    public Task<ScreenState?> Screen(string slug, CancellationToken cancellationToken = default) => Get<ScreenState>($"{Path(slug)}/screen", cancellationToken);

    /// <summary>Blanks an event's screens, resumes, or spotlights a post, in the name of who is signed in.</summary>
    /// <returns>False where that is refused.</returns>
    public async Task<bool> ChangeScreen(string token, string slug, ScreenChange change, CancellationToken cancellationToken = default)
    {
        using var response = await SendAs(token, HttpMethod.Patch, $"{Path(slug)}/screen", change, cancellationToken);
        return response.IsSuccessStatusCode;
    }
}
