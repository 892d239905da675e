namespace Backchannel.Contracts;

/// <summary>Why somebody comes back from another provider without being signed in: <c>/sign-in?problem=…</c>.</summary>
public enum SignInProblem
{
    /// <summary>The provider did not say who it is, or not in a way that can be believed.</summary>
    Failed,

    /// <summary>It is known who it is, but they have no access here.</summary>
    Uninvited,

    /// <summary>The invitation that they came by is not good any more.</summary>
    Invitation,
}
