namespace Backchannel.Contracts;

/// <summary>One line of an event's log of decisions.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="First">The first line of the same act, which may be about many posts.</param>
/// <param name="At">When. UTC.</param>
/// <param name="By">Who: an account's id, or <c>key:…</c>.</param>
/// <param name="Name">Their name, as it was then.</param>
/// <param name="Act">What they did.</param>
/// <param name="PostId">To which post.</param>
/// <param name="Subject">The word, the author, the session or the settings that it was about.</param>
/// <param name="Why">In their own words.</param>
/// <param name="WaitedMs">How long the post had been here.</param>
/// <param name="Undoes">The line that this one takes back.</param>
public sealed record AuditLine(
    long Number, long First, DateTimeOffset At, string By, string Name, string Act, string? PostId, string? Subject, string? Why, long? WaitedMs, long? Undoes);

/// <summary>A line with what can be said of it now.</summary>
/// <param name="Line">As it was written.</param>
/// <param name="Undoable">It can be taken back, and was not.</param>
/// <param name="UndoneBy">Who took it back.</param>
/// <param name="Author">Of its post, if that still stands.</param>
/// <param name="Excerpt">The beginning of its words.</param>
public sealed record AuditEntry(AuditLine Line, bool Undoable, string? UndoneBy, string? Author, string? Excerpt);

/// <summary>A stretch of the log, newest first.</summary>
/// <param name="Entries">The lines.</param>
/// <param name="More">There are older ones.</param>
/// <param name="People">The names of all who are in the log, to choose from.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, bool More, IReadOnlyList<string> People);
