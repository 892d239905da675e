using System.Net;
using Backchannel.Contracts;
using Backchannel.Web.Live;
using Backchannel.Web.Writing;
using Microsoft.AspNetCore.Components;

namespace Backchannel.Web.Chats;

/// <summary><c>/chats/organize</c>: decides on proposals, makes and changes series, takes over calendars.</summary>
public sealed partial class OrganizePage
{
    IReadOnlyList<ChatProposal>? _proposals;
    IReadOnlyList<ChatListing>? _chats;
    IReadOnlyDictionary<string, string[]> _errors = Draft.NoErrors;
    ChatMade? _made;
    ChatImportReport? _report;
    IReadOnlyList<ChatClash> _others = [];
    PostRefused? _trouble;
    string? _troubled, _said;
    bool _taken;

    [CascadingParameter] public HttpContext Http { get; set; } = default!;

    /// <summary>The one that is to be changed.</summary>
    [SupplyParameterFromQuery] public string? Series { get; set; }

    /// <summary>What became of a change.</summary>
    [SupplyParameterFromQuery] public string? Said { get; set; }

    [SupplyParameterFromForm(FormName = "series")] public SeriesForm? Form { get; set; }

    [SupplyParameterFromForm(FormName = "remove", Name = "removed")] public string? Removed { get; set; }

    /// <summary>The slug of the series in the form; null for a new one.</summary>
    string? Changes => Form?.Slug is { Length: > 0 } slug ? slug : null;

    protected override async Task OnInitializedAsync()
    {
        SignInCookie.Renew(Http);
        var isOpened = Form is null;
        // The page is rendered once before what it awaits has come.
        Form ??= new();
        _said = Said switch { "made" => "It is in the calendar.", "saved" => "Saved.", "removed" => "It is out of the calendar.", "accepted" => "Accepted: it is in the calendar.", "declined" => "Declined.", _ => null };
        await Load();
        if (isOpened && _chats?.FirstOrDefault(chat => chat.Series.Event == Series) is { } chat) Form = SeriesForm.Of(chat.Series);
    }

    async Task Load()
    {
        _proposals = (await Hub.AskFor<List<ChatProposal>>(Http, HttpMethod.Get, "api/chats/proposals", null)).Value;
        _chats = (await Hub.AskFor<List<ChatListing>>(Http, HttpMethod.Get, "api/chats", null)).Value;
    }

    async Task Decide(ChatProposal proposal)
    {
        var accepts = Http.Request.Form["accept"] == "yes";
        // Its clashes stand beside it: whoever accepts it has seen them.
        var answer = await Hub.AskFor<ChatMade>(Http, HttpMethod.Post, $"api/chats/proposals/{proposal.Id}/{(accepts ? "accept?anyway=true" : "decline")}", new { });
        if (answer.Trouble is { } trouble) Tell("proposals", trouble);
        else Done(accepts ? "accepted" : "declined");
    }

    async Task Save()
    {
        var draft = Form!.ToDraft(Form.Anyway == "yes");
        var (slug, unreadable) = (Changes, Form.Unreadable());
        // The hub says what else is wrong, and makes nothing of a draft with faults; of one without, only where all of it could be read.
        if (unreadable.Count > 0)
        {
            _errors = unreadable;
            return;
        }

        var answer = slug is null
            ? await Hub.AskFor<ChatMade>(Http, HttpMethod.Post, "api/chats", draft)
            : await Hub.AskFor<ChatMade>(Http, HttpMethod.Put, $"api/events/{Uri.EscapeDataString(slug)}/series", draft);
        (_errors, _taken) = (FieldWords.Of(answer.Trouble?.Errors ?? Draft.NoErrors), answer.Status == HttpStatusCode.Conflict);
        if (_taken) _others = await Others(slug, draft);
        else if (answer.Trouble is { Errors.Count: 0 } trouble) Tell("series", trouble);
        if (answer.Value is not { } made) return;
        Known.Forget();
        if (made.Clashes.Count == 0) Done(slug is null ? "made" : "saved");
        else
        {
            (_made, Form) = (made, SeriesForm.Of(made.Chat.Series));
            await Load();
        }
    }

    // Who has one of its hashtags: the refusal itself is worded for programs.
    async Task<IReadOnlyList<ChatClash>> Others(string? slug, SeriesDraft draft)
    {
        var tags = string.Join(',', (draft.Hashtags ?? []).Select(tag => tag.TrimStart('#')));
        var found = (await Hub.AskFor<List<ChatClash>>(Http, HttpMethod.Get, $"api/chats/clashes?hashtags={Uri.EscapeDataString(tags)}", null)).Value;
        return [.. (found ?? []).Where(clash => clash.Event != slug)];
    }

    async Task Remove()
    {
        var answer = await Hub.AskFor<object>(Http, HttpMethod.Delete, $"api/events/{Uri.EscapeDataString(Removed ?? "")}/series", null);
        if (answer.Trouble is { } trouble) Tell("series", trouble);
        else Done("removed");
    }

    async Task Import()
    {
        var form = await Http.Request.ReadFormAsync(Http.RequestAborted);
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
        {
            Tell("import", new("Nothing was sent.", "Choose a file first.", Draft.NoErrors));
            return;
        }

        await using var stream = file.OpenReadStream();
        var answer = await Hub.ImportChats(Caller.TokenOf(Http.User) ?? "", stream, Http.RequestAborted);
        _report = answer.Value;
        if (answer.Trouble is { } trouble) Tell("import", trouble);
        Known.Forget();
        await Load();
    }

    // Beside the form that it is about.
    void Tell(string section, PostRefused trouble) =>
        (_troubled, _trouble) = (section, trouble.Errors.Count == 0 ? trouble : trouble with { Title = "That cannot be used.", Detail = FieldWords.InALine(trouble.Errors) });

    void Done(string said)
    {
        Known.Forget();
        Navigation.NavigateTo($"{ChatLinks.Organize}?said={said}");
    }

    static string Tags(SeriesDraft draft) => string.Join(' ', (draft.Hashtags ?? []).Select(tag => $"#{tag.TrimStart('#')}"));

    static string When(SeriesDraft draft) => RuleWords.Of(new(
        "", "", draft.Kind ?? SeriesKind.Chat, draft.TimeZone ?? "UTC", [], null, [], [], draft.Start, draft.Minutes ?? 60, draft.Rule, [], draft.Also ?? [], null));
}
