using System.Net;
using Backchannel.Contracts;
using Backchannel.Web.Access;
using Backchannel.Web.Live;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Backchannel.Web.Organize.Access;

/// <summary>
/// The small forms of the page of access, one beside each person, invitation and key. They are no forms of the page itself, since what one stands for may
/// be gone by the time that it is sent. Their tokens are checked before they come here.
/// </summary>
static class AccessForms
{
    public static void MapAccessForms(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("/{event}/organize/access").WithMetadata(new RequestSizeLimitAttribute(16 * 1024)).ExcludeFromDescription();
        forms.Require(Role.Organizer);
        forms.MapPost("/invitations/revoke", (string @event, [FromForm] string? id, HttpContext http, HubClient hub) => Delete($"invitations/{Path(id)}", @event, http, hub));
        forms.MapPost("/keys/revoke", (string @event, [FromForm] string? id, HttpContext http, HubClient hub) => Delete($"keys/{Path(id)}", @event, http, hub));
        forms.MapPost("/people/sign-out", (string @event, [FromForm] string? id, HttpContext http, HubClient hub) => Delete($"people/{Path(id)}/sign-ins", @event, http, hub));
        forms.MapPost("/people/remove", Remove);
        forms.MapPost("/people/role", ChangeRole);
    }

    /// <summary>Where one of them is sent to.</summary>
    public static string Of(EventInfo info, string act) => $"{DeskLinks.Of(info.Slug, "/access")}/{act}";

    public static string? Words(string? said) => said switch
    {
        "done" => "Done.",
        "gone" => "It was gone already.",
        "not" => "Nothing was changed: this cannot be done to the last organizer, to yourself, or without choosing what is to be.",
        "sure" => "Nothing was changed: tick the box beside it to say that you are sure.",
        "far" => "Nothing was changed: it reaches beyond this event, which is for an organizer of all events.",
        "away" => "Nothing was changed: Backchannel does not answer just now.",
        _ => null,
    };

    static Task<IResult> Remove(string @event, HttpContext http, HubClient hub, [FromForm] string? id = null, [FromForm] string? sure = null) =>
        sure is null ? Task.FromResult(Back(@event, "sure")) : Delete($"people/{Path(id)}", @event, http, hub);

    static async Task<IResult> ChangeRole(
        string @event, HttpContext http, HubClient hub, [FromForm] string? id = null, [FromForm] string? role = null, [FromForm] string? session = null)
    {
        var (chosen, everywhere) = RoleChoice.Read(role);
        var body = new NewRole(chosen, string.IsNullOrEmpty(session) ? null : session, everywhere);
        return Back(@event, await hub.AskFor<object>(http, HttpMethod.Put, $"{Calls(@event)}/people/{Path(id)}/role", body));
    }

    static async Task<IResult> Delete(string what, string @event, HttpContext http, HubClient hub) =>
        Back(@event, await hub.AskFor<object>(http, HttpMethod.Delete, $"{Calls(@event)}/{what}", null));

    static string Calls(string slug) => $"api/events/{Uri.EscapeDataString(slug)}/access";

    // Nothing that somebody could write here leads to another call.
    static string Path(string? id) => id is { Length: > 0 and <= 64 } && id.All(char.IsAsciiLetterOrDigit) ? id : "none";

    static IResult Back(string slug, HubAnswer<object> answer) => Back(slug, answer switch
    {
        { Trouble: null } => "done",
        { Status: HttpStatusCode.NotFound } => "gone",
        { Status: HttpStatusCode.Forbidden } => "far",
        { Status: null } => "away",
        _ => "not",
    });

    static IResult Back(string slug, string said) => Results.LocalRedirect(QueryHelpers.AddQueryString(DeskLinks.Of(slug, "/access"), "said", said));
}
