using System.Net;
using Backchannel.Contracts;
using Backchannel.Hub.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Xunit;

namespace Backchannel.Hub.Tests.Access;

public class SignInTests
{
    readonly MovedClock _time = new();

    [Fact]
    public async Task The_link_of_the_first_start_makes_one_organizer_and_no_second()
    {
        await using var hub = await HubUnderTest.Start();
        var token = hub.SetupToken;
        Assert.True((await hub.Get<SignInWays>("/api/access/ways")).SetUp);
        await hub.Refused(HttpStatusCode.Gone, HttpMethod.Post, "/api/access/set-up", new NewAccount(Tokens.New(), "Mira", HubUnderTest.Password), null);
        await hub.Refused(HttpStatusCode.Gone, HttpMethod.Post, "/api/access/set-up", new NewAccount(null, "Mira", HubUnderTest.Password), null);
        var faults = await hub.Refused(HttpStatusCode.BadRequest, HttpMethod.Post, "/api/access/set-up", new NewAccount(token, " ", "too short"), null);
        Assert.Equal(["name", "password"], faults.Errors.Keys.Order());

        var signedIn = await hub.Done<SignedIn>(HttpMethod.Post, "/api/access/set-up", new NewAccount(token, "Mira", HubUnderTest.Password), null);
        Assert.Equal(("Mira", Role.Organizer, null), (signedIn.Caller.Name, signedIn.Caller.Role, signedIn.Caller.Event));
        Assert.Equal("Mira", (await hub.Done<Caller>(HttpMethod.Get, "/api/access/me", null, signedIn.Token)).Name);
        Assert.False((await hub.Get<SignInWays>("/api/access/ways")).SetUp);
        await hub.Refused(HttpStatusCode.Gone, HttpMethod.Post, "/api/access/set-up", new NewAccount(token, "Dario", HubUnderTest.Password), null);

        await hub.Restart();
        Assert.Throws<NullReferenceException>(() => hub.SetupToken);
        await hub.SignIn("mira");
    }

    [Fact]
    public async Task Of_many_who_have_the_link_at_the_same_moment_one_becomes_organizer()
    {
        await using var hub = await HubUnderTest.Start();
        var token = hub.SetupToken;
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => hub.Call(HttpMethod.Post, "/api/access/set-up", new NewAccount(token, $"Mira {n}", HubUnderTest.Password))));
        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        Assert.Equal(1, await hub.Read(db => db.Accounts.CountAsync()));
    }

    [Fact]
    public async Task Each_start_makes_another_link_and_the_one_before_is_void()
    {
        await using var hub = await HubUnderTest.Start();
        var before = hub.SetupToken;
        await hub.Restart();
        await hub.Refused(HttpStatusCode.Gone, HttpMethod.Post, "/api/access/set-up", new NewAccount(before, "Mira", HubUnderTest.Password), null);
        await hub.Done<SignedIn>(HttpMethod.Post, "/api/access/set-up", new NewAccount(hub.SetupToken, "Mira", HubUnderTest.Password), null);
    }

    [Fact]
    public async Task A_sign_in_outlives_a_restart_and_ends_the_moment_somebody_signs_out()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Joined("Mira", Role.Moderator);
        var signedIn = await hub.SignIn("MIRA ");
        await hub.Restart();
        Assert.Equal(signedIn.Caller, await hub.Done<Caller>(HttpMethod.Get, "/api/access/me", null, signedIn.Token));
        await hub.Done<object>(HttpMethod.Post, "/api/access/sign-out", null, signedIn.Token);
        await hub.Refused(HttpStatusCode.Unauthorized, HttpMethod.Get, "/api/access/me", null, signedIn.Token);
    }

    [Fact]
    public async Task A_sign_in_lasts_14_days_from_its_last_use()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        var signedIn = await hub.Joined("Mira", Role.Moderator);
        _time.Advance(TimeSpan.FromDays(13));
        await hub.Done<Caller>(HttpMethod.Get, "/api/access/me", null, signedIn.Token);
        _time.Advance(TimeSpan.FromDays(13));
        await hub.Done<Caller>(HttpMethod.Get, "/api/access/me", null, signedIn.Token);
        _time.Advance(TimeSpan.FromDays(14) + TimeSpan.FromSeconds(1));
        await hub.Refused(HttpStatusCode.Unauthorized, HttpMethod.Get, "/api/access/me", null, signedIn.Token);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_are_answered_alike_and_both_lock()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await hub.Joined("Mira", Role.Moderator);
        foreach (var name in (string[])["Mira", "Nobody"])
        {
            for (var n = 0; n < 5; n++)
                Assert.Equal("The name or the password is not right.", (await Try(hub, name, "a wrong password", HttpStatusCode.Unauthorized)).Detail);
            Assert.Contains("5 minutes", (await Try(hub, name, HubUnderTest.Password, HttpStatusCode.TooManyRequests)).Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_lock_doubles_with_each_further_failure_up_to_an_hour_and_the_right_password_ends_it()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await hub.Joined("Mira", Role.Moderator);
        for (var n = 0; n < 4; n++) await Try(hub, "Mira", "a wrong password", HttpStatusCode.Unauthorized);
        foreach (var minutes in (int[])[5, 10, 20, 40, 60, 60])
        {
            await Try(hub, "Mira", "a wrong password", HttpStatusCode.Unauthorized);
            Assert.Contains($"{minutes} minutes", (await Try(hub, "Mira", HubUnderTest.Password, HttpStatusCode.TooManyRequests)).Detail, StringComparison.Ordinal);
            _time.Advance(TimeSpan.FromMinutes(minutes - 1));
            await Try(hub, "Mira", HubUnderTest.Password, HttpStatusCode.TooManyRequests);
            _time.Advance(TimeSpan.FromMinutes(1));
        }
        await hub.SignIn("Mira");
        for (var n = 0; n < 4; n++) await Try(hub, "Mira", "a wrong password", HttpStatusCode.Unauthorized);
        await hub.SignIn("Mira");
    }

    [Fact]
    public async Task Twenty_guesses_at_the_same_moment_are_five()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Joined("Mira", Role.Moderator);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => hub.Call(HttpMethod.Post, "/api/access/sign-in", new NewSignIn("Mira", $"guess number {n}"))));
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized));
        Assert.Equal(15, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task One_address_may_not_try_name_after_name()
    {
        await using var hub = await HubUnderTest.Start();
        using var refused = await Limit.Bites(
            15, perMinute: 15, n => hub.Call(HttpMethod.Post, "/api/access/sign-in", new NewSignIn($"Name {n}", "a wrong password"), from: "203.0.113.9"), HttpStatusCode.Unauthorized);
        await Problem.Read(refused, HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Another_password_ends_all_other_sign_ins()
    {
        await using var hub = await HubUnderTest.Start();
        var (first, second) = (await hub.Joined("Mira", Role.Moderator), await hub.SignIn("Mira"));
        await hub.Refused(HttpStatusCode.Unauthorized, HttpMethod.Put, "/api/access/password", new NewPassword("not the one", "another four words"), second.Token);
        await hub.Refused(HttpStatusCode.BadRequest, HttpMethod.Put, "/api/access/password", new NewPassword(HubUnderTest.Password, "short"), second.Token);
        await hub.Done<object>(HttpMethod.Put, "/api/access/password", new NewPassword(HubUnderTest.Password, "another four words"), second.Token);
        await hub.Done<Caller>(HttpMethod.Get, "/api/access/me", null, second.Token);
        await hub.Refused(HttpStatusCode.Unauthorized, HttpMethod.Get, "/api/access/me", null, first.Token);
        await Try(hub, "Mira", HubUnderTest.Password, HttpStatusCode.Unauthorized);
        await hub.SignIn("Mira", "another four words");
    }

    [Fact]
    public async Task A_hash_of_fewer_rounds_is_made_anew_at_the_next_sign_in()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Joined("Mira", Role.Moderator);
        var old = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = 1_000 })).HashPassword(new(), HubUnderTest.Password);
        await hub.Read(db => db.Accounts.ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, old)));
        await hub.SignIn("Mira");
        Assert.True((await hub.Read(db => db.Accounts.Select(a => a.PasswordHash).SingleAsync()))!.Length >= old.Length);
        Assert.NotEqual(old, await hub.Read(db => db.Accounts.Select(a => a.PasswordHash).SingleAsync()));
    }

    [Fact]
    public async Task No_password_and_no_token_is_in_the_archive()
    {
        await using var hub = await HubUnderTest.Start();
        var joined = await hub.Joined("Mira", Role.Moderator);
        var key = await hub.Done<ApiKeyMade>(HttpMethod.Post, HubUnderTest.Api("/access/keys"), new NewApiKey("Overlay", Role.Moderator));
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(hub.ArchiveFile)!, "backchannel.db*"))
        {
            using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(open, System.Text.Encoding.Latin1);
            var bytes = await reader.ReadToEndAsync();
            foreach (var secret in (string[])[HubUnderTest.Password, joined.Token, key.Key, hub.SetupToken])
                Assert.DoesNotContain(secret, bytes, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/api/access/sign-in")]
    [InlineData("/api/access/join")]
    [InlineData("/api/access/set-up")]
    [InlineData("/api/access/invitation")]
    public async Task A_body_that_is_too_large_or_no_JSON_is_refused_before_anything_is_hashed(string path)
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Refused(HttpStatusCode.RequestEntityTooLarge, HttpMethod.Post, path, new { name = new string('a', 20_000) });
        await hub.Refused(HttpStatusCode.BadRequest, HttpMethod.Post, path, new { name = 7, token = 7 });
    }

    static Task<Problem> Try(HubUnderTest hub, string name, string password, HttpStatusCode expected) =>
        hub.Refused(expected, HttpMethod.Post, "/api/access/sign-in", new NewSignIn(name, password), null);
}
