using System.Text.Json.Serialization;

namespace Backchannel.Contracts;

/// <summary>How far a question has come.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<QuestionState>))]
public enum QuestionState
{
    /// <summary>Heard on a network: it may be one. The first vote for it, or a moderator, puts it in the queue.</summary>
    Proposed,
    Queued,
    /// <summary>It is being put to the speaker.</summary>
    Asked,
    Answered,
    /// <summary>Taken off the board by a moderator; its post stays.</summary>
    Dismissed,
}

/// <summary>A question to a session. It is a post too: gone there, it is gone here.</summary>
/// <param name="Id">The post's id.</param>
/// <param name="Text">The question, plain text.</param>
/// <param name="Author">Who asks.</param>
/// <param name="Network">Where it was asked.</param>
/// <param name="Remote">The asker is not in the room, and said so.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Votes">Visitors who want it asked.</param>
/// <param name="Score">By which questions of a state are ordered, highest first.</param>
/// <param name="At">When it was asked for. UTC.</param>
/// <param name="Mine">The visitor who is asking for the board asked this.</param>
/// <param name="Voted">The visitor who is asking for the board voted for this.</param>
public sealed record QuestionInfo(
    string Id, string Text, Author Author, Network Network, bool Remote, QuestionState State, int Votes, double Score, DateTimeOffset At,
    bool Mine = false, bool Voted = false);

/// <summary>All questions of one session as they stand: being asked first, then the queue, then the proposed, then the answered; each by score.</summary>
public sealed record QuestionBoard(string Event, string Session, IReadOnlyList<QuestionInfo> Questions);

/// <summary>The body of <c>POST /api/events/{event}/sessions/{session}/questions</c>.</summary>
/// <param name="Name">Display name, 1…50 characters.</param>
/// <param name="Text">1…300 characters (grapheme clusters).</param>
/// <param name="Remote">The asker is not in the room.</param>
public sealed record NewQuestion(string? Name, string? Text, bool Remote = false);

/// <summary>The body of <c>PUT /api/events/{event}/questions/state/{id}</c>.</summary>
public sealed record NewQuestionState(QuestionState? State);
