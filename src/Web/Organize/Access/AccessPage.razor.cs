using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Web.Access;
using Backchannel.Web.Cards;
using Backchannel.Web.Live;
using Backchannel.Web.Shell;
using Backchannel.Web.Writing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Backchannel.Web.Organize.Access;

/// <summary><c>/{event}/organize/access</c>. What is shown only once is in the answer to the form itself; everything else is answered by a redirect.</summary>
public sealed partial class AccessPage
{
    AccessList? _list;
    IReadOnlyList<SessionChoice> _sessions = [];
    SecretMade? _secret;
    (string Form, PostRefused Words)? _trouble;

    /// <summary>What became of a change.</summary>
    [SupplyParameterFromQuery] public string? Said { get; set; }

    [SupplyParameterFromForm(FormName = "invite", Name = "for")] public string? For { get; set; }

    [SupplyParameterFromForm(FormName = "invite", Name = "role")] public string? InviteRole { get; set; }

    [SupplyParameterFromForm(FormName = "invite", Name = "session")] public string? Session { get; set; }

    [SupplyParameterFromForm(FormName = "invite", Name = "hours")] public string? Hours { get; set; }

    [SupplyParameterFromForm(FormName = "key", Name = "name")] public string? Name { get; set; }

    [SupplyParameterFromForm(FormName = "key", Name = "role")] public string? KeyRole { get; set; }

    string Calls => $"api/events/{Uri.EscapeDataString(Slug)}/access";

    protected override async Task Load()
    {
        _sessions = SessionChoice.Of([.. View!.Sessions.Where(session => !session.Cancelled)], EventZone.Of(View.Event));
        _list = (await Hub.AskFor<AccessList>(Http, HttpMethod.Get, Calls, null)).Value;
    }

    async Task Invite()
    {
        var (role, everywhere) = RoleChoice.Read(InviteRole);
        int? hours = int.TryParse(Hours, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : null;
        var body = new NewInvitation(For, role, string.IsNullOrEmpty(Session) ? null : Session, hours, everywhere);
        var answer = await Hub.AskFor<InvitationMade>(Http, HttpMethod.Post, $"{Calls}/invitations", body);
        if (answer.Value is not { } made) _trouble = ("invite", answer.Trouble!);
        else _secret = new("invite", made.Invitation.For, QueryHelpers.AddQueryString($"{Address.Of(Http.Request)}/join", "token", made.Token));
        await Made();
    }

    async Task MakeKey()
    {
        var (role, everywhere) = RoleChoice.Read(KeyRole);
        var answer = await Hub.AskFor<ApiKeyMade>(Http, HttpMethod.Post, $"{Calls}/keys", new NewApiKey(Name, role, everywhere));
        if (answer.Value is not { } made) _trouble = ("key", answer.Trouble!);
        else _secret = new("key", made.Info.Name, made.Key);
        await Made();
    }

    // The form is empty again, and the list has what was made.
    async Task Made()
    {
        if (_secret is null) return;
        For = Name = null;
        await Load();
    }

    IReadOnlyDictionary<string, string[]> Of(string form) => _trouble is { } trouble && trouble.Form == form ? trouble.Words.Errors : Draft.NoErrors;

    PostRefused? TroubleOf(string form) => _trouble is { } trouble && trouble.Form == form && trouble.Words.Errors.Count == 0 ? trouble.Words : null;

    sealed record SecretMade(string Of, string For, string Value);
}
