namespace Backchannel.Contracts;

/// <summary>A name and its password, as typed.</summary>
public sealed record NewSignIn(string? Name, string? Password);

/// <summary>An account that somebody makes by a link: the one-time link of the first start, or an invitation.</summary>
/// <param name="Token">What the link holds.</param>
/// <param name="Name">As the audit log and the others call them.</param>
/// <param name="Password">At least 10 characters.</param>
public sealed record NewAccount(string? Token, string? Name, string? Password);

public sealed record NewPassword(string? Current, string? Password);

/// <summary>An invitation that somebody wants to look at.</summary>
public sealed record ShownInvitation(string? Token);

/// <summary>Somebody signed in.</summary>
/// <param name="Token">The value of the cookie, or for <c>Authorization: Bearer</c>. Told once.</param>
/// <param name="Until">It is good until then, and for 14 days from each use.</param>
/// <param name="Caller">Who it is.</param>
public sealed record SignedIn(string Token, DateTimeOffset Until, Caller Caller);

/// <summary>How one may sign in here.</summary>
/// <param name="SetUp">There is no organizer yet: the link that the process printed makes one.</param>
/// <param name="External">The name of the OpenID Connect provider, where one is set up.</param>
public sealed record SignInWays(bool SetUp, string? External);
