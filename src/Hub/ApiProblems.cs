using System.ComponentModel;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Backchannel.Hub;

/// <summary>
/// Says what was wrong with a request that did not get as far as the call: a body that is no JSON, too large or of another kind, a number that is none,
/// an address or method that the API does not have.
/// </summary>
static partial class ApiProblems
{
    public static void UseApiProblems(this IApplicationBuilder app) => app.UseWhen(IsApi, api => api.Use(Answer));

    static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api");

    static async Task Answer(HttpContext context, RequestDelegate next)
    {
        if (IsElsewhere(context.GetEndpoint()))
        {
            await Explain(StatusCodes.Status404NotFound)!.ExecuteAsync(context);
            return;
        }
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException refused) when (!context.Response.HasStarted)
        {
            await Explain(refused).ExecuteAsync(context);
            return;
        }
        catch (Exception failure) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            LogFailed(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ApiProblems)), failure, context.GetEndpoint()?.DisplayName);
            context.Response.Clear();
            await Problem(StatusCodes.Status500InternalServerError, "This went wrong here", "It is in the hub's log, and not for you to mend: try again later.")
                .ExecuteAsync(context);
            return;
        }
        if (!context.Response.HasStarted && context.Response.ContentLength is null
            && (Unread(context) is { } field ? Unreadable(field) : Explain(context.Response.StatusCode)) is { } problem)
            await problem.ExecuteAsync(context);
    }

    /// <summary>
    /// The parameter of the query that could not be read. The code that is written for a route at build says so by an exception only where a parameter must be there; for others
    /// it leaves a bare 400 behind.
    /// </summary>
    static string? Unread(HttpContext context) => context.Response.StatusCode != StatusCodes.Status400BadRequest
        ? null
        : context.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .FirstOrDefault(parameter => parameter.HasTryParse && context.Request.Query[parameter.Name] is [{ Length: > 0 } text, ..] && !CanRead(parameter.ParameterInfo.ParameterType, text))?.Name;

    static bool CanRead(Type type, string text) => TypeDescriptor.GetConverter(type).IsValid(text);

    // Where pages are served by the same process, theirs would take whatever the API does not have, and answer in HTML.
    static bool IsElsewhere(Endpoint? endpoint) =>
        endpoint is null || endpoint is RouteEndpoint route && route.RoutePattern.RawText?.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) != true;

    static ProblemHttpResult Explain(BadHttpRequestException refused) => refused switch
    {
        { StatusCode: StatusCodes.Status400BadRequest, InnerException: JsonException json } =>
            Problems.Invalid(json.Path is { Length: > 2 } path ? path.TrimStart('$', '.') : "body", "is not the JSON that this call takes: /openapi/v1.json describes it."),
        { StatusCode: StatusCodes.Status400BadRequest } when Parameter().Match(refused.Message) is { Success: true } named =>
            Unreadable(named.Groups["name"].Value),
        _ => Explain(refused.StatusCode) ?? Problems.Invalid("body", "cannot be read."),
    };

    static ProblemHttpResult? Explain(int status) => status switch
    {
        StatusCodes.Status404NotFound => Problem(status, "No such call", "/openapi/v1.json lists those there are."),
        StatusCodes.Status405MethodNotAllowed => Problem(status, "Not with this method", "/openapi/v1.json lists the methods of each call."),
        StatusCodes.Status413PayloadTooLarge => Problem(status, "Too much", "The body is larger than this call takes: send less."),
        StatusCodes.Status415UnsupportedMediaType => Problem(status, "Another kind of body", "Send the body as JSON, with 'Content-Type: application/json'."),
        _ => null,
    };

    static ProblemHttpResult Unreadable(string field) => Problems.Invalid(field, "is missing or cannot be read: /openapi/v1.json says what it takes.");

    static ProblemHttpResult Problem(int status, string title, string cure) => TypedResults.Problem(cure, statusCode: status, title: title);

    [LoggerMessage(LogLevel.Error, "A call failed: {Call}")]
    static partial void LogFailed(ILogger logger, Exception failure, string? call);

    // "Failed to bind parameter "int limit" from "many"."
    [GeneratedRegex("""parameter "[^" ]+ (?<name>\w+)\b""", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
