namespace Backchannel.Contracts;

/// <summary>
/// What a source has heard, in order: committed as one transaction together with the source's position.
/// </summary>
/// <param name="Source">The source's name, as in <see cref="SourceReported"/>.</param>
/// <param name="Position">Where the source resumes once these changes are archived; opaque to everybody else. Null leaves the archived position as it is.</param>
/// <param name="Changes">0…<see cref="MaxChanges"/>; none where only the position moved on.</param>
public sealed record PostsCaptured(string Source, string? Position, IReadOnlyList<PostChange> Changes)
{
    /// <summary>Enough to make a message's fixed cost small, few enough to keep a transaction short.</summary>
    public const int MaxChanges = 200;
}

/// <summary>A hub has archived one <see cref="PostsCaptured"/>: whoever captures sees by it how far ahead of the archive it is.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Message">The id that the message had on the bus.</param>
public sealed record PostsArchived(string Source, Guid Message);
