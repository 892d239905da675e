namespace Backchannel.Web.Shell;

/// <summary>The address people outside this machine reach the pages at: the setting <c>Backchannel:PublicUrl</c>, or as this request came.</summary>
sealed class PublicAddress(IConfiguration configuration)
{
    /// <summary>The setting to give where the wall is opened under another name than the one attendees use (localhost, an inner address).</summary>
    public const string Setting = "Backchannel:PublicUrl";

    /// <summary>Without a trailing slash.</summary>
    public string Of(HttpRequest request) => configuration[Setting] is { Length: > 0 } set
        ? set.TrimEnd('/')
        : $"{request.Scheme}://{request.Host}{request.PathBase}";

    /// <summary>An address as people type it: no scheme.</summary>
    public static string Short(string address) => Uri.UnescapeDataString(address[(address.IndexOf("://", StringComparison.Ordinal) + 3)..]);
}
