using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Backchannel.Hub;

/// <summary>Lets organizers' calls in: <c>Authorization: Bearer</c> with the key of <see cref="HubOptions.ApiKey"/>.</summary>
static class ApiKey
{
    const string Scheme = "Bearer ";

    public static RouteHandlerBuilder RequireApiKey(this RouteHandlerBuilder endpoint) => endpoint
        .AddEndpointFilter(async (context, next) => Refusal(context.HttpContext) is { } refusal ? refusal : await next(context))
        .ProducesProblem(StatusCodes.Status401Unauthorized);

    /// <summary>For calls that tell organizers more than others.</summary>
    public static bool IsOrganizer(this HttpContext context) => Key(context) is { Length: > 0 } key && Gives(context, key);

    static IResult? Refusal(HttpContext context) => Key(context) switch
    {
        null or "" => Refused(context, "Organizers' calls are off: set Backchannel:ApiKey to let them in."),
        var key when Gives(context, key) => null,
        _ => Refused(context, "Send the organizer's key as 'Authorization: Bearer …'."),
    };

    static string? Key(HttpContext context) => context.RequestServices.GetRequiredService<IOptions<HubOptions>>().Value.ApiKey;

    static bool Gives(HttpContext context, string key)
    {
        var given = context.Request.Headers.Authorization.ToString();
        return given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && Same(given[Scheme.Length..].Trim(), key);
    }

    static IResult Refused(HttpContext context, string cure)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return TypedResults.Problem(cure, statusCode: StatusCodes.Status401Unauthorized, title: "For organizers only");
    }

    // Compared by hash, so that the time it takes tells nothing, not even the length.
    static bool Same(string a, string b) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(a)), SHA256.HashData(Encoding.UTF8.GetBytes(b)));
}
