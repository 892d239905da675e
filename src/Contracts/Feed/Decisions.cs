using System.Text.Json.Serialization;

namespace Backchannel.Contracts;

/// <summary>What can be decided.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<Act>))]
public enum Act
{
    Approve,
    Refuse,
    /// <summary>Takes off what is on show.</summary>
    Hide,
    /// <summary>Keeps for later, off show.</summary>
    Save,
    Pin,
    Unpin,
    /// <summary>Screens show this one alone.</summary>
    Spotlight,
    Unspotlight,
    /// <summary>The author's posts are refused from now on, and so are those that wait or are on show.</summary>
    BlockAuthor,
    /// <summary>Posts with the word are held from now on, and so are those that are on show.</summary>
    BlockWord,
    /// <summary>The author's posts need no approval from now on, and those that wait for nothing else are shown.</summary>
    TrustAuthor,
}

/// <summary>The body of <c>POST /api/events/{event}/decisions</c>.</summary>
/// <param name="Act">What to do.</param>
/// <param name="Posts">With which posts, at most 500.</param>
/// <param name="Word">For <see cref="Act.BlockWord"/>.</param>
/// <param name="Why">For the log, at most 200 characters.</param>
public sealed record NewDecision(Act? Act, IReadOnlyList<string>? Posts = null, string? Word = null, string? Why = null);

/// <summary>What became of one post by a decision.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<Outcome>))]
public enum Outcome
{
    Done,
    /// <summary>It was so already.</summary>
    Unchanged,
    /// <summary>Somebody else is looking at it.</summary>
    Reserved,
    /// <summary>It is not on show, so that it cannot be pinned or spotlit.</summary>
    Offshow,
    /// <summary>Something else happened to it since, which stands.</summary>
    Overtaken,
    /// <summary>It is filed in a session that is somebody else's.</summary>
    Elsewhere,
    /// <summary>There is no such post, or its author deleted it.</summary>
    Gone,
}

/// <param name="Id">The post's id.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="By">Who is looking at it, where it is <see cref="Outcome.Reserved"/>.</param>
public sealed record Decided(string Id, Outcome Outcome, string? By = null);

/// <summary>What became of a decision.</summary>
/// <param name="Number">Its number in the log, by which it can be taken back; null where it changed nothing.</param>
/// <param name="Posts">Those that it named and those that it concerned.</param>
/// <param name="Rule">What became of the event's rules, where it was about them.</param>
public sealed record DecisionMade(long? Number, IReadOnlyList<Decided> Posts, Outcome? Rule = null);
