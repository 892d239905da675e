using Backchannel.Contracts;
using Backchannel.Web.Live;
using Backchannel.Web.Writing;
using Microsoft.AspNetCore.Components;

namespace Backchannel.Web.Chats;

/// <summary><c>/chats/propose</c>: a plain form. What it would get in the way of is shown before it is sent for good.</summary>
public sealed partial class ProposePage
{
    const string Calls = "api/chats/proposals";

    IReadOnlyDictionary<string, string[]> _errors = Draft.NoErrors;
    IReadOnlyList<ChatClash> _clashes = [];
    PostRefused? _trouble;

    [CascadingParameter] public HttpContext Http { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "propose")] public SeriesForm? Form { get; set; }

    /// <summary>The answer to what was sent is a redirect here, so that reloading does not send it again.</summary>
    [SupplyParameterFromQuery] public string? Sent { get; set; }

    protected override void OnInitialized() => Form ??= new();

    async Task Submit()
    {
        if (!string.IsNullOrEmpty(Form!.Website))
        {
            Done();
            return;
        }

        var proposal = new NewProposal(Form.By, Form.ToDraft(anyway: true));
        var looked = await Hub.AskFor<ChatProposal>(Http, HttpMethod.Post, $"{Calls}?check=true", proposal);
        if (Tell(looked.Trouble) || looked.Value is not { } proposed) return;
        if (proposed.Clashes.Count > 0 && Form.Anyway != "yes")
        {
            _clashes = proposed.Clashes;
            return;
        }

        if (!Tell((await Hub.AskFor<ChatProposal>(Http, HttpMethod.Post, Calls, proposal)).Trouble)) Done();
    }

    // What the hub cannot be told is told beside what it says of the rest.
    bool Tell(PostRefused? trouble)
    {
        var errors = Form!.Unreadable();
        foreach (var (field, words) in FieldWords.Of(trouble?.Errors ?? Draft.NoErrors)) errors.TryAdd(field, words);
        _errors = errors;
        _trouble = trouble is { Errors.Count: 0 } ? trouble : null;
        return errors.Count > 0 || trouble is not null;
    }

    void Done() => Navigation.NavigateTo($"{ChatLinks.Propose}?sent=yes");
}
