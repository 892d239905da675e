using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.RegularExpressions;
using Backchannel.Hub.Feed;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Backchannel.Desk.Tests.Access;

/// <summary>
/// Calls everything that the process answers, by every method, as nobody and as people who may do less. What is public is listed here by hand: whoever
/// makes something public has to say so twice.
/// </summary>
public partial class RouteTableTests
{
    // Pages that anybody reads, and what keeps them live.
    static readonly string[] PublicPages =
    [
        "/", "/not-found", "/error", "/{*path:nonfile}", "/{slug}", "/{slug}/wall", "/{slug}/post", "/{slug}/schedule", "/{slug}/search", "/{slug}/people", "/{slug}/unfiled",
        "/{slug}/sessions/{id}", "/{slug}/sessions/{id}/questions", "/{slug}/sessions/{id}/room", "/sign-in", "/setup", "/join", "/sign-out",
        "/chats", "/chats/propose", "/chats/tags", "/chats/tags/{tag}", "/{slug}/days", "/{slug}/days/{day}", "/calendar.ics", "/{event}/chat.ics",
        "/{event}/live", "/{event}/thread", "/{event}/cards", "/{event}/now", "/{event}/agenda.ics", "/{event}/sessions/{id}.ics", "/{event}/preview.png", "/{event}/sessions/{id}/preview.png",
        "/{event}/sessions/{id}/questions/vote", "/{slug}/recaps", "/{slug}/recaps/{day}", "/{slug}/sessions/{id}/recap", "/recaps.atom", "/{event}/recaps.atom",
        "/{event}/sessions/{id}/recap.html", "/{event}/sessions/{id}/recap.md", "/{event}/sessions/{id}/recap.json", "/{event}/sessions/{id}/recap.csv",
        "/{event}/recaps/{day}.html", "/{event}/recaps/{day}.md", "/{event}/recaps/{day}.json", "/{event}/recaps/{day}.csv", "/look/{accent}.css", "/img/{signature}/{url}", "/health/live", "/health/ready", "/openapi/{documentName}.json",
    ];

    // Calls that anybody makes, with their methods.
    static readonly string[] PublicCalls =
    [
        "GET /api/events", "GET /api/events/{slug}", "GET /api/events/{slug}/sessions", "GET /api/events/{slug}/rooms", "GET /api/events/{slug}/posts", "POST /api/events/{slug}/posts",
        "GET /api/events/{slug}/trending", "GET /api/events/{slug}/sources", "GET /api/events/{slug}/people", "POST /api/events/{slug}/people/left-out",
        "GET /api/events/{slug}/sessions/{id}/digest", "GET /api/events/{slug}/sessions/{id}/questions", "POST /api/events/{slug}/sessions/{id}/questions",
        "PUT /api/events/{slug}/questions/votes/{**id}", "DELETE /api/events/{slug}/questions/votes/{**id}", "GET /api/events/{slug}/screen",
        "GET /api/chats", "GET /api/chats/{slug}", "GET /api/chats/clashes", "POST /api/chats/proposals", "GET /api/hashtags", "GET /api/hashtags/{tag}",
        "GET /api/events/{slug}/sessions/{id}/chat", "GET /api/events/{slug}/sessions/{id}/chat/room", "GET /api/events/{slug}/posts/thread/{**id}",
        "GET /api/events/{slug}/days", "GET /api/events/{slug}/days/{day}",
        "GET /api/recaps", "GET /api/events/{slug}/recaps", "GET /api/events/{slug}/recaps/{id}", "GET /api/events/{slug}/recaps/{id}/file",
        "GET /api/access/ways", "POST /api/access/set-up", "POST /api/access/sign-in", "POST /api/access/invitation", "POST /api/access/join",
    ];

    // What is for everybody who signed in, whatever their role.
    static readonly string[] SignedIn = ["/account", "/api/access/me", "/api/access/account", "/api/access/sign-out", "/api/access/password"];

    // Before it is published, the server looks once more for files that it does not know.
    const string UnknownFile = "{**path:file}";

    [Fact]
    public async Task Everything_that_is_not_on_the_list_refuses_whoever_may_not()
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.SetSessions(Made.Session("pier"));
        var doors = Doors(desk.Services).ToList();
        Assert.True(doors.Count > 60, $"Only {doors.Count} are found.");
        var gone = await desk.SignedIn("Gone", Role.Organizer);
        await desk.Read(async db =>
        {
            db.SignIns.Remove(db.SignIns.Single(s => s.Hash == Hub.Access.Tokens.Hash(gone)));
            return await db.SaveChangesAsync();
        });
        var wrong = new List<string>();
        await Try("nobody", desk.Anybody, door => !door.IsPublic, HttpStatusCode.Unauthorized);
        await Try("somebody signed out", desk.As(gone), door => !door.IsPublic, HttpStatusCode.Unauthorized);
        await Try("a host", desk.As(await desk.SignedIn("Host", Role.Host, Made.Event, "pier")), door => door.Needs > Role.Host, HttpStatusCode.Forbidden);
        await Try("a moderator", desk.As(await desk.SignedIn("Moderator", Role.Moderator)), door => door.Needs > Role.Moderator, HttpStatusCode.Forbidden);
        await Try("a moderator of another event", desk.As(await desk.SignedIn("Elsewhere", Role.Moderator, "other")), door => door.Needs is not null, HttpStatusCode.Forbidden);
        await Try("an organizer of another event", desk.As(await desk.SignedIn("Far", Role.Organizer, "other")), door => door.Needs is not null, HttpStatusCode.Forbidden);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));

        async Task Try(string who, HttpClient by, Func<Door, bool> isShut, HttpStatusCode expected)
        {
            foreach (var door in doors.Where(isShut))
                if (await Knock(by, door) is var answer && answer != expected) wrong.Add($"{who}: {door} answers {answer}");
        }
    }

    [Fact]
    public async Task What_is_public_is_on_the_list_and_what_is_on_the_list_is_public()
    {
        await using var desk = await DeskUnderTest.Start();
        var wrong = new List<string>();
        foreach (var door in Doors(desk.Services))
        {
            if (door.IsPublic != IsListed(door)) wrong.Add($"{door} is {(door.IsPublic ? "public, and not on the list" : "on the list, and not public")}");
            if (door is { IsPublic: false, Needs: null } && !SignedIn.Contains(door.Pattern) && !door.Pattern.StartsWith("/_", StringComparison.Ordinal))
                wrong.Add($"{door} names no role");
            if (door.IsPublic && await Knock(desk.Anybody, door) is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) wrong.Add($"{door} is public, and refuses");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_page_sends_whoever_may_not_open_it_to_the_sign_in_page()
    {
        await using var desk = await DeskUnderTest.Start();
        using var nobody = new Person(desk.Address);
        using var answer = await nobody.Open(DeskUnderTest.Page("/access?said=done"));
        Assert.Equal($"/sign-in?to={Uri.EscapeDataString(DeskUnderTest.Page("/access?said=done"))}", answer.Headers.Location?.ToString());
        using var moderator = new Person(desk.Address, await desk.SignedIn("Tomasz", Role.Moderator));
        using var sent = await moderator.Open(DeskUnderTest.Page("/access"));
        var page = await moderator.Read(sent.Headers.Location!.ToString());
        Assert.Contains("Tomasz", page, StringComparison.Ordinal);
        Assert.Contains("does not let you open this page", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hubs_are_the_public_feed_and_the_circuits_of_the_desk()
    {
        await using var desk = await DeskUnderTest.Start();
        var hubs = Endpoints(desk.Services).Select(endpoint => endpoint.Metadata.GetMetadata<HubMetadata>()?.HubType.Name).OfType<string>().Distinct().Order();
        Assert.Equal(["ComponentHub", "FeedHub"], hubs);
        // What may be called over the public one: only Watching counts for more than whoever calls, and it hears our own processes alone.
        var methods = typeof(FeedHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => method.GetBaseDefinition() == method);
        Assert.Equal(["Follow", "Unfollow", "Watching"], methods.Select(method => method.Name).Order());
    }

    static bool IsListed(Door door) =>
        PublicPages.Contains(door.Pattern) || PublicCalls.Contains($"{door.Method} {door.Pattern}") || door.Pattern.StartsWith("/hubs/feed", StringComparison.Ordinal)
        || door.IsFile;

    static IEnumerable<RouteEndpoint> Endpoints(IServiceProvider services) => services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    static IEnumerable<Door> Doors(IServiceProvider services) =>
        from endpoint in Endpoints(services)
        where endpoint.RoutePattern.RawText != UnknownFile
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST", "PUT", "DELETE"]
        let needs = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => Enum.TryParse<Role>(data.Policy, out var role) ? (Role?)role : null).Max()
        select new Door($"/{endpoint.RoutePattern.RawText!.Trim('/')}", method, endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null, needs,
            endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null);

    static async Task<HttpStatusCode> Knock(HttpClient by, Door door)
    {
        using var request = new HttpRequestMessage(new HttpMethod(door.Method), door.Address);
        // Of the kind that the call takes: with another it is not this call that answers.
        if (door.Method is not ("GET" or "HEAD")) request.Content = door.Pattern.StartsWith("/api", StringComparison.Ordinal) ? JsonContent.Create(new { }) : new FormUrlEncodedContent([]);
        // A stream does not end: who reads its head knows enough.
        using var answer = await by.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }

    sealed partial record Door(string Pattern, string Method, bool IsPublic, Role? Needs, bool IsFile)
    {
        public string Address => Parameter().Replace(Pattern, found => found.Groups[1].Value switch
        {
            "slug" or "event" => Made.Event,
            "accent" => "ff7a59",
            "number" => "1",
            "documentName" => "v1",
            _ => "pier",
        });

        public override string ToString() => $"{Method} {Pattern}";

        [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
        private static partial Regex Parameter();
    }
}
