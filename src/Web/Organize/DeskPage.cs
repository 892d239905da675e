using Backchannel.Contracts;
using Backchannel.Web.Live;
using Microsoft.AspNetCore.Components;

namespace Backchannel.Web.Organize;

/// <summary>What every page of the desk needs: the event and who looks at it. The page itself is rendered once; what changes on it is a component with a circuit.</summary>
public abstract class DeskPage : ComponentBase
{
    [Parameter] public required string Slug { get; set; }

    [CascadingParameter] public HttpContext Http { get; set; } = default!;

    [Inject] public required LiveFeed Feed { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    /// <summary>Null while the hub has not answered.</summary>
    protected LiveView? View { get; private set; }

    protected Caller Caller => Http.Caller() ?? throw new InvalidOperationException("Nobody gets here without having signed in.");

    /// <summary>Proves to the hub who looks: never leaves the server.</summary>
    protected string Token => Caller.TokenOf(Http.User) ?? "";

    protected override async Task OnInitializedAsync()
    {
        SignInCookie.Renew(Http);
        try
        {
            View = await Feed.Open(Slug, null, 1, Http.RequestAborted);
            if (View is null) Navigation.NotFound();
            else await Load();
        }
        catch (Exception failure) when (failure is HubAwayException || HubClient.IsTrouble(failure, Http.RequestAborted))
        {
            View = null;
        }
    }

    /// <summary>Asks for what else the page shows.</summary>
    protected virtual Task Load() => Task.CompletedTask;
}
