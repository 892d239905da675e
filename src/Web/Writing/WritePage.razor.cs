using Backchannel.Contracts;
using Backchannel.Web.Events;
using Backchannel.Web.Live;
using Microsoft.AspNetCore.Components;

namespace Backchannel.Web.Writing;

/// <summary><c>/{event}/post</c>: attendees' own posts. A plain form, so that it works on any phone, with no script at all.</summary>
public sealed partial class WritePage
{
    LiveView? _view;
    IReadOnlyList<SessionInfo> _sessions = [];
    IReadOnlyDictionary<string, string[]> _errors = Draft.NoErrors;
    PostRefused? _trouble;

    [Parameter] public required string Slug { get; set; }

    [CascadingParameter] public HttpContext Http { get; set; } = default!;

    /// <summary>The session the link came from.</summary>
    [SupplyParameterFromQuery] public string? Session { get; set; }

    /// <summary>What became of the last one: the answer to a post is a redirect here, so that reloading does not post again.</summary>
    [SupplyParameterFromQuery] public string? Posted { get; set; }

    [SupplyParameterFromForm(FormName = "write", Name = "name")] public string? Name { get; set; }

    [SupplyParameterFromForm(FormName = "write", Name = "text")] public string? Text { get; set; }

    [SupplyParameterFromForm(FormName = "write", Name = "session")] public string? About { get; set; }

    /// <summary>Nobody sees this field; programs that fill in forms do.</summary>
    [SupplyParameterFromForm(FormName = "write", Name = "website")] public string? Website { get; set; }

    string? Remembered => Http.Request.Cookies[Visitor.NameCookie];

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _view = await Feed.Open(Slug, null, 1, Http.RequestAborted);
        }
        catch (HubAwayException)
        {
            return;
        }

        if (_view is null)
        {
            Navigation.NotFound();
            return;
        }

        var programme = new Programme(_view.Sessions, Clock.GetUtcNow());
        var asked = _view.Sessions.Where(session => session.Id == (About ?? Session));
        _sessions = [.. programme.Now.Union(asked)];
    }

    async Task Submit()
    {
        if (_view is null) return;
        if (!string.IsNullOrEmpty(Website))
        {
            Done("held");
            return;
        }

        var draft = new Draft(Name, Text, About);
        _errors = draft.Errors();
        if (_errors.Count > 0) return;

        Visitor.Remember(Http, draft.Name);
        switch (await Hub.Submit(Slug, draft.Post(), Http.Connection.RemoteIpAddress?.ToString(), Visitor.Cookie(Http), Http.RequestAborted))
        {
            case PostTaken taken:
                Done(taken.Answer.Status);
                break;
            case PostRefused { Errors.Count: > 0 } refused:
                _errors = refused.Errors;
                break;
            case PostRefused refused:
                _trouble = refused;
                break;
            case PostedTooOften { RetryAfter: var wait }:
                _trouble = new PostRefused("That was a little fast.", $"You can post again in {Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))} seconds. Your words are still below.", Draft.NoErrors);
                break;
            default:
                _trouble = new PostRefused("It did not go through.", "Nothing was posted. Your words are still below; try once more in a moment.", Draft.NoErrors);
                break;
        }
    }

    void Done(string status) => Navigation.NavigateTo(
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(
            Shell.EventLinks.Write(_view!.Event, string.IsNullOrEmpty(About) ? null : About), "posted", status is "shown" ? "shown" : "held"));

    string? Error(string field) => _errors.Of(field);
}
