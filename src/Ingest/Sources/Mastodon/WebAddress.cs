namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>Addresses as other servers give them: only what a page may link to or load comes through.</summary>
static class WebAddress
{
    const int MaxLength = 2_000;

    /// <summary>The address if it is an absolute http or https one, else null.</summary>
    public static string? Of(string? address) => Parse(address) is { Scheme: "http" or "https" } url ? url.AbsoluteUri : null;

    /// <summary>The address if it is an absolute https one, else null: pictures are loaded by us, and not in the clear.</summary>
    public static string? Secure(string? address) => Parse(address) is { Scheme: "https" } url ? url.AbsoluteUri : null;

    static Uri? Parse(string? address) =>
        address is { Length: > 0 and <= MaxLength } && Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Host.Length > 0 ? url : null;
}
