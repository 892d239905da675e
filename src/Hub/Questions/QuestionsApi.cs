using Backchannel.Contracts;
using Backchannel.Hub.Admission;
using Backchannel.Hub.Events;
using Backchannel.Hub.Here;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Backchannel.Hub.Questions;

/// <summary>Questions over HTTP: anybody asks and votes, organizers say how far they have come.</summary>
static class QuestionsApi
{
    const int MaxText = 300, MaxId = 500;

    public static void MapQuestionsApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/events/{slug}").WithTags("Questions");
        api.MapGet("/sessions/{id}/questions", Read).AllowAnonymous().WithSummary("All questions to a session, in the order in which they are wanted.");
        api.MapPost("/sessions/{id}/questions", Ask).AllowAnonymous().RequireVisitorLimit().LimitHereSize().WithSummary("A visitor's question to a session.");
        api.MapPut("/questions/votes/{**id}", Vote).AllowAnonymous().RequireVisitorLimit(VisitorBudget.Votes).LimitHereSize().WithSummary("A visitor wants this question asked.");
        api.MapDelete("/questions/votes/{**id}", Unvote).AllowAnonymous().RequireVisitorLimit(VisitorBudget.Votes).LimitHereSize().WithSummary("Takes a vote back.");
        api.MapPut("/questions/state/{**id}", Move).Require(Role.Host).LimitHereSize().WithSummary("Says how far a question has come.");
    }

    static async Task<Results<Ok<QuestionBoard>, ProblemHttpResult>> Read(
        string slug, string id, HttpContext context, EventCatalog catalog, QuestionBoards boards, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        if (known.Sessions.All(s => s.Id != id)) return Problems.NoSession(id);
        return TypedResults.Ok(await boards.Read(slug, id, VisitorHash.Of(context, slug), stop));
    }

    static async Task<Results<Accepted<NewPostAccepted>, ProblemHttpResult>> Ask(
        string slug, string id, NewQuestion draft, HttpContext context, EventCatalog catalog, HereDesk desk, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        if (known.Sessions.All(s => s.Id != id)) return Problems.NoSession(id);
        return await desk.Take(known, new(draft.Name, draft.Text), MaxText, id, new(VisitorHash.Of(context, slug), Question: true, draft.Remote), stop);
    }

    static Task<Results<NoContent, ProblemHttpResult>> Vote(string slug, string id, HttpContext context, EventCatalog catalog, QuestionVotes votes, CancellationToken stop) =>
        Count(slug, id, true, context, catalog, votes, stop);

    static Task<Results<NoContent, ProblemHttpResult>> Unvote(string slug, string id, HttpContext context, EventCatalog catalog, QuestionVotes votes, CancellationToken stop) =>
        Count(slug, id, false, context, catalog, votes, stop);

    static async Task<Results<NoContent, ProblemHttpResult>> Count(
        string slug, string id, bool wanted, HttpContext context, EventCatalog catalog, QuestionVotes votes, CancellationToken stop)
    {
        if (catalog.Find(slug) is null) return Problems.NoEvent(slug);
        if (VisitorHash.Of(context, slug) is not { } visitor)
            return Problems.Invalid(VisitorLimit.Cookie, "Voters are told apart by this cookie, 1 to 64 characters: open the questions in a browser, or send one of your own.");
        return await votes.Vote(slug, Id(id), visitor, wanted, stop) switch
        {
            Voted.Counted => TypedResults.NoContent(),
            Voted.Own => Problems.NotNow("This question is yours: the others' votes count."),
            Voted.Closed => Problems.NotNow("This question is answered: there is nothing left to vote for."),
            _ => Problems.NoQuestion(id),
        };
    }

    static async Task<Results<NoContent, ProblemHttpResult>> Move(
        string slug, string id, NewQuestionState body, HttpContext context, EventCatalog catalog, Decisions decisions, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        if (body.State is not { } state) return Problems.Invalid("state", "Give proposed, queued, asked, answered or dismissed.");
        return await decisions.Move(known, context.Caller()!, Id(id), state, stop) switch
        {
            Outcome.Gone => Problems.NoQuestion(id),
            Outcome.Elsewhere => Problems.Forbidden("This question is put to a session that is not yours."),
            _ => TypedResults.NoContent(),
        };
    }

    static string Id(string id) => id.Length <= MaxId ? CatchAll.Read(id) : "";
}
