using Backchannel.Contracts;
using Backchannel.Web.Live;
using Backchannel.Web.Writing;
using Microsoft.AspNetCore.Components;

namespace Backchannel.Web.People;

/// <summary><c>/{event}/people</c>: who is here by what they say, whom one might like to meet, and the way out of it.</summary>
public sealed partial class PeoplePage(LiveFeed feed, HubClient hub, NavigationManager navigation)
{
    const int MaxName = 200;

    static readonly string[] Styles = ["people.css"];

    LiveView? _view;
    PeopleHere? _here;
    PersonRole? _role;
    string? _me;
    bool _away;
    IReadOnlyDictionary<string, string[]> _errors = Draft.NoErrors;
    PostRefused? _trouble;

    [Parameter] public required string Slug { get; set; }

    [CascadingParameter] public HttpContext Http { get; set; } = default!;

    /// <summary>Who asks: a handle, or a name given on our own page.</summary>
    [SupplyParameterFromQuery] public string? Me { get; set; }

    [SupplyParameterFromQuery] public string? Role { get; set; }

    /// <summary>The answer to being left out is a redirect here, so that reloading does not ask again.</summary>
    [SupplyParameterFromQuery] public string? Left { get; set; }

    [SupplyParameterFromForm(FormName = "leave-out", Name = "network")] public string? Network { get; set; }

    [SupplyParameterFromForm(FormName = "leave-out", Name = "handle")] public string? Handle { get; set; }

    string? Suggested => Http.Request.Cookies[Visitor.NameCookie];

    string Tag => _view!.Event.Hashtags is [var first, ..] ? first : Slug;

    string Heading => (_role, _here!.Count) switch
    {
        (_, 0) => "Everybody",
        ({ } role, var count) => $"{PersonWords.Roles(role)}, {PersonWords.Number(count)}",
        (_, 1) => "One person",
        (_, var count) => $"{PersonWords.Number(count)} people",
    };

    protected override async Task OnInitializedAsync()
    {
        (_role, _me) = (PersonWords.Role(Role), Me?.Trim() is { Length: > 0 and <= MaxName } me ? me : null);
        try
        {
            _view = await feed.Open(Slug, null, 1, Http.RequestAborted);
            if (_view is not null) _here = await hub.People(Slug, _me, _role, Http.RequestAborted);
        }
        catch (Exception trouble) when (trouble is HubAwayException || HubClient.IsTrouble(trouble, Http.RequestAborted))
        {
            _away = true;
            return;
        }

        if (_here is null) navigation.NotFound();
    }

    async Task LeaveOut()
    {
        if (_view is null) return;
        var who = LeaveOutForm.Read(Network, Handle);
        _errors = LeaveOutForm.Faults(who);
        if (_errors.Count > 0) return;
        switch (await hub.LeaveOut(Slug, who, Http.Connection.RemoteIpAddress?.ToString(), Visitor.Cookie(Http), Http.RequestAborted))
        {
            case null:
                navigation.NavigateTo(PersonLinks.LeftOut(_view.Event));
                break;
            case PostRefused { Errors.Count: > 0 } refused:
                _errors = refused.Errors;
                break;
            case PostRefused refused:
                _trouble = refused;
                break;
            case PostedTooOften { RetryAfter: var wait }:
                _trouble = new PostRefused("That was a little fast.", $"Ask again in {Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))} seconds.", Draft.NoErrors);
                break;
            default:
                _trouble = new PostRefused("It did not go through.", "You are still listed; try once more in a moment.", Draft.NoErrors);
                break;
        }
    }

    string Address(PersonRole? role) => PersonLinks.People(_view!.Event, _me, role);
}
