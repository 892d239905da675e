using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Hub.Here;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Backchannel.Hub.Chats;

/// <summary>Proposed series over HTTP: anybody proposes, organizers decide.</summary>
static class ProposalsApi
{
    const int MaxName = 100;

    public static void MapProposalsApi(this IEndpointRouteBuilder app)
    {
        var proposals = app.MapGroup("/api/chats/proposals").WithTags("Chats");
        proposals.MapPost("/", Propose).AllowAnonymous().RequireVisitorLimit(VisitorBudget.Proposals).LimitHereSize().WithSummary("Proposes a series, which an organizer decides on. With check, only says what is wrong with it, or what it would get in the way of.");
        proposals.MapGet("/", All).Require(Role.Organizer).WithSummary("Proposals that wait, oldest first, each with what it would get in the way of.");
        proposals.MapPost("/{id}/accept", Accept).Require(Role.Organizer).WithSummary("Makes the series. With anyway, also where another one has its hashtag.");
        proposals.MapPost("/{id}/decline", Decline).Require(Role.Organizer).WithSummary("Takes the proposal off the list.");
    }

    static async Task<Results<Accepted<ChatProposal>, Ok<ChatProposal>, ProblemHttpResult>> Propose(NewProposal body, Proposals proposals, EventCatalog catalog, CancellationToken stop, bool check = false)
    {
        var by = SeriesDrafts.Line(body.By);
        var draft = body.Draft ?? new();
        if (Faults(by, draft, catalog).ToList() is { Count: > 0 } faults) return Problems.Invalid(faults);
        if (check) return TypedResults.Ok(proposals.Unsent(by!, draft));
        return await proposals.Add(by!, draft, stop) is { } id && await proposals.Find(id, stop) is { } proposal
            ? TypedResults.Accepted((string?)null, proposal)
            : Problems.Away("So many proposals wait that an organizer has to look at them first: please try again in a few days.");
    }

    static async Task<Ok<IReadOnlyList<ChatProposal>>> All(Proposals proposals, CancellationToken stop) => TypedResults.Ok(await proposals.All(stop));

    static async Task<Results<Created<ChatMade>, ProblemHttpResult>> Accept(string id, Proposals proposals, SeriesDesk desk, CancellationToken stop, bool anyway = false)
    {
        if (await proposals.Find(id, stop) is not { } proposal) return Problems.NoProposal(id);
        var answer = await desk.Create(proposal.Draft with { Anyway = anyway }, stop);
        if (answer.Made is not { } made) return answer.Trouble!;
        await proposals.Remove(id, CancellationToken.None);
        return TypedResults.Created($"/api/chats/{Uri.EscapeDataString(made.Chat.Series.Event)}", made);
    }

    static async Task<Results<NoContent, ProblemHttpResult>> Decline(string id, Proposals proposals, CancellationToken stop) =>
        await proposals.Remove(id, stop) ? TypedResults.NoContent() : Problems.NoProposal(id);

    // All at once, the proposer's own field first.
    static IEnumerable<(string Field, string Cure)> Faults(string? by, SeriesDraft draft, EventCatalog catalog)
    {
        if (by is not { Length: <= MaxName }) yield return ("by", $"Say who proposes it, in 1 to {MaxName} characters.");
        var slug = SeriesDesk.SlugOf(draft);
        foreach (var fault in SeriesDrafts.Faults(draft, SeriesDrafts.Read(draft, slug, null), isNew: true)) yield return fault;
        if (slug.Length > 0 && Slugs.Fault(slug) is { } wrong) yield return ("hashtags", $"The first hashtag, '{slug}', {wrong}.");
        else if (catalog.Find(slug) is not null) yield return ("hashtags", $"#{slug} has a page here already: take another hashtag.");
    }
}
