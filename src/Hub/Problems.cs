using Backchannel.Contracts;
using Backchannel.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Backchannel.Hub;

/// <summary>Errors as RFC 9457 problem details that name the field and the cure.</summary>
static class Problems
{
    public static ProblemHttpResult NoEvent(string slug) =>
        TypedResults.Problem($"There is no event '{Cut(slug)}': GET /api/events lists those there are.", statusCode: StatusCodes.Status404NotFound, title: "No such event");

    public static ProblemHttpResult NoSession(string id) =>
        TypedResults.Problem($"This event has no session '{Cut(id)}': GET /api/events/{{event}}/sessions lists those there are.", statusCode: StatusCodes.Status404NotFound, title: "No such session");

    public static ProblemHttpResult NoRoom(string name) =>
        TypedResults.Problem($"This event has no room '{Cut(name)}': GET /api/events/{{event}}/rooms lists those there are.", statusCode: StatusCodes.Status404NotFound, title: "No such room");

    public static ProblemHttpResult NoPost(string id) =>
        TypedResults.Problem($"This event has no post '{Cut(id)}'.", statusCode: StatusCodes.Status404NotFound, title: "No such post");

    public static ProblemHttpResult NoQuestion(string id) =>
        TypedResults.Problem($"This event has no question '{Cut(id)}' on show.", statusCode: StatusCodes.Status404NotFound, title: "No such question");

    public static ProblemHttpResult NoSeries(string slug) =>
        TypedResults.Problem($"'{Cut(slug)}' is no chat series: GET /api/chats lists those there are.", statusCode: StatusCodes.Status404NotFound, title: "No such series");

    public static ProblemHttpResult NoProposal(string id) =>
        TypedResults.Problem($"There is no open proposal '{Cut(id)}': it was accepted or declined, or never made.", statusCode: StatusCodes.Status404NotFound, title: "No such proposal");

    public static ProblemHttpResult NoHashtag(string tag) =>
        TypedResults.Problem($"Nobody has posted with #{Cut(tag)} here lately.", statusCode: StatusCodes.Status404NotFound, title: "No such hashtag");

    /// <summary>Others are on the same hashtag.</summary>
    public static ProblemHttpResult Clash(IReadOnlyList<ChatClash> clashes) =>
        TypedResults.Problem(
            $"{string.Join(", ", clashes.Where(clash => clash.Kind == ClashKind.Hashtag).Select(clash => $"{clash.Name} has #{string.Join(", #", clash.Hashtags)}"))}: take another hashtag, or send it with \"anyway\": true.",
            statusCode: StatusCodes.Status409Conflict, title: "Somebody is on this hashtag", extensions: [new("clashes", clashes)]);

    public static ProblemHttpResult NoDecision(long number) =>
        TypedResults.Problem($"There is no decision {number}: GET /api/events/{{event}}/audit lists those there are.", statusCode: StatusCodes.Status404NotFound, title: "No such decision");

    public static ProblemHttpResult Forbidden(string cure) =>
        TypedResults.Problem(cure, statusCode: StatusCodes.Status403Forbidden, title: "Not for you");

    /// <summary>Another moderator has it before their eyes.</summary>
    public static ProblemHttpResult Reserved(string? by) =>
        TypedResults.Problem($"{by} is looking at this post: leave it to them, or wait half a minute after they have gone.", statusCode: StatusCodes.Status409Conflict, title: "Somebody else has it");

    public static ProblemHttpResult NoAccount(string id) =>
        TypedResults.Problem($"Nobody with access to this event is '{Cut(id)}'.", statusCode: StatusCodes.Status404NotFound, title: "No such person");

    public static ProblemHttpResult NoInvitation(string id) =>
        TypedResults.Problem($"This event has no open invitation '{Cut(id)}'.", statusCode: StatusCodes.Status404NotFound, title: "No such invitation");

    public static ProblemHttpResult NoKey(string id) =>
        TypedResults.Problem($"This event has no key '{Cut(id)}'.", statusCode: StatusCodes.Status404NotFound, title: "No such key");

    /// <summary>It could be, were things otherwise.</summary>
    public static ProblemHttpResult NotNow(string why) =>
        TypedResults.Problem(why, statusCode: StatusCodes.Status409Conflict, title: "Not for this one");

    /// <summary>What was not proved.</summary>
    public static ProblemHttpResult NotLetIn(string why) =>
        TypedResults.Problem(why, statusCode: StatusCodes.Status401Unauthorized, title: "That did not fit");

    /// <summary>Something that was good once, or never was.</summary>
    public static ProblemHttpResult Closed(string title, string cure) =>
        TypedResults.Problem(cure, statusCode: StatusCodes.Status410Gone, title: title);

    public static ProblemHttpResult NotYet(string cure) =>
        TypedResults.Problem(cure, statusCode: StatusCodes.Status429TooManyRequests, title: "Not yet");

    public static ProblemHttpResult Invalid(IReadOnlyList<(string Field, string Cure)> faults) =>
        TypedResults.Problem(
            string.Join(' ', faults.Select(f => $"{f.Field}: {f.Cure}")), statusCode: StatusCodes.Status400BadRequest, title: "Some fields cannot be used",
            extensions: [new("errors", faults.GroupBy(f => f.Field).ToDictionary(g => g.Key, g => g.Select(f => f.Cure).ToArray()))]);

    public static ProblemHttpResult Invalid(string field, string cure) => Invalid([(field, cure)]);

    public static ProblemHttpResult Away(string cure) =>
        TypedResults.Problem(cure, statusCode: StatusCodes.Status503ServiceUnavailable, title: "Not now");

    static string Cut(string text) => TextCut.Shortened(text, 100);
}
