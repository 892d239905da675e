using Backchannel.Contracts;
using Backchannel.Web.Live;
using Backchannel.Web.Shell;
using Backchannel.Web.Writing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Backchannel.Web.Questions;

/// <summary><c>/{event}/sessions/{id}/questions</c>: all questions to a session, and asking one, with a script or without.</summary>
public sealed partial class QuestionsPage
{
    LiveView? _view;
    SessionInfo? _session;
    QuestionBoard? _board;
    IReadOnlyDictionary<string, string[]> _errors = Draft.NoErrors;
    PostRefused? _trouble;

    [Parameter] public required string Slug { get; set; }

    [Parameter] public required string Id { get; set; }

    [CascadingParameter] public HttpContext Http { get; set; } = default!;

    /// <summary>What became of the last one asked: the answer to asking is a redirect here, so that reloading does not ask again.</summary>
    [SupplyParameterFromQuery] public string? Asked { get; set; }

    /// <summary>Which one that was.</summary>
    [SupplyParameterFromQuery] public string? Question { get; set; }

    /// <summary>Why a vote did not count.</summary>
    [SupplyParameterFromQuery] public string? Said { get; set; }

    [SupplyParameterFromForm(FormName = "ask", Name = "name")] public string? Name { get; set; }

    [SupplyParameterFromForm(FormName = "ask", Name = "text")] public string? Text { get; set; }

    [SupplyParameterFromForm(FormName = "ask", Name = "remote")] public string? Remote { get; set; }

    /// <summary>Nobody sees this field; programs that fill in forms do.</summary>
    [SupplyParameterFromForm(FormName = "ask", Name = "website")] public string? Website { get; set; }

    string Tag => _session!.Hashtags is [var own, ..] ? own : _view!.Event.Hashtags is [var first, ..] ? first : Slug;

    string? Told => (Asked, Said) switch
    {
        ("shown", _) => "Your question is in the queue. The more votes it has, the sooner it is asked.",
        ("held", _) => "A moderator looks at your question first. Then it comes into the queue.",
        (_, "slow") => "That was a little fast: your vote was not counted. Try again in a moment.",
        (_, "away") => "Your vote did not go through. Try again in a moment.",
        (_, "closed") => "That question takes no vote of yours: it is answered, gone, or your own.",
        _ => null,
    };

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _view = await Feed.Open(Slug, Id, 0, Http.RequestAborted);
        }
        catch (HubAwayException)
        {
            return;
        }

        _session = _view?.Sessions.FirstOrDefault(session => session.Id == Id);
        if (_session is null)
        {
            Navigation.NotFound();
            return;
        }

        _board = await Feed.Questions(Slug, Id, Http);
        _ = Visitor.Cookie(Http);
    }

    async Task Submit()
    {
        if (_view is null || _session is null) return;
        if (!string.IsNullOrEmpty(Website))
        {
            Done(new("", "held"));
            return;
        }

        var draft = new Draft(Name, Text, null, QuestionWords.Most);
        _errors = draft.Errors();
        if (_errors.Count > 0) return;

        Visitor.Remember(Http, draft.Name);
        var question = new NewQuestion(draft.Name, draft.Text, Remote is "true");
        switch (await Hub.Ask(Slug, Id, question, Http.Connection.RemoteIpAddress?.ToString(), Visitor.Cookie(Http), Http.RequestAborted))
        {
            case PostTaken taken:
                Done(taken.Answer);
                break;
            case PostRefused { Errors.Count: > 0 } refused:
                _errors = refused.Errors;
                break;
            case PostRefused refused:
                _trouble = refused;
                break;
            case PostedTooOften { RetryAfter: var wait }:
                _trouble = new("That was a little fast.", $"You can ask again in {Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))} seconds. Your words are still here.", Draft.NoErrors);
                break;
            default:
                _trouble = new("It did not go through.", "Nothing was asked. Your words are still here; try once more in a moment.", Draft.NoErrors);
                break;
        }
    }

    void Done(NewPostAccepted answer) => Navigation.NavigateTo(QueryHelpers.AddQueryString(
        EventLinks.Questions(_view!.Event, Id),
        new Dictionary<string, string?> { ["asked"] = answer.Status is "shown" ? "shown" : "held", ["question"] = answer.Id is "" ? null : answer.Id }.Where(pair => pair.Value is not null)));
}
