using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Web.Cards;

namespace Backchannel.Web.Organize.Log;

/// <summary>How the log says what was done.</summary>
static class LogWords
{
    /// <summary>Everything that can be in it, in the order in which one chooses.</summary>
    public static readonly IReadOnlyList<string> Acts =
        ["approve", "refuse", "hide", "save", "pin", "unpin", "spotlight", "unspotlight", "blockauthor", "blockword", "trustauthor", "file", "question", "put", "answer", "chat", "recap", "publishrecap", "unpublishrecap", "blank", "resume", "rules", "access", "undo"];

    public static string Of(string act) => act switch
    {
        "approve" => "Approved",
        "refuse" => "Refused",
        "hide" => "Hid",
        "save" => "Saved for later",
        "pin" => "Pinned",
        "unpin" => "Unpinned",
        "spotlight" => "Spotlit",
        "unspotlight" => "Ended the spotlight",
        "blockauthor" => "Blocked an author",
        "blockword" => "Blocked a word",
        "trustauthor" => "Trusted an author",
        "file" => "Filed",
        "question" => "Moved a question",
        "put" => "Asked",
        "answer" => "Said where an answer belongs",
        "chat" => "Led a chat",
        "recap" => "Edited a recap",
        "publishrecap" => "Published a recap",
        "unpublishrecap" => "Took a recap off",
        "blank" => "Blanked all screens",
        "resume" => "Resumed all screens",
        "rules" => "Changed the rules",
        "access" => "Access:",
        "undo" => "Took back",
        _ => act,
    };

    /// <summary>The same of one line: of a chat it says what was done with it.</summary>
    public static string Of(AuditLine line) => line is { Act: "chat", Subject: { } subject } ? Chat(subject).What switch
    {
        "questions by the clock" => "Put on the clock the questions of",
        "questions by hand" => "Took off the clock the questions of",
        "pinned a post" => "Pinned a post on top of",
        "pinned nothing" => "Took down what was pinned on top of",
        "closed" => "Closed the chat",
        "opened again" => "Opened again the chat",
        "led by nobody" => "Left the desk of",
        var led when led.StartsWith(LedBy, StringComparison.Ordinal) => led[LedBy.Length..] is var lead && lead == line.Name ? "Took the desk of" : $"Handed over to {lead} the desk of",
        _ => Of(line.Act),
    } : Of(line.Act);

    /// <summary>What it was about, beside a post.</summary>
    public static string? About(AuditLine line, IReadOnlyList<SessionChoice> sessions) => line switch
    {
        { Undoes: { } number } => string.Create(CultureInfo.InvariantCulture, $"number {number}"),
        { Act: "file", Subject: null } => "in no session",
        { Act: "file", Subject: { } id } => $"in {Title(id, sessions)}",
        { Act: "answer", Subject: null } => "to no question",
        { Act: "answer", Subject: { } number } => $"to {number}",
        { Act: "recap" or "publishrecap" or "unpublishrecap", Subject: { } id } => $"of {RecapInfo.DayOf(id) ?? Title(id, sessions)}",
        { Act: "chat", Subject: { } subject } => Title(Chat(subject).Session, sessions),
        { Act: "question", Subject: { } state } => $"to {state}",
        _ => line.Subject,
    };

    const string LedBy = "led by ";

    // As the hub writes it: "20261126-1348: led by Ada Lund".
    static (string Session, string What) Chat(string subject) => subject.Split(": ", 2) is [var session, var what] ? (session, what) : (subject, "");

    static string Title(string id, IReadOnlyList<SessionChoice> sessions) => sessions.FirstOrDefault(session => session.Id == id)?.Title ?? id;

    /// <summary>How long the post had been here.</summary>
    public static string? After(long? milliseconds) => milliseconds is not { } waited ? null : Moderation.QueueWords.Span(TimeSpan.FromMilliseconds(waited)) is var span && span == "now" ? "at once" : span;
}
