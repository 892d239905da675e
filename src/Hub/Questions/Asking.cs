namespace Backchannel.Hub.Questions;

/// <summary>What is known of a post made on our own page beside its words.</summary>
/// <param name="Visitor">Who made it, as a hash of their cookie; null for somebody without one.</param>
/// <param name="Question">It was put as a question, whatever its words look like.</param>
/// <param name="Remote">Its author is not in the room.</param>
readonly record struct Asking(string? Visitor, bool Question = false, bool Remote = false);
