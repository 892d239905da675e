using System.Net;
using Backchannel.Contracts;
using Backchannel.Web.Live;
using Backchannel.Web.Recaps;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Backchannel.Web.Organize.Recaps;

/// <summary>Edits one recap: order, words, what is left out. Nothing is sent until it is saved; who saved meanwhile is not overwritten.</summary>
public sealed partial class RecapEditor : ComponentBase
{
    readonly HashSet<string> _leftOut = [], _hidden = [];
    IReadOnlyList<EditedSection> _sections = [];
    RecapInfo? _recap;
    Caller? _caller;
    string _token = "", _said = "";
    string? _title, _words, _trouble;
    bool _busy;
    int _edits, _saved;

    [Parameter, EditorRequired] public required string Slug { get; set; }

    [Parameter, EditorRequired] public required string Id { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> SignedIn { get; set; }

    [Inject] public required HubClient Hub { get; set; }

    static IReadOnlyList<(string Key, string Name)> Parts => [("numbers", "Numbers"), ("links", "Links"), ("photos", "Photos"), ("people", "People")];

    /// <summary>A section as it is edited.</summary>
    sealed class EditedSection(RecapSection section, string? words)
    {
        public string Key => section.Key;
        public string Head => RecapWords.Head(section);
        public string? Words { get; set; } = words;
        public List<RecapPost> Posts { get; } = [.. section.Posts];
        public bool IsOrdered { get; set; }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        var user = (await SignedIn).User;
        (_caller, _token) = (Caller.Of(user), Caller.TokenOf(user) ?? "");
        await Try(Open);
        StateHasChanged();
    }

    async Task Open()
    {
        var asked = await Hub.RecapDraft(_token, Slug, Id, CancellationToken.None);
        if (asked.Answer is not { } draft)
        {
            _trouble = asked.Status == HttpStatusCode.NotFound ? "There is no such recap. One is made when its session or its day is over." : asked.Trouble;
            return;
        }
        var edits = draft.Edits;
        (_recap, _title, _words) = (draft.Recap, edits.Title, edits.Words);
        Fill(_leftOut, edits.LeftOut.Concat(edits.Sections.SelectMany(section => section.LeftOut)));
        Fill(_hidden, edits.Hidden);
        _sections = [.. draft.Recap.Sections.Select(section => new EditedSection(section, edits.Sections.FirstOrDefault(edited => edited.Key == section.Key)?.Words)
        {
            IsOrdered = edits.Sections.Any(edited => edited.Key == section.Key && edited.Order.Count > 0),
        })];
    }

    async Task Save()
    {
        var edits = _edits;
        // What is changed while it is sent is not saved with it.
        if (await Send(Draft())) (_saved, _said) = (edits, edits == _edits ? "Saved." : "");
    }

    async Task Publish()
    {
        var on = _recap!.PublishedAt is null;
        if (await Send(new(_recap.Version, Published: on))) _said = on ? "Published." : "It is not public any more. Its address stays.";
    }

    string Told => (_edits == _saved, _said) switch
    {
        (true, var said) => said,
        (_, "") => "Not saved yet.",
        (_, var said) => $"{said} What you changed is not saved yet.",
    };

    // What is left out of a section is left out of all of it: one list says so.
    RecapDraft Draft() => new(
        _recap!.Version, _title ?? "", _words ?? "", [.. _sections.Select(section => new RecapSectionDraft(
            section.Key, null, section.Words ?? "", section.IsOrdered ? [.. section.Posts.Select(post => post.Id).Take(200)] : null, []))],
        [.. _leftOut], [.. _hidden]);

    /// <returns>Whether it was taken.</returns>
    Task<bool> Send(RecapDraft draft) => Try(async () =>
    {
        var sent = await Hub.EditRecap(_token, Slug, Id, draft, CancellationToken.None);
        if (sent.Answer is not { } edited) _trouble = sent.Status == HttpStatusCode.Conflict ? "Somebody else edited it since. Open this page again to see what it is now: what you changed here is not saved." : sent.Trouble;
        else _recap = _recap! with { Version = edited.Version, PublishedAt = edited.PublishedAt };
    });

    async Task<bool> Try(Func<Task> act)
    {
        // A second click may be under way before the buttons are shut.
        if (_busy) return false;
        (_busy, _trouble, _said) = (true, null, "");
        try
        {
            await act();
        }
        catch (Exception failure) when (HubClient.IsTrouble(failure, CancellationToken.None))
        {
            _trouble = "The hub does not answer. Look whether it was done before you try again.";
        }
        finally
        {
            _busy = false;
        }
        return _trouble is null;
    }

    void Shift(EditedSection section, int index, int by)
    {
        if (index + by < 0 || index + by >= section.Posts.Count) return;
        (section.Posts[index], section.Posts[index + by]) = (section.Posts[index + by], section.Posts[index]);
        section.IsOrdered = true;
        Touch();
    }

    void Toggle(HashSet<string> set, string key)
    {
        if (!set.Remove(key)) set.Add(key);
        Touch();
    }

    void Touch() => (_edits, _said) = (_edits + 1, "");

    static void Fill(HashSet<string> set, IEnumerable<string> keys)
    {
        set.Clear();
        set.UnionWith(keys);
    }
}
