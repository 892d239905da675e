namespace Backchannel.Web;

/// <summary>What browsers are told of every answer: nothing from elsewhere, nothing inline, nothing guessed, nothing told to other sites.</summary>
sealed class PageHeaders(RequestDelegate next)
{
    /// <summary>No page needs more: pictures come through our own proxy, styles and scripts are files.</summary>
    public const string Policy =
        "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; "
        + "frame-ancestors 'self'; base-uri 'self'; form-action 'self'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        return next(context);
    }
}
