using System.Security.Cryptography;
using System.Text;
using Backchannel.Hub.Here;

namespace Backchannel.Hub.Questions;

/// <summary>A visitor as votes know them: who reads the archive can neither vote as them nor follow them from one event to another.</summary>
static class VisitorHash
{
    /// <returns>Null for a visitor without a cookie, or with one that we did not set.</returns>
    public static string? Of(HttpContext context, string slug) => VisitorLimit.VisitorOf(context) is { } cookie
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{slug}\n{cookie}")).AsSpan(0, 16))
        : null;
}
