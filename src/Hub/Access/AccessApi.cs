using Backchannel.Contracts;
using Backchannel.Hub.Here;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Backchannel.Hub.Access;

/// <summary>Signing in and out over HTTP, and what organizers say about who may.</summary>
static class AccessApi
{
    public static void MapAccessApi(this IEndpointRouteBuilder app)
    {
        MapOwn(app.MapGroup("/api/access").WithTags("Access"));
        MapOrganizers(app.MapGroup("/api/events/{slug}/access").WithTags("Access"));
        app.MapExternal();
    }

    static void MapOwn(RouteGroupBuilder access)
    {
        access.MapGet("/ways", Ways).AllowAnonymous().WithSummary("How one may sign in here.");
        access.MapPost("/set-up", SetUp).AllowAnonymous().Limited().WithSummary("Makes the first organizer, by the link that the process printed.");
        access.MapPost("/sign-in", SignIn).AllowAnonymous().Limited().WithSummary("Signs in by name and password.");
        access.MapPost("/invitation", Look).AllowAnonymous().Limited().WithSummary("What somebody is invited to.");
        access.MapPost("/join", Join).AllowAnonymous().Limited().WithSummary("Makes an account of an invitation.");
        access.MapGet("/me", (HttpContext context) => context.Caller()).WithSummary("Who asks, and what they may do.");
        access.MapGet("/account", Own).WithSummary("One's own account.");
        access.MapPost("/sign-out", SignOut).LimitHereSize().WithSummary("Ends the sign-in that asks.");
        access.MapPut("/password", ChangePassword).Limited().WithSummary("Changes one's own password, and ends all other sign-ins.");
    }

    static void MapOrganizers(RouteGroupBuilder access)
    {
        access.Require(Role.Organizer);
        access.MapGet("/", Read).WithSummary("Who may enter, who is invited to, and which programs may.");
        access.MapPost("/invitations", Invite).LimitHereSize().WithSummary("Invites somebody: what the link holds is told once.");
        access.MapDelete("/invitations/{id}", RevokeInvitation).WithSummary("Takes an invitation back.");
        access.MapPost("/keys", MakeKey).LimitHereSize().WithSummary("Makes a key for a program: told once.");
        access.MapDelete("/keys/{id}", RevokeKey).WithSummary("Takes a key back.");
        access.MapPut("/people/{id}/role", ChangeRole).LimitHereSize().WithSummary("Says what somebody may do.");
        access.MapDelete("/people/{id}/sign-ins", EndSignIns).WithSummary("Signs somebody out everywhere.");
        access.MapDelete("/people/{id}", Remove).WithSummary("Removes somebody's access.");
        access.AddEndpointFilter(EventMustBe);
    }

    static RouteHandlerBuilder Limited(this RouteHandlerBuilder endpoint) => endpoint.RequireVisitorLimit(VisitorBudget.SignIns).LimitHereSize();

    static async ValueTask<object?> EventMustBe(EndpointFilterInvocationContext call, EndpointFilterDelegate next) =>
        call.HttpContext.GetRouteValue("slug") is string slug && call.HttpContext.RequestServices.GetRequiredService<Events.EventCatalog>().Find(slug) is null
            ? Problems.NoEvent(slug)
            : await next(call);

    static async Task<SignInWays> Ways(SetupLink setup, OpenIdSettings openId, CancellationToken stop) => new(await setup.IsOpen(stop), openId.IsOn ? openId.Name : null);

    static Task<Results<Ok<SignedIn>, ProblemHttpResult>> SetUp(NewAccount body, SetupLink setup, CancellationToken stop) => setup.Use(body, stop);

    static Task<Results<Ok<SignedIn>, ProblemHttpResult>> SignIn(NewSignIn body, SignInDesk desk, CancellationToken stop) => desk.Try(body, stop);

    static Task<Results<Ok<InvitationInfo>, ProblemHttpResult>> Look(ShownInvitation body, Invitations invitations, CancellationToken stop) => invitations.Look(body.Token, stop);

    static Task<Results<Ok<SignedIn>, ProblemHttpResult>> Join(NewAccount body, Invitations invitations, CancellationToken stop) => invitations.Accept(body, stop);

    static Task<Results<Ok<AccountInfo>, ProblemHttpResult>> Own(HttpContext context, AccessDesk desk, CancellationToken stop) => desk.Own(context.Caller()!, stop);

    static async Task<NoContent> SignOut(HttpContext context, SignIns signIns, CancellationToken stop)
    {
        await signIns.End(Caller.TokenOf(context.User)!, stop);
        return TypedResults.NoContent();
    }

    static Task<Results<NoContent, ProblemHttpResult>> ChangePassword(NewPassword body, HttpContext context, SignInDesk desk, CancellationToken stop) =>
        desk.ChangePassword(context.Caller()!, Caller.TokenOf(context.User)!, body, stop);

    static Task<AccessList> Read(string slug, AccessDesk desk, CancellationToken stop) => desk.Read(slug, stop);

    static Task<Results<Created<InvitationMade>, ProblemHttpResult>> Invite(string slug, NewInvitation body, HttpContext context, AccessDesk desk, CancellationToken stop) =>
        desk.Invite(slug, context.Caller()!, body, stop);

    static Task<Results<NoContent, ProblemHttpResult>> RevokeInvitation(string slug, string id, HttpContext context, AccessDesk desk, CancellationToken stop) =>
        desk.RevokeInvitation(slug, context.Caller()!, id, stop);

    static Task<Results<Created<ApiKeyMade>, ProblemHttpResult>> MakeKey(string slug, NewApiKey body, HttpContext context, AccessDesk desk, CancellationToken stop) =>
        desk.MakeKey(slug, context.Caller()!, body, stop);

    static Task<Results<NoContent, ProblemHttpResult>> RevokeKey(string slug, string id, HttpContext context, AccessDesk desk, CancellationToken stop) =>
        desk.RevokeKey(slug, context.Caller()!, id, stop);

    static Task<Results<NoContent, ProblemHttpResult>> ChangeRole(string slug, string id, NewRole body, HttpContext context, AccessDesk desk, CancellationToken stop) =>
        desk.ChangeRole(slug, context.Caller()!, id, body, stop);

    static Task<Results<NoContent, ProblemHttpResult>> EndSignIns(string slug, string id, HttpContext context, AccessDesk desk, CancellationToken stop) =>
        desk.EndSignIns(slug, context.Caller()!, id, stop);

    static Task<Results<NoContent, ProblemHttpResult>> Remove(string slug, string id, HttpContext context, AccessDesk desk, CancellationToken stop) =>
        desk.Remove(slug, context.Caller()!, id, stop);
}
