using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Backchannel.Hub.Schedule;

/// <summary>The rooms of an event and their hashtags.</summary>
static class RoomsApi
{
    public static void MapRoomsApi(this IEndpointRouteBuilder app)
    {
        var rooms = app.MapGroup("/api/events/{slug}/rooms").WithTags("Schedule");
        rooms.MapGet("/", All).AllowAnonymous().WithSummary("The rooms of the programme, by name, and the hashtags that mean whatever is on in them.");
        rooms.MapPut("/{name}/hashtags", SetHashtags).Require(Role.Organizer).WithSummary("Gives a room hashtags of its own; with none, one is proposed.");
    }

    static Results<Ok<IReadOnlyList<RoomInfo>>, ProblemHttpResult> All(string slug, EventCatalog catalog) =>
        catalog.Find(slug) is { } known ? TypedResults.Ok(known.Rooms) : Problems.NoEvent(slug);

    static async Task<Results<Ok<RoomInfo>, ProblemHttpResult>> SetHashtags(
        string slug, string name, string?[] hashtags, EventCatalog catalog, ProgrammeStore programmes, EventStore events, CancellationToken stop)
    {
        // An escaped slash is left as it is by the server; in a room's name it means a slash.
        name = CatchAll.Read(name);
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        if (Find(known, name) is null) return Problems.NoRoom(name);
        if (hashtags.Length > SessionDraft.MaxItems || !hashtags.All(Slugs.IsHashtag))
            return Problems.Invalid("hashtags", "must be a list of hashtags: give [] for none.");
        var own = hashtags.Select(tag => tag!.Trim().TrimStart('#', '＃')).DistinctBy(Text.TextFold.Tag).ToList();
        if (await programmes.Change(slug, programme => programme.WithTags(slug, name, own), stop)) await events.Announce(CancellationToken.None);
        return Find(catalog.Find(slug)!, name) is { } room ? TypedResults.Ok(room) : Problems.NoRoom(name);
    }

    static RoomInfo? Find(KnownEvent known, string name) => known.Rooms.FirstOrDefault(room => room.Name == name);
}
