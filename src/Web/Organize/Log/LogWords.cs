using System.Globalization;
using Backchannel.Contracts;

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
        "chat" => "Led a chat:",
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

    /// <summary>What it was about, beside a post.</summary>
    public static string? About(AuditLine line, IReadOnlyList<SessionInfo> sessions) => line switch
    {
        { Undoes: { } number } => string.Create(CultureInfo.InvariantCulture, $"number {number}"),
        { Act: "file", Subject: null } => "in no session",
        { Act: "file", Subject: { } id } => $"in {sessions.FirstOrDefault(session => session.Id == id)?.Title ?? id}",
        { Act: "answer", Subject: null } => "to no question",
        { Act: "answer", Subject: { } number } => $"to {number}",
        { Act: "recap" or "publishrecap" or "unpublishrecap", Subject: { } id } => $"of {sessions.FirstOrDefault(session => session.Id == id)?.Title ?? RecapInfo.DayOf(id) ?? id}",
        { Act: "question", Subject: { } state } => $"to {state}",
        _ => line.Subject,
    };

    /// <summary>How long the post had been here.</summary>
    public static string? After(long? milliseconds) => milliseconds is not { } waited ? null : Moderation.QueueWords.Span(TimeSpan.FromMilliseconds(waited)) is var span && span == "now" ? "at once" : span;
}
