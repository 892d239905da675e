namespace Backchannel.Ingest;

/// <summary>Addresses as others give them: only what a page may link to, or load, comes through.</summary>
static class WebAddress
{
    const int MaxLength = 4_096;

    /// <summary>The address as browsers write it, if it is an absolute http or https one; null otherwise.</summary>
    public static string? Of(string? address) => Short(Parse(address, "http", "https")?.AbsoluteUri);

    /// <summary>Likewise for https alone: pictures are loaded by us, and not in the clear.</summary>
    public static string? Secure(string? address) => Short(Parse(address, "https", "https")?.AbsoluteUri);

    /// <summary>The address letter by letter as it was given, if it is an absolute http or https one; null otherwise.</summary>
    public static string? AsWritten(string? address) => Parse(address, "http", "https") is null ? null : address;

    /// <summary>An absolute address with a host, of either scheme; null otherwise.</summary>
    public static Uri? Parse(string? address, string plain, string secure) =>
        address is { Length: > 0 and <= MaxLength } && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == plain || uri.Scheme == secure) && uri.Host.Length > 0 ? uri : null;

    // Written out, a letter can be nine.
    static string? Short(string? address) => address?.Length <= MaxLength ? address : null;
}
