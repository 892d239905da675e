using Backchannel.Contracts;
using Backchannel.Web.Live;
using Backchannel.Web.Writing;
using Microsoft.AspNetCore.Components;

namespace Backchannel.Web.Access;

/// <summary>What the pages share by which somebody comes in: plain forms, so that they need no script, and what is wrong said beside the field.</summary>
public abstract class AccessPageBase : ComponentBase
{
    [CascadingParameter] public HttpContext Http { get; set; } = default!;

    [Inject] public required HubClient Hub { get; set; }

    [Inject] public required LiveFeed Feed { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    protected IReadOnlyDictionary<string, string[]> Errors { get; set; } = Draft.NoErrors;

    protected PostRefused? Trouble { get; set; }

    /// <summary>Beside the fields where it concerns fields, else above the form.</summary>
    protected bool Failed(PostRefused? trouble)
    {
        Errors = trouble?.Errors ?? Draft.NoErrors;
        Trouble = trouble is { Errors.Count: 0 } ? trouble : null;
        return trouble is not null;
    }

    protected bool Differ(string? password, string? again)
    {
        if (password == again) return false;
        Errors = new Dictionary<string, string[]> { ["again"] = ["This is not the same as above."] };
        return true;
    }

    protected void Enter(SignedIn signedIn, string to)
    {
        SignInCookie.Set(Http, signedIn.Token);
        Navigation.NavigateTo(to);
    }

    /// <summary>Where somebody starts who came to no page in particular: the desk, where it is clear whose.</summary>
    protected async Task<string> Desk(Caller caller)
    {
        try
        {
            var slug = caller.Event ?? (await Feed.Events() is [var only] ? only.Slug : null);
            if (slug is null) return "/";
            if (caller.Role is Role.Host && await LeadsChat(caller, slug)) return Organize.DeskLinks.Of(slug, "/chat");
            return Organize.DeskLinks.Of(slug, Organize.DeskLinks.All.First(link => caller.May(link.Needs, slug)).Path);
        }
        catch (HubAwayException)
        {
            return "/";
        }
    }

    async Task<bool> LeadsChat(Caller caller, string slug) =>
        await Feed.Open(slug, null, 1, Http.RequestAborted) is { } view && view.Sessions.Any(session => session is { Chat: true, Cancelled: false } && caller.Leads(session.Id));
}
