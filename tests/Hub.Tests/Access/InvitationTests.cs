using System.Net;
using Backchannel.Contracts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Backchannel.Hub.Tests.Access;

public class InvitationTests
{
    readonly MovedClock _time = new();

    [Fact]
    public async Task Who_comes_by_an_invitation_may_do_what_it_says_and_no_more()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.SetSessions(Made.Session("pier"), Made.Session("knots"));
        var host = await hub.Joined("Dario", Role.Host, session: "pier");
        Assert.Equal((Role.Host, Made.Event, "pier"), (host.Caller.Role, host.Caller.Event, host.Caller.Session));
        await hub.Refused(HttpStatusCode.Forbidden, HttpMethod.Get, HubUnderTest.Api("/access"), null, host.Token);
        var (own, others) = (await hub.Ask("Does it float?", session: "pier"), await hub.Ask("Does it hold?", session: "knots"));
        await hub.Done<object>(HttpMethod.Put, HubUnderTest.Api($"/questions/state/{own}"), new { state = "asked" }, host.Token);
        await hub.Refused(HttpStatusCode.Forbidden, HttpMethod.Put, HubUnderTest.Api($"/questions/state/{others}"), new { state = "asked" }, host.Token);
    }

    [Fact]
    public async Task A_link_is_good_for_one_whoever_is_first()
    {
        await using var hub = await HubUnderTest.Start();
        var token = (await hub.Invite(Role.Moderator)).Token;
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Join(hub, token, $"Mira {n}")));
        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        Assert.Contains("come by it already", (await Refused(hub, token)).Detail, StringComparison.Ordinal);
        Assert.Empty((await List(hub)).Invitations);
    }

    [Fact]
    public async Task Expired_revoked_and_forged_ones_are_refused_in_words()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        var (late, revoked, good) = (await hub.Invite(Role.Moderator, hours: 1), await hub.Invite(Role.Moderator), await hub.Invite(Role.Moderator));
        await hub.Done<object>(HttpMethod.Delete, HubUnderTest.Api($"/access/invitations/{revoked.Invitation.Id}"));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Contains("time is over", (await Refused(hub, late.Token)).Detail, StringComparison.Ordinal);
        Assert.Contains("taken back", (await Refused(hub, revoked.Token)).Detail, StringComparison.Ordinal);
        var protection = hub.Services.GetRequiredService<IDataProtectionProvider>();
        foreach (var forged in (string?[])
        [
            null, "", "nonsense", good.Invitation.Id, good.Token[..^2], $"{good.Token[..40]}AAAA{good.Token[44..]}", new string('A', 900), new string('A', 9_000),
            // Signed by us, but for something else.
            protection.CreateProtector("Backchannel.SomethingElse").ToTimeLimitedDataProtector().Protect(good.Invitation.Id, TimeSpan.FromDays(1)),
            protection.CreateProtector("Backchannel.Invitation").Protect(good.Invitation.Id),
            // Past its own signature.
            protection.CreateProtector("Backchannel.Invitation").ToTimeLimitedDataProtector().Protect(good.Invitation.Id, TimeProvider.System.GetUtcNow().AddSeconds(-1)),
        ])
            await Refused(hub, forged);
        (await Join(hub, good.Token, "Mira")).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_link_outlives_a_restart()
    {
        await using var hub = await HubUnderTest.Start();
        var token = (await hub.Invite(Role.Moderator)).Token;
        await hub.Restart();
        (await Join(hub, token, "Mira")).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_name_that_somebody_has_is_not_given_twice_however_it_is_spelled()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Joined("Mira Okonjo", Role.Moderator);
        var token = (await hub.Invite(Role.Moderator)).Token;
        foreach (var alike in (string[])["Mira Okonjo", "MIRA OKONJO", "Mïra Ｏkonjo", "Mira\u200b Okonjo"])
        {
            using var answer = await Join(hub, token, alike);
            Assert.Equal(["name"], (await Problem.Read(answer, HttpStatusCode.BadRequest)).Errors.Keys);
        }
        (await Join(hub, token, "Dario")).EnsureSuccessStatusCode();
    }

    [Theory]
    [InlineData("""{ "for": "Mira", "role": "host", "hours": 1 }""", "session")]
    [InlineData("""{ "for": "Mira", "role": "host", "hours": 1, "session": "nowhere" }""", "session")]
    [InlineData("""{ "for": "", "role": "moderator", "hours": 1 }""", "for")]
    [InlineData("""{ "for": "Mira", "role": "moderator", "hours": 0 }""", "hours")]
    [InlineData("""{ "for": "Mira", "role": "moderator", "hours": 721 }""", "hours")]
    [InlineData("""{ "for": "Mira", "hours": 1 }""", "role")]
    [InlineData("""{ "for": "Mira", "role": 2, "hours": 1 }""", "role")]
    [InlineData("""{ "for": "Mira", "role": "emperor", "hours": 1 }""", "role")]
    public async Task An_invitation_that_cannot_be_names_the_field(string body, string field)
    {
        await using var hub = await HubUnderTest.Start();
        var refused = await hub.Refused(HttpStatusCode.BadRequest, HttpMethod.Post, HubUnderTest.Api("/access/invitations"), System.Text.Json.JsonDocument.Parse(body).RootElement);
        Assert.Equal([field], refused.Errors.Keys);
    }

    static Task<HttpResponseMessage> Join(HubUnderTest hub, string? token, string name) =>
        hub.Call(HttpMethod.Post, "/api/access/join", new NewAccount(token, name, HubUnderTest.Password));

    static async Task<Problem> Refused(HubUnderTest hub, string? token)
    {
        await hub.Refused(HttpStatusCode.Gone, HttpMethod.Post, "/api/access/invitation", new ShownInvitation(token), null);
        return await hub.Refused(HttpStatusCode.Gone, HttpMethod.Post, "/api/access/join", new NewAccount(token, "Zola", HubUnderTest.Password), null);
    }

    static Task<AccessList> List(HubUnderTest hub) => hub.Done<AccessList>(HttpMethod.Get, HubUnderTest.Api("/access"));
}
