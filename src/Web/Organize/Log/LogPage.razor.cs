using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Web.Cards;
using Backchannel.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Backchannel.Web.Organize.Log;

public sealed partial class LogPage : DeskPage
{
    AuditPage? _page;
    string _here = "";
    IReadOnlyList<SessionChoice> _sessions = [];

    [SupplyParameterFromQuery] public string? Name { get; set; }

    [SupplyParameterFromQuery] public string? Act { get; set; }

    [SupplyParameterFromQuery] public long? Before { get; set; }

    /// <summary>What became of taking something back.</summary>
    [SupplyParameterFromQuery] public string? Undone { get; set; }

    string Told => LogEndpoint.Words(Undone);

    string Older => QueryHelpers.AddQueryString(_here, new Dictionary<string, string?>
    {
        ["name"] = Name,
        ["act"] = Act,
        ["before"] = _page!.Entries[^1].Line.Number.ToString(CultureInfo.InvariantCulture),
    }.Where(pair => pair.Value is { Length: > 0 }));

    protected override async Task Load()
    {
        _here = DeskLinks.Of(Slug, "/log");
        _sessions = SessionChoice.Of(View!.Sessions, EventZone.Of(View.Event));
        _page = (await Hub.Audit(Token, Slug, Before, Name, Act, Http.RequestAborted)).Answer ?? new([], false, []);
    }

    string Export(string kind) => $"/api/events/{Uri.EscapeDataString(Slug)}/audit.{kind}";
}
