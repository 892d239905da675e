using Backchannel.Hub.Archive;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Backchannel.Hub.Access;

/// <summary>Passwords, kept by ASP.NET Core's own hasher: PBKDF2 with a salt of each.</summary>
sealed class Passwords
{
    // What OWASP asks for with HMAC-SHA512. Hashes of fewer rounds are made anew at the next sign-in.
    const int Rounds = 210_000;

    readonly PasswordHasher<AccountRow> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    readonly Lazy<string> _nobodys;

    public Passwords() => _nobodys = new(() => Hash(Tokens.New()));

    public string Hash(string password) => _hasher.HashPassword(null!, password);

    /// <summary>Takes as long for a name that nobody has as for a wrong password.</summary>
    public PasswordVerificationResult Compare(AccountRow? account, string password)
    {
        // Made at the first sign-in, whoever's it is: at the start it would be a tenth of a second for nothing.
        var nobodys = _nobodys.Value;
        var result = _hasher.VerifyHashedPassword(null!, account?.PasswordHash ?? nobodys, password);
        return account?.PasswordHash is null ? PasswordVerificationResult.Failed : result;
    }
}
