using Backchannel.Contracts;

namespace Backchannel.Hub.Archive;

/// <summary>Somebody who may sign in.</summary>
sealed class AccountRow
{
    public required string Id { get; init; }
    public required string Name { get; set; }

    /// <summary>The name folded: no two accounts share one.</summary>
    public required string NameKey { get; set; }

    /// <summary>By ASP.NET Core's hasher; null for one who signs in elsewhere.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Issuer and subject of OpenID Connect; null for one with a password.</summary>
    public string? Subject { get; set; }
    public Role Role { get; set; }
    public string? Event { get; set; }
    public string? Session { get; set; }

    /// <summary>Wrong passwords since the last right one.</summary>
    public int Failures { get; set; }
    public DateTimeOffset? LockedUntil { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    public Caller ToCaller() => new(Id, Name, Role, Event, Session);

    public AccountInfo ToInfo(int signIns) => new(Id, Name, Role, Event, Session, signIns, Subject is not null, CreatedAt);
}

/// <summary>One browser that is signed in. Its cookie's value is kept as a hash: who reads the archive cannot sign in with it.</summary>
sealed class SignInRow
{
    public required string Hash { get; init; }
    public required string Account { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; set; }
}

sealed class InvitationRow
{
    public required string Id { get; init; }
    public Role Role { get; init; }
    public string? Event { get; init; }
    public string? Session { get; init; }

    /// <summary>Whom it is meant for, in the words of who invited.</summary>
    public required string For { get; init; }
    public required string By { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>Who came by it: it is good for one.</summary>
    public string? Account { get; set; }

    public InvitationInfo ToInfo() => new(Id, For, Role, Event, Session, By, CreatedAt, ExpiresAt);
}

/// <summary>A program's key, kept as a hash.</summary>
sealed class ApiKeyRow
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Hash { get; init; }
    public Role Role { get; init; }
    public string? Event { get; init; }
    public required string By { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }

    public Caller ToCaller() => new($"key:{Id}", Name, Role, Event);

    public ApiKeyInfo ToInfo() => new(Id, Name, Role, Event, By, CreatedAt, UsedAt);
}
