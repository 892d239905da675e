using Backchannel.Contracts;
using Backchannel.Web.Cards;
using Backchannel.Web.Live;
using Backchannel.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Backchannel.Web.Access;

/// <summary><c>/join</c>: who was invited chooses a name and a password, or comes by another provider.</summary>
public sealed partial class JoinPage
{
    InvitationInfo? _invitation;
    PostRefused? _closed;
    SignInWays? _ways;
    LiveView? _view;
    string _desk = "/";

    [SupplyParameterFromQuery] public string? Token { get; set; }

    [SupplyParameterFromForm(FormName = "join", Name = "name")] public string? Name { get; set; }

    [SupplyParameterFromForm(FormName = "join", Name = "password")] public string? Password { get; set; }

    [SupplyParameterFromForm(FormName = "join", Name = "again")] public string? Again { get; set; }

    TimeZoneInfo Zone => _view is null ? TimeZoneInfo.Utc : EventZone.Of(_view.Event);

    string External => QueryHelpers.AddQueryString("/api/access/external", new Dictionary<string, string?> { ["invitation"] = Token, ["to"] = _desk });

    string Heading => _invitation switch
    {
        { Role: Role.Host, Session: Caller.AllSessions } => $"Host {_view?.Event.Name ?? "an event"}",
        { Role: Role.Host } => $"Host “{(_view is null ? null : SessionChoice.Of(_view.Sessions, Zone).FirstOrDefault(each => each.Id == _invitation.Session))?.Title ?? "a session"}”",
        { Role: Role.Moderator } => $"Moderate {_view?.Event.Name ?? "all events"}",
        _ => $"Organize {_view?.Event.Name ?? "all events"}",
    };

    protected override async Task OnInitializedAsync()
    {
        var answer = await Hub.AskFor<InvitationInfo>(Http, HttpMethod.Post, "api/access/invitation", new ShownInvitation(Token));
        (_invitation, _closed) = (answer.Value, answer.Trouble);
        if (_invitation is null) return;
        try
        {
            _ways = await Hub.Ways(Http.RequestAborted);
            if (_invitation.Event is { } slug) _view = await Feed.Open(slug, null, 1, Http.RequestAborted);
            // Whoever joins by another provider begins where others do.
            if (_ways?.External is not null) _desk = await Desk(new("", _invitation.For, _invitation.Role, _invitation.Event, _invitation.Session));
        }
        catch (Exception failure) when (failure is HubAwayException || HubClient.IsTrouble(failure, Http.RequestAborted))
        {
            // The invitation can be accepted all the same: only its event's name is not known.
        }
    }

    async Task Submit()
    {
        if (_invitation is null || Differ(Password, Again)) return;
        var answer = await Hub.AskFor<SignedIn>(Http, HttpMethod.Post, "api/access/join", new NewAccount(Token, Name, Password));
        if (!Failed(answer.Trouble)) Enter(answer.Value!, await Desk(answer.Value!.Caller));
    }
}
