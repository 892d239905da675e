using System.Net;
using Backchannel.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Xunit;

namespace Backchannel.Hub.Tests.Access;

public sealed class OpenIdTests : IAsyncLifetime
{
    StandInProvider _provider = null!;

    public async ValueTask InitializeAsync() => _provider = await StandInProvider.Start();

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    [Fact]
    public async Task Organizers_of_the_settings_are_let_in_and_stay_the_same_account()
    {
        await using var hub = await HubUnderTest.Start(_provider.Settings("MIRA@tidewater.example", "subject-of-zola"));
        Assert.Equal("Tidewater ID", (await hub.Get<SignInWays>("/api/access/ways")).External);
        foreach (var who in (string[])["mira", "zola", "mira"])
        {
            _provider.Who = StandInProvider.Person(who);
            var (page, token) = await Come(hub, "to=/tidewater26/organize");
            Assert.Equal("/tidewater26/organize", page);
            var caller = await hub.Done<Caller>(HttpMethod.Get, "/api/access/me", null, token);
            Assert.Equal((who, Role.Organizer, null), (caller.Name, caller.Role, caller.Event));
        }
        Assert.Equal(2, await hub.Read(db => db.Accounts.CountAsync()));
        Assert.False((await hub.Get<SignInWays>("/api/access/ways")).SetUp);
        Assert.Equal(new Uri(hub.Address, "/api/access/external/callback").ToString(), _provider.Redirect);
    }

    [Fact]
    public async Task To_be_known_there_is_not_enough_and_an_address_that_nobody_verified_is_none()
    {
        await using var hub = await HubUnderTest.Start(_provider.Settings("mira@tidewater.example"));
        _provider.Who = StandInProvider.Person("dario");
        Assert.Equal(("/sign-in?problem=uninvited", null), await Come(hub));
        _provider.Who = StandInProvider.Person("mira", verified: false);
        Assert.Equal(("/sign-in?problem=uninvited", null), await Come(hub));
        // A subject that looks like somebody's address is not theirs.
        _provider.Who = new() { ["sub"] = "mira@tidewater.example", ["name"] = "Mira" };
        Assert.Equal(("/sign-in?problem=uninvited", null), await Come(hub));
        Assert.Equal(0, await hub.Read(db => db.Accounts.CountAsync()));
    }

    [Fact]
    public async Task An_invitation_can_be_accepted_by_it_once()
    {
        await using var hub = await HubUnderTest.Start(_provider.Settings());
        await hub.Joined("dario", Role.Moderator);
        var invitation = await hub.Invite(Role.Moderator);
        _provider.Who = StandInProvider.Person("dario");
        var (_, token) = await Come(hub, $"invitation={Uri.EscapeDataString(invitation.Token)}");
        var caller = await hub.Done<Caller>(HttpMethod.Get, "/api/access/me", null, token);
        Assert.Equal(("dario 2", Role.Moderator, Made.Event), (caller.Name, caller.Role, caller.Event));
        _provider.Who = StandInProvider.Person("zola");
        Assert.Equal(("/sign-in?problem=invitation", null), await Come(hub, $"invitation={Uri.EscapeDataString(invitation.Token)}"));
        Assert.Equal(("/sign-in?problem=invitation", null), await Come(hub, "invitation=forged"));
        _provider.Who = StandInProvider.Person("dario");
        Assert.NotNull((await Come(hub)).Token);
        await hub.Refused(HttpStatusCode.Unauthorized, HttpMethod.Post, "/api/access/sign-in", new NewSignIn("dario 2", HubUnderTest.Password), null);
    }

    [Fact]
    public async Task Somebody_who_is_known_comes_to_more_by_an_invitation_and_never_to_less()
    {
        await using var hub = await HubUnderTest.Start(_provider.Settings());
        _provider.Who = StandInProvider.Person("dario");
        foreach (var (invited, becomes) in ((Role, Role)[])[(Role.Moderator, Role.Moderator), (Role.Organizer, Role.Organizer), (Role.Moderator, Role.Organizer)])
        {
            var invitation = await hub.Invite(invited);
            var (_, token) = await Come(hub, $"invitation={Uri.EscapeDataString(invitation.Token)}");
            Assert.Equal(becomes, (await hub.Done<Caller>(HttpMethod.Get, "/api/access/me", null, token)).Role);
            using var open = await hub.Call(HttpMethod.Post, "/api/access/invitation", new ShownInvitation(invitation.Token));
            Assert.Equal(invited != becomes, open.IsSuccessStatusCode);
        }
        Assert.Equal(1, await hub.Read(db => db.Accounts.CountAsync()));
    }

    [Theory]
    [InlineData(Lie.Nonce)]
    [InlineData(Lie.Issuer)]
    [InlineData(Lie.Audience)]
    [InlineData(Lie.Expired)]
    [InlineData(Lie.Signature)]
    [InlineData(Lie.NotSigned)]
    [InlineData(Lie.OtherPerson)]
    [InlineData(Lie.Denied)]
    [InlineData(Lie.State)]
    public async Task What_cannot_be_believed_lets_nobody_in(Lie lie)
    {
        await using var hub = await HubUnderTest.Start(_provider.Settings("mira@tidewater.example"));
        _provider.Lie = lie;
        Assert.Equal(("/sign-in?problem=failed", null), await Come(hub));
        Assert.Equal(0, await hub.Read(db => db.Accounts.CountAsync()));
        _provider.Lie = Lie.None;
        Assert.NotNull((await Come(hub)).Token);
    }

    [Fact]
    public async Task A_way_back_that_was_made_for_somebody_else_lets_nobody_in()
    {
        await using var hub = await HubUnderTest.Start(_provider.Settings("mira@tidewater.example"));
        using var mira = Browser(hub, follow: false);
        using var begun = await mira.GetAsync("/api/access/external");
        using var sent = await mira.GetAsync(begun.Headers.Location);
        using var other = Browser(hub, follow: false);
        using var answer = await other.GetAsync(sent.Headers.Location);
        Assert.Equal("/sign-in?problem=failed", answer.Headers.Location?.ToString());
        Assert.False(answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.StartsWith($"{CallerHandler.Cookie}=", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("//elsewhere.example")]
    [InlineData("https://elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("/\t/elsewhere.example")]
    public async Task Nobody_is_led_elsewhere_by_it(string to)
    {
        await using var hub = await HubUnderTest.Start(_provider.Settings("mira@tidewater.example"));
        Assert.Equal("/", (await Come(hub, $"to={Uri.EscapeDataString(to)}")).Page);
    }

    [Fact]
    public async Task Wrong_settings_are_all_listed()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => HubUnderTest.Start(new()
        {
            ["OpenIdConnect:Authority"] = "http://id.tidewater.example",
            ["OpenIdConnect:Name"] = " ",
            ["OpenIdConnect:Organizers:0"] = " ",
        }));
        foreach (var key in (string[])["Authority", "ClientId", "ClientSecret", "Name", "Organizers:0"])
            Assert.Single(refused.Failures, fault => fault.StartsWith($"OpenIdConnect:{key} ", StringComparison.Ordinal));
        await Assert.ThrowsAsync<OptionsValidationException>(() => HubUnderTest.Start(new() { ["OpenIdConnect:ClientId"] = "backchannel" }));
    }

    [Fact]
    public async Task Where_none_is_set_up_there_is_no_such_call()
    {
        await using var hub = await HubUnderTest.Start();
        foreach (var path in (string[])["/api/access/external", "/api/access/external/callback", "/signout-oidc"])
            Assert.Equal(HttpStatusCode.NotFound, (await hub.Http.GetAsync(path)).StatusCode);
    }

    static HttpClient Browser(HubUnderTest hub, bool follow = true, CookieContainer? cookies = null) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = follow, CookieContainer = cookies ?? new() }) { BaseAddress = hub.Address };

    /// <returns>Where somebody arrives, and what their cookie holds then.</returns>
    static async Task<(string Page, string? Token)> Come(HubUnderTest hub, string query = "")
    {
        var cookies = new CookieContainer();
        using var browser = Browser(hub, cookies: cookies);
        using var answer = await browser.GetAsync($"/api/access/external?{query}");
        return (answer.RequestMessage!.RequestUri!.PathAndQuery, cookies.GetCookies(hub.Address)[CallerHandler.Cookie]?.Value);
    }
}
