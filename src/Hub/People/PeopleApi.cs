using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Hub.Here;
using Backchannel.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Backchannel.Hub.People;

/// <summary>Who is at an event, and who asked not to be named there, over HTTP.</summary>
static class PeopleApi
{
    const int MaxName = 200;

    public static void MapPeopleApi(this IEndpointRouteBuilder app)
    {
        var people = app.MapGroup("/api/events/{slug}/people").WithTags("People");
        people.MapGet("/", Read).AllowAnonymous().WithSummary("Who is here, by what they say; with me, also whom that person might like to meet.");
        people.MapPost("/left-out", LeaveOut).AllowAnonymous().WithSummary("Leaves an account out of the people pages from now on. Its posts stay.")
            .RequireVisitorLimit().WithMetadata(new RequestSizeLimitAttribute(4 * 1024));
        people.MapGet("/left-out", LeftOut).Require(Role.Organizer).WithSummary("Accounts that are left out, as network:handle or network:id.");
        people.MapDelete("/left-out", TakeIn).Require(Role.Organizer).WithSummary("Takes an account in again.");
    }

    static async Task<Results<Ok<PeopleHere>, ProblemHttpResult>> Read(
        string slug, EventCatalog catalog, EventPeople people, CancellationToken stop, string? me = null, string? role = null)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        if (me is { Length: > MaxName }) return Problems.Invalid("me", $"must have at most {MaxName} characters.");
        var only = Named<PersonRole>(role);
        if (role is not null && only is null) return Problems.Invalid("role", $"must be one of {string.Join(", ", Enum.GetNames<PersonRole>()).ToLowerInvariant()}.");
        return TypedResults.Ok((await people.Get(known, stop)).Here(me, only));
    }

    // The same answer whether anybody is known by that name or not: it tells nothing of who was here.
    static async Task<Results<NoContent, ProblemHttpResult>> LeaveOut(
        string slug, LeftOut who, EventCatalog catalog, EventPeople people, LeftOutList list, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        if (Faults(who).ToList() is { Count: > 0 } faults) return Problems.Invalid(faults);
        return await list.Add(slug, (await people.Get(known, stop)).Keys(who.Network!.Value, Clean(who)), stop)
            ? TypedResults.NoContent()
            : Problems.Away("So many asked that this needs the organizers: please tell them.");
    }

    static async Task<Results<Ok<IEnumerable<string>>, ProblemHttpResult>> LeftOut(string slug, EventCatalog catalog, LeftOutList list, CancellationToken stop) =>
        catalog.Find(slug) is null ? Problems.NoEvent(slug) : TypedResults.Ok<IEnumerable<string>>((await list.All(slug, stop)).Order(StringComparer.Ordinal));

    static async Task<Results<NoContent, ProblemHttpResult>> TakeIn(
        string slug, EventCatalog catalog, EventPeople people, LeftOutList list, CancellationToken stop, string? network = null, string? handle = null)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        var who = new LeftOut(Named<Network>(network), handle);
        if (Faults(who).ToList() is { Count: > 0 } faults) return Problems.Invalid(faults);
        await list.Remove(slug, (await people.Get(known, stop)).Keys(who.Network!.Value, Clean(who)), stop);
        return TypedResults.NoContent();
    }

    static IEnumerable<(string Field, string Cure)> Faults(LeftOut who)
    {
        if (who.Network is null) yield return ("network", $"must be one of {string.Join(", ", Enum.GetNames<Network>()).ToLowerInvariant()}.");
        if (who.Handle is { Length: > MaxName }) yield return ("handle", $"must have at most {MaxName} characters.");
        else if (Names.Typed(Clean(who)).Length == 0) yield return ("handle", "Give the handle, or on our own page the name that is to be left out.");
    }

    static string Clean(LeftOut who) => TextCut.Clean(who.Handle ?? "").ReplaceLineEndings(" ");

    // By name alone: the framework takes numbers too.
    static T? Named<T>(string? name) where T : struct, Enum =>
        Enum.GetValues<T>().Where(value => value.ToString().Equals(name, StringComparison.OrdinalIgnoreCase)).Select(value => (T?)value).FirstOrDefault();
}
