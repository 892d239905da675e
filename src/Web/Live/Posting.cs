using Backchannel.Contracts;

namespace Backchannel.Web.Live;

/// <summary>What became of a post made on our own page.</summary>
public abstract record Posting;

/// <summary>The hub has it; shown at once or held for a moderator.</summary>
public sealed record PostTaken(NewPostAccepted Answer) : Posting;

/// <summary>The hub refuses it: RFC 9457, in words for the visitor.</summary>
/// <param name="Title">What is wrong.</param>
/// <param name="Detail">What can be done about it.</param>
/// <param name="Errors">By field of <see cref="NewPost"/>, in camelCase; empty where no single field is at fault.</param>
public sealed record PostRefused(string Title, string? Detail, IReadOnlyDictionary<string, string[]> Errors) : Posting;

/// <summary>Too many from this visitor.</summary>
public sealed record PostedTooOften(TimeSpan RetryAfter) : Posting;

/// <summary>The hub did not answer: nothing is known to have been posted.</summary>
public sealed record PostingFailed : Posting;
