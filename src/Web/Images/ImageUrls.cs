using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Backchannel.Web.Images;

/// <summary>Addresses of pictures as pages may show them: ours, signed, so that nobody can have this server fetch what no post carries.</summary>
public sealed class ImageUrls
{
    const int SignatureBytes = 16;
    const int MaxUrl = 2_000;

    readonly ImageKey _key;

    internal ImageUrls(ImageKey key) => _key = key;

    /// <summary>
    /// <c>/img/{signature}/{url}</c> for a picture of another site; a path of our own origin (<c>/demo/x.svg</c>) as it is. Empty for what no
    /// picture can be fetched from.
    /// </summary>
    public string For(string url)
    {
        if (url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal) && !url.Contains('\\')) return url;
        if (Target(url) is null) return "";
        var bytes = Encoding.UTF8.GetBytes(url);
        return $"/img/{Base64Url.EncodeToString(Sign(bytes))}/{Base64Url.EncodeToString(bytes)}";
    }

    /// <summary>The address that was signed; null where the signature is not ours.</summary>
    internal Uri? Verify(string signature, string encoded)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(encoded);
            return CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(signature), Sign(bytes))
                ? Target(Encoding.UTF8.GetString(bytes))
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>An http(s) address without a name and password in it; null otherwise.</summary>
    internal static Uri? Target(string url) =>
        url.Length <= MaxUrl && Uri.TryCreate(url, UriKind.Absolute, out var target)
            && (target.Scheme == Uri.UriSchemeHttp || target.Scheme == Uri.UriSchemeHttps) && target.UserInfo.Length == 0
            ? target
            : null;

    ReadOnlySpan<byte> Sign(byte[] url) => HMACSHA256.HashData(_key.Bytes, url).AsSpan(0, SignatureBytes);
}
