using Backchannel.Contracts;
using Backchannel.Web.Cards;

namespace Backchannel.Web.Access;

/// <summary>What somebody may do, as pages say it.</summary>
static class AccessWords
{
    /// <summary><c>Host of Offline first</c>, <c>Moderator of this event</c>.</summary>
    public static string Of(Role role, string? @event, string? session, IEnumerable<SessionChoice> sessions) => role switch
    {
        Role.Host when session is Caller.AllSessions => "Host of all sessions of this event",
        Role.Host => $"Host of {sessions.FirstOrDefault(each => each.Id == session)?.Title ?? "a session that is gone"}",
        _ => $"{role} of {(@event is null ? "all events" : "this event")}",
    };

    /// <summary>To whom it is said.</summary>
    public static string You(Role role, string? session) => role switch
    {
        Role.Host when session is Caller.AllSessions => "You look after all sessions of an event: their questions, and what is posted to them.",
        Role.Host => "You look after one session: its questions, and what is posted to it.",
        Role.Moderator => "You decide which posts are shown.",
        _ => "You organize: you decide on everything, and on who else may.",
    };

    /// <summary>Why somebody came back from another provider without being signed in.</summary>
    public static string? Of(string? problem) => Enum.TryParse<SignInProblem>(problem, ignoreCase: true, out var known) ? known switch
    {
        SignInProblem.Uninvited => "We know who you are now, but you have no access here: ask an organizer to invite you, and open the link that they send.",
        SignInProblem.Invitation => "The invitation that you came by is not good any more: it was used, taken back, or its time is over. Ask for a new one.",
        _ => "The sign-in there did not come to an end that can be believed. Try once more.",
    } : null;
}
