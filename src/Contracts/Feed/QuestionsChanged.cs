namespace Backchannel.Contracts;

/// <summary>One hub changed something about a session's questions: the others read them from the archive and send them to their own followers.</summary>
/// <param name="By">Names the hub, which hears this too.</param>
public sealed record QuestionsChanged(string Event, string Session, Guid By);
