using System.Security.Claims;
using Backchannel.Contracts;
using Backchannel.Hub.Here;
using Backchannel.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Access;

/// <summary>
/// Lets in whom another provider vouches for: who has an account by it, who is an organizer by the settings, and who was invited. To be known there is
/// not enough.
/// </summary>
sealed partial class ExternalSignIn(
    OpenIdSettings settings, AccessChanges changes, Accounts accounts, Invitations invitations, SignIns signIns, ILogger<ExternalSignIn> logger)
{
    /// <summary>The invitation that is taken along to the provider and back.</summary>
    public const string Invitation = "invitation";

    public async Task<(SignedIn? SignedIn, SignInProblem Problem)> Let(ClaimsPrincipal who, string? invitation, CancellationToken stop)
    {
        if (who.FindFirstValue("iss") is not { Length: > 0 } issuer || who.FindFirstValue("sub") is not { Length: > 0 } subject) return (null, SignInProblem.Failed);
        var (known, organizer) = ($"{issuer} {subject}", IsOrganizer(who, subject));
        // What was null on the way there is empty on the way back.
        if (invitation is not { Length: > 0 }) invitation = null;
        // Whoever is known may have been invited to something else; who is an organizer by the settings has nothing to gain.
        if (invitation is not null && !organizer && (await invitations.AcceptExternal(invitation, NameOf(who), known, stop)).Result is Ok<SignedIn> { Value: { } joined }) return (joined, default);
        if (await Known(known, NameOf(who), organizer, stop) is { } signedIn) return (signedIn, default);
        return (null, invitation is null ? SignInProblem.Uninvited : SignInProblem.Invitation);
    }

    async Task<SignedIn?> Known(string subject, string name, bool organizer, CancellationToken stop)
    {
        SignedIn? signedIn = null;
        await changes.Make(async db =>
        {
            var account = await db.Accounts.SingleOrDefaultAsync(a => a.Subject == subject, stop);
            var raised = organizer && account is not { Role: Role.Organizer, Event: null };
            if (account is null && organizer) account = await accounts.AddExternal(db, name, subject, new(Role.Organizer), stop);
            if (account is null) return default;
            if (raised) (account.Role, account.Event, account.Session) = (Role.Organizer, null, null);
            await signIns.Forget(db, stop);
            signedIn = signIns.Begin(db, account);
            return (raised ? new(null, account.ToCaller(), "is an organizer by the settings") : null, null);
        }, stop);
        return signedIn;
    }

    // An address that nobody verified is a word that anybody can say.
    bool IsOrganizer(ClaimsPrincipal who, string subject)
    {
        var email = string.Equals(who.FindFirstValue("email_verified"), "true", StringComparison.OrdinalIgnoreCase) ? who.FindFirstValue("email") : null;
        return settings.Organizers.Any(listed => listed.Contains('@') ? listed.Trim().Equals(email, StringComparison.OrdinalIgnoreCase) : listed.Trim() == subject);
    }

    static string NameOf(ClaimsPrincipal who)
    {
        var given = who.FindFirstValue("name") ?? who.FindFirstValue("preferred_username") ?? who.FindFirstValue("email");
        var name = TextCut.At(AccountDraft.NameOf(given), HereDraft.MaxName);
        return string.IsNullOrWhiteSpace(TextFold.Fold(name)) ? "Somebody" : name;
    }

    [LoggerMessage(LogLevel.Warning, "A sign-in by OpenID Connect failed: {Words}")]
    public partial void LogFailed(Exception? failure, string? words);
}
