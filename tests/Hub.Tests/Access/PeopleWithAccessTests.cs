using System.Net;
using Backchannel.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests.Access;

public class PeopleWithAccessTests
{
    readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Whoever_is_removed_or_signed_out_is_so_at_once()
    {
        await using var hub = await HubUnderTest.Start();
        var mira = await hub.Joined("Mira", Role.Moderator);
        await hub.Done<object>(HttpMethod.Delete, People(mira, "/sign-ins"));
        await hub.Refused(HttpStatusCode.Unauthorized, HttpMethod.Get, "/api/access/me", null, mira.Token);
        var again = await hub.SignIn("Mira");
        await hub.Done<object>(HttpMethod.Delete, People(mira));
        await hub.Refused(HttpStatusCode.Unauthorized, HttpMethod.Get, "/api/access/me", null, again.Token);
        await hub.Refused(HttpStatusCode.Unauthorized, HttpMethod.Post, "/api/access/sign-in", new NewSignIn("Mira", HubUnderTest.Password), null);
        await hub.Refused(HttpStatusCode.NotFound, HttpMethod.Delete, People(mira));
    }

    [Fact]
    public async Task Another_role_holds_from_the_next_call_on()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.SetSessions(Made.Session("pier"));
        var mira = await hub.Joined("Mira", Role.Organizer, everywhere: true);
        await hub.Joined("Dario", Role.Organizer, everywhere: true);
        await hub.Done<AccessList>(HttpMethod.Get, HubUnderTest.Api("/access"), null, mira.Token);
        await hub.Done<object>(HttpMethod.Put, People(mira, "/role"), new NewRole(Role.Host, "pier"));
        await hub.Refused(HttpStatusCode.Forbidden, HttpMethod.Get, HubUnderTest.Api("/access"), null, mira.Token);
        Assert.Equal((Role.Host, Made.Event, "pier"), await hub.Read(db => db.Accounts.Where(a => a.Id == mira.Caller.Id).Select(a => ValueTuple.Create(a.Role, a.Event, a.Session)).SingleAsync()));
    }

    [Fact]
    public async Task The_last_organizer_stays_and_nobody_does_it_to_themselves()
    {
        await using var hub = await HubUnderTest.Start();
        var mira = await hub.Joined("Mira", Role.Organizer, everywhere: true);
        await hub.Refused(HttpStatusCode.Conflict, HttpMethod.Delete, People(mira));
        await hub.Refused(HttpStatusCode.Conflict, HttpMethod.Put, People(mira, "/role"), new NewRole(Role.Organizer));
        var dario = await hub.Joined("Dario", Role.Organizer, everywhere: true);
        await hub.Refused(HttpStatusCode.Conflict, HttpMethod.Delete, People(mira), null, mira.Token);
        await hub.Refused(HttpStatusCode.Conflict, HttpMethod.Put, People(mira, "/role"), new NewRole(Role.Moderator), mira.Token);

        var answers = await Task.WhenAll(hub.Call(HttpMethod.Delete, People(mira), null, dario.Token), hub.Call(HttpMethod.Delete, People(dario), null, mira.Token));
        Assert.True(answers.Count(answer => answer.IsSuccessStatusCode) <= 1);
        Assert.True(await hub.Read(db => db.Accounts.AnyAsync(a => a.Role == Role.Organizer)));
    }

    [Fact]
    public async Task Who_organizes_one_event_reaches_no_other_and_gives_nothing_beyond_it()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Done<object>(HttpMethod.Post, "/api/events", new { name = "Other", hashtags = new[] { "other" } });
        var everywhere = await hub.Joined("Mira", Role.Organizer, everywhere: true);
        var here = (await hub.Joined("Dario", Role.Organizer)).Token;
        var elsewhere = await hub.Joined("Zola", Role.Moderator, slug: "other");

        await hub.Refused(HttpStatusCode.Forbidden, HttpMethod.Get, "/api/events/other/access", null, here);
        await hub.Refused(HttpStatusCode.Forbidden, HttpMethod.Post, "/api/events", new { name = "Third", hashtags = new[] { "third" } }, here);
        await hub.Refused(HttpStatusCode.NotFound, HttpMethod.Delete, People(elsewhere), null, here);
        await hub.Refused(HttpStatusCode.Forbidden, HttpMethod.Delete, People(everywhere), null, here);
        await hub.Refused(HttpStatusCode.Forbidden, HttpMethod.Delete, People(everywhere, "/sign-ins"), null, here);
        await hub.Refused(HttpStatusCode.Forbidden, HttpMethod.Put, People(everywhere, "/role"), new NewRole(Role.Moderator), here);
        await hub.Refused(HttpStatusCode.Forbidden, HttpMethod.Post, HubUnderTest.Api("/access/invitations"), new NewInvitation("Ally", Role.Moderator, null, 1, Everywhere: true), here);
        await hub.Refused(HttpStatusCode.Forbidden, HttpMethod.Post, HubUnderTest.Api("/access/keys"), new NewApiKey("Ally", Role.Moderator, Everywhere: true), here);
        var invited = await hub.Invite(Role.Moderator, everywhere: true);
        await hub.Refused(HttpStatusCode.Forbidden, HttpMethod.Delete, HubUnderTest.Api($"/access/invitations/{invited.Invitation.Id}"), null, here);
        await hub.Invite(Role.Organizer, token: here);
    }

    [Fact]
    public async Task Whoever_organizes_no_more_has_nobody_on_the_way()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Joined("Mira", Role.Organizer, everywhere: true);
        var dario = await hub.Joined("Dario", Role.Organizer, everywhere: true);
        var invitation = await hub.Invite(Role.Organizer, everywhere: true, token: dario.Token);
        await hub.Done<object>(HttpMethod.Delete, People(dario));
        await hub.Refused(HttpStatusCode.Gone, HttpMethod.Post, "/api/access/join", new NewAccount(invitation.Token, "Ally", HubUnderTest.Password), null);
    }

    [Fact]
    public async Task A_key_opens_what_it_says_until_it_is_revoked_and_tells_when_it_was_used()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        var key = await hub.Done<ApiKeyMade>(HttpMethod.Post, HubUnderTest.Api("/access/keys"), new NewApiKey("Overlay", Role.Moderator));
        await hub.Refused(HttpStatusCode.Forbidden, HttpMethod.Get, HubUnderTest.Api("/access"), null, key.Key);
        await hub.Done<object>(HttpMethod.Get, HubUnderTest.Api("/posts/held"), null, key.Key);
        var first = await Used(hub);
        _time.Advance(TimeSpan.FromSeconds(30));
        await hub.Done<Caller>(HttpMethod.Get, "/api/access/me", null, key.Key);
        Assert.Equal(first, await Used(hub));
        _time.Advance(TimeSpan.FromSeconds(31));
        await hub.Done<Caller>(HttpMethod.Get, "/api/access/me", null, key.Key);
        Assert.True(await Used(hub) >= first + TimeSpan.FromMinutes(1));
        await hub.Done<object>(HttpMethod.Delete, HubUnderTest.Api($"/access/keys/{key.Info.Id}"));
        await hub.Refused(HttpStatusCode.Unauthorized, HttpMethod.Get, "/api/access/me", null, key.Key);
        await hub.Refused(HttpStatusCode.BadRequest, HttpMethod.Post, HubUnderTest.Api("/access/keys"), new NewApiKey("Overlay", Role.Host));
    }

    [Fact]
    public async Task Every_change_is_a_line_of_the_log_and_what_concerns_all_events_one_in_each()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Done<object>(HttpMethod.Post, "/api/events", new { name = "Other", hashtags = new[] { "other" } });
        var mira = await hub.Joined("Mira", Role.Moderator);
        await hub.Done<object>(HttpMethod.Put, People(mira, "/role"), new NewRole(Role.Organizer));
        var key = await hub.Done<ApiKeyMade>(HttpMethod.Post, HubUnderTest.Api("/access/keys"), new NewApiKey("Overlay", Role.Moderator, Everywhere: true));
        await hub.Done<object>(HttpMethod.Delete, HubUnderTest.Api($"/access/keys/{key.Info.Id}"));
        await hub.Done<object>(HttpMethod.Delete, People(mira, "/sign-ins"));
        await hub.Done<object>(HttpMethod.Delete, People(mira));
        await hub.Refused(HttpStatusCode.NotFound, HttpMethod.Delete, People(mira));
        Assert.Equal(
        [
            "Backchannel:ApiKey invited Somebody: moderator of this event", "Mira came by the invitation of Backchannel:ApiKey", "Backchannel:ApiKey Mira is organizer of this event now",
            "Backchannel:ApiKey made the key Overlay: moderator of all events", "Backchannel:ApiKey took back the key Overlay", "Backchannel:ApiKey Mira was signed out everywhere", "Backchannel:ApiKey Mira was removed",
        ], await Log(hub, Made.Event));
        Assert.Equal(["Backchannel:ApiKey made the key Overlay: moderator of all events", "Backchannel:ApiKey took back the key Overlay"], await Log(hub, "other"));
    }

    static Task<List<string>> Log(HubUnderTest hub, string slug) =>
        hub.Read(db => db.Decisions.Where(d => d.Event == slug && d.Act == "access").OrderBy(d => d.Number).Select(d => d.Name + " " + d.Subject).ToListAsync());

    static async Task<DateTimeOffset?> Used(HubUnderTest hub) => (await hub.Done<AccessList>(HttpMethod.Get, HubUnderTest.Api("/access"))).Keys.Single().UsedAt;

    static string People(SignedIn who, string path = "") => HubUnderTest.Api($"/access/people/{who.Caller.Id}{path}");
}
