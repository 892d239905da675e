namespace Backchannel.Contracts;

/// <summary>Who may enter an event, and who is invited to. What names no event holds for all of them.</summary>
public sealed record AccessList(IReadOnlyList<AccountInfo> People, IReadOnlyList<InvitationInfo> Invitations, IReadOnlyList<ApiKeyInfo> Keys);

/// <summary>Somebody with access.</summary>
/// <param name="SignIns">In how many browsers they are signed in.</param>
/// <param name="External">They sign in by OpenID Connect and have no password here.</param>
public sealed record AccountInfo(
    string Id, string Name, Role Role, string? Event, string? Session, int SignIns, bool External, DateTimeOffset CreatedAt);

/// <summary>An invitation that is still open.</summary>
/// <param name="For">Whom it is meant for, in the words of who invited.</param>
/// <param name="By">Who invited.</param>
public sealed record InvitationInfo(
    string Id, string For, Role Role, string? Event, string? Session, string By, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <summary>Invites somebody.</summary>
/// <param name="For">At most 100 characters.</param>
/// <param name="Session">Of a host: which session.</param>
/// <param name="Hours">How long it is good for: 1 to 720.</param>
/// <param name="Everywhere">For all events, where the role is not a host's.</param>
public sealed record NewInvitation(string? For, Role? Role, string? Session = null, int? Hours = null, bool Everywhere = false);

/// <param name="Invitation">As the list shows it from now on.</param>
/// <param name="Token">What the link holds: <c>/join?token=…</c>. Told once.</param>
public sealed record InvitationMade(InvitationInfo Invitation, string Token);

/// <summary>What an account may do from now on.</summary>
public sealed record NewRole(Role? Role, string? Session = null, bool Everywhere = false);

/// <summary>A program's key, without the key.</summary>
public sealed record ApiKeyInfo(string Id, string Name, Role Role, string? Event, string By, DateTimeOffset CreatedAt, DateTimeOffset? UsedAt);

/// <summary>Asks for a key.</summary>
/// <param name="Name">What it is for: at most 100 characters.</param>
/// <param name="Role">A moderator's or an organizer's.</param>
/// <param name="Everywhere">For all events.</param>
public sealed record NewApiKey(string? Name, Role? Role, bool Everywhere = false);

/// <param name="Info">As the list shows it from now on.</param>
/// <param name="Key">For <c>Authorization: Bearer</c>. Told once.</param>
public sealed record ApiKeyMade(ApiKeyInfo Info, string Key);
