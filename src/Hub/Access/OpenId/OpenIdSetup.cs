using Backchannel.Contracts;
using Backchannel.Hub.Here;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Backchannel.Hub.Access;

/// <summary>
/// Signing in by OpenID Connect, where it is set up: the code flow with PKCE. All of it is under the API, so that it takes the same way through a Web
/// process that forwards it.
/// </summary>
static class OpenIdSetup
{
    const string Scheme = "openid", Path = "/api/access/external", Callback = $"{Path}/callback";

    public static void AddExternal(this AuthenticationBuilder authentication, IConfiguration configuration)
    {
        var services = authentication.Services;
        services.AddOptions<OpenIdSettings>().Bind(configuration.GetSection(OpenIdSettings.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OpenIdSettings>, ValidateOpenIdSettings>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<OpenIdSettings>>().Value).AddSingleton<ExternalSignIn>();
        if (OpenIdSettings.From(configuration) is { IsOn: true } settings) authentication.AddOpenIdConnect(Scheme, options => Configure(options, settings));
    }

    public static void MapExternal(this IEndpointRouteBuilder app)
    {
        if (!app.ServiceProvider.GetRequiredService<OpenIdSettings>().IsOn) return;
        app.MapGet(Path, Begin).AllowAnonymous().RequireVisitorLimit(VisitorBudget.SignIns).ExcludeFromDescription();
        // Whoever comes back is taken care of before this is reached; it only says that the address is one of ours.
        app.MapGet(Callback, () => Refused(SignInProblem.Failed)).AllowAnonymous().ExcludeFromDescription();
    }

    static IResult Begin(string? to = null, string? invitation = null) => Results.Challenge(
        new AuthenticationProperties(new Dictionary<string, string?> { [ExternalSignIn.Invitation] = invitation is { Length: <= 1_000 } ? invitation : null }) { RedirectUri = LocalPath.Of(to) },
        [Scheme]);

    static void Configure(OpenIdConnectOptions options, OpenIdSettings settings)
    {
        (options.Authority, options.ClientId, options.ClientSecret) = (settings.Authority, settings.ClientId, settings.ClientSecret);
        options.RequireHttpsMetadata = !settings.IsOnThisMachine;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // Not by a form: cookies that survive a form from another site need https.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.CallbackPath = Callback;
        (options.RemoteSignOutPath, options.SignedOutCallbackPath) = (default, default);
        options.Scope.Add("email");
        options.GetClaimsFromUserInfoEndpoint = true;
        options.MapInboundClaims = false;
        options.ClaimActions.Remove("iss");
        options.ClaimActions.MapJsonKey("email_verified", "email_verified");
        options.DisableTelemetry = true;
        options.BackchannelTimeout = TimeSpan.FromSeconds(15);
        options.TokenValidationParameters.ClockSkew = TimeSpan.FromMinutes(1);
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
            (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        options.Events.OnTokenValidated = MustBeSigned;
        options.Events.OnTicketReceived = Received;
        options.Events.OnRemoteFailure = Failed;
    }

    // The standard lets a token of the code flow go unsigned, since https says where it is from. Ours is signed all the same.
    static Task MustBeSigned(TokenValidatedContext context)
    {
        if (context.SecurityToken.SignatureAlgorithm is null or "" or "none") context.Fail("The id_token is not signed.");
        return Task.CompletedTask;
    }

    static async Task Received(TicketReceivedContext context)
    {
        var (signedIn, problem) = await context.HttpContext.RequestServices.GetRequiredService<ExternalSignIn>()
            .Let(context.Principal!, context.Properties?.Items.TryGetValue(ExternalSignIn.Invitation, out var invitation) == true ? invitation : null, context.HttpContext.RequestAborted);
        context.HandleResponse();
        if (signedIn is null) await Refused(problem).ExecuteAsync(context.HttpContext);
        else
        {
            SignInCookie.Set(context.HttpContext, signedIn.Token);
            context.Response.Redirect(LocalPath.Of(context.ReturnUri));
        }
    }

    // What the provider or somebody in between said is for the log; whoever came back is told that it failed.
    static Task Failed(RemoteFailureContext context)
    {
        context.HttpContext.RequestServices.GetRequiredService<ExternalSignIn>().LogFailed(context.Failure, context.Failure?.Message);
        context.HandleResponse();
        return Refused(SignInProblem.Failed).ExecuteAsync(context.HttpContext);
    }

    static IResult Refused(SignInProblem problem) => Results.LocalRedirect($"{CallerHandler.SignInPage}?problem={problem.ToString().ToLowerInvariant()}");
}
