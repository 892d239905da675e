using System.Security.Cryptography;
using System.Text;

namespace Backchannel.Hub.Access;

/// <summary>Secrets that prove who asks: random, told once, and kept as hashes.</summary>
static class Tokens
{
    /// <summary>256 bits that nobody guesses, for an address or a header.</summary>
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of one. A plain hash does: unlike a password there is nothing to guess.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Compared by hash, so that the time it takes tells nothing, not even the length.</summary>
    public static bool Same(string a, string b) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(a)), SHA256.HashData(Encoding.UTF8.GetBytes(b)));
}
