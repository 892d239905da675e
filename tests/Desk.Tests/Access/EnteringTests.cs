using System.Net;
using System.Text.RegularExpressions;
using Backchannel.Hub.Access;
using Backchannel.StandIns;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backchannel.Desk.Tests.Access;

public partial class EnteringTests
{
    const string Password = "four words and a boat";

    [Fact]
    public async Task From_the_printed_link_to_a_moderator_who_was_invited()
    {
        await using var desk = await DeskUnderTest.Start();
        using var mira = new Person(desk.Address);
        using var differing = await mira.Fill(desk.SetupPath, ("name", "Mira"), ("password", Password), ("again", "something else"));
        Assert.Contains("not the same as above", await differing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var entered = await mira.Fill(desk.SetupPath, ("name", "Mira"), ("password", Password), ("again", Password));
        Assert.Equal(DeskUnderTest.Page(), Path(entered));
        var cookie = entered.Headers.GetValues("Set-Cookie").Single(set => set.StartsWith(CallerHandler.Cookie, StringComparison.Ordinal)).ToLowerInvariant();
        foreach (var part in (string[])["httponly", "samesite=lax", "path=/", "max-age=1209600"]) Assert.Contains(part, cookie, StringComparison.Ordinal);
        Assert.Contains("This is done already", await new Person(desk.Address).Read("/setup?token=whatever"), StringComparison.Ordinal);

        using var invited = await mira.Fill(DeskUnderTest.Page("/access"), ("for", "Tomasz <b>"), ("role", "moderator"), ("hours", "24"));
        var link = WebUtility.HtmlDecode(Link().Match(await invited.Content.ReadAsStringAsync()).Groups[1].Value);
        Assert.StartsWith(desk.Address.ToString(), link, StringComparison.Ordinal);
        using var tomasz = new Person(desk.Address);
        Assert.Contains("Moderate Tidewater 2026", await tomasz.Read(link), StringComparison.Ordinal);
        using var joined = await tomasz.Fill(link, ("name", "Tomasz"), ("password", Password), ("again", Password));
        Assert.StartsWith(DeskUnderTest.Page(), Path(joined), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await tomasz.Open(DeskUnderTest.Page("/access"))).StatusCode);
        Assert.Contains("come by it already", await tomasz.Read(link), StringComparison.Ordinal);

        using var left = await tomasz.Fill("/account");
        Assert.Null(tomasz.Token);
        Assert.Equal(1, await desk.Read(db => db.SignIns.CountAsync()));
    }

    [Fact]
    public async Task What_is_beside_each_person_and_each_key_does_what_it_says()
    {
        await using var desk = await DeskUnderTest.Start();
        using var mira = new Person(desk.Address, await desk.SignedIn("Mira", Role.Organizer));
        var tomasz = await desk.SignedIn("Tomasz", Role.Moderator);
        using var made = await mira.Fill(DeskUnderTest.Page("/access"), ("name", "Overlay"), ("role", "moderator"));
        var key = Key().Match(await made.Content.ReadAsStringAsync()).Groups[1].Value;
        Assert.Equal(("Overlay", Made.Event), ((await desk.Get<Caller>("/api/access/me", desk.As(key))).Name, (await desk.Get<Caller>("/api/access/me", desk.As(key))).Event));

        await Act("people/role", ("role", "organizer-of-all"));
        Assert.Equal((Role.Organizer, null), ((await desk.Get<Caller>("/api/access/me", desk.As(tomasz))).Role, (await desk.Get<Caller>("/api/access/me", desk.As(tomasz))).Event));
        await Act("people/role", "not", ("role", "host"));
        await Act("people/sign-out");
        Assert.Equal(HttpStatusCode.Unauthorized, (await desk.As(tomasz).GetAsync("/api/access/me")).StatusCode);
        await Act("people/remove", "sure");
        await Act("people/remove", ("sure", "yes"));
        await Act("keys/revoke");
        Assert.Equal(HttpStatusCode.Unauthorized, (await desk.As(key).GetAsync("/api/access/me")).StatusCode);
        Assert.Equal(["Mira"], await desk.Read(db => db.Accounts.Select(a => a.Name).ToListAsync()));

        async Task Act(string act, params object[] said)
        {
            var form = (await mira.Forms(DeskUnderTest.Page("/access"))).First(form => form.Action.EndsWith(act, StringComparison.Ordinal));
            using var answer = await mira.Send(form.With([.. said.OfType<(string, string)>().Select(field => (field.Item1, (string?)field.Item2))]));
            Assert.Equal(DeskUnderTest.Page($"/access?said={said.OfType<string>().FirstOrDefault() ?? "done"}"), Path(answer));
        }
    }

    [Theory]
    [InlineData("/tidewater26/organize/rules?saved=yes", "/tidewater26/organize/rules?saved=yes")]
    [InlineData("//elsewhere.example", null)]
    [InlineData("///elsewhere.example", null)]
    [InlineData("/\\elsewhere.example", null)]
    [InlineData("/\t/elsewhere.example", null)]
    [InlineData("/\n/elsewhere.example", null)]
    [InlineData("https://elsewhere.example", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("elsewhere.example", null)]
    public async Task Who_signs_in_goes_on_to_a_page_of_ours_and_to_no_other(string to, string? expected)
    {
        await using var desk = await DeskUnderTest.Start();
        using var mira = new Person(desk.Address);
        (await mira.Fill(desk.SetupPath, ("name", "Mira"), ("password", Password), ("again", Password))).Dispose();
        using var again = new Person(desk.Address);
        using var answer = await again.Fill($"/sign-in?to={Uri.EscapeDataString(to)}", ("name", "mira"), ("password", Password));
        Assert.Equal(expected ?? DeskUnderTest.Page(), Path(answer));
        Assert.NotNull(again.Token);
    }

    [Fact]
    public async Task Wrong_passwords_are_answered_in_words_and_then_by_how_long_to_wait()
    {
        await using var desk = await DeskUnderTest.Start();
        using var mira = new Person(desk.Address);
        (await mira.Fill(desk.SetupPath, ("name", "Mira"), ("password", Password), ("again", Password))).Dispose();
        using var somebody = new Person(desk.Address);
        foreach (var words in (string[])[.. Enumerable.Repeat("The name or the password is not right", 5), "try again in 5 minutes"])
        {
            using var answer = await somebody.Fill("/sign-in", ("name", "Mira"), ("password", "a wrong password"));
            Assert.Contains(words, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Null(somebody.Token);
        // Whoever is signed in already is not disturbed by it.
        Assert.Equal("Mira", (await desk.Get<Caller>("/api/access/me", desk.As(mira.Token!))).Name);
    }

    [Fact]
    public async Task A_sign_in_and_an_open_form_outlive_a_restart_of_everything()
    {
        await using var desk = await DeskUnderTest.Start("--urls", $"http://127.0.0.1:{Ports.Free()}");
        using var mira = new Person(desk.Address);
        (await mira.Fill(desk.SetupPath, ("name", "Mira"), ("password", Password), ("again", Password))).Dispose();
        var form = (await mira.Forms(DeskUnderTest.Page("/access"))).First(form => form.Fields.ContainsKey("hours"));
        await desk.Restart();
        using var answer = await mira.Send(form.With(("for", "Tomasz"), ("role", "moderator"), ("hours", "24")));
        Assert.Matches(Link(), await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_cookie_that_is_forged_or_holds_something_else_of_ours_is_nobodys()
    {
        await using var desk = await DeskUnderTest.Start();
        var token = await desk.SignedIn("Mira", Role.Organizer);
        using var mira = new Person(desk.Address, token);
        var form = (await mira.Forms(DeskUnderTest.Page("/access")))[0];
        using var invited = await mira.Fill(DeskUnderTest.Page("/access"), ("for", "Tomasz"), ("role", "moderator"), ("hours", "24"));
        var invitation = new Uri(WebUtility.HtmlDecode(Link().Match(await invited.Content.ReadAsStringAsync()).Groups[1].Value)).Query["?token=".Length..];
        var protection = desk.Services.GetRequiredService<IDataProtectionProvider>();
        foreach (var value in (string[])
        [
            "", "x", Tokens.New(), Tokens.Hash(token), token.ToUpperInvariant(), token[..^1], token + "0", $"Bearer {token}", new string('0', 64), new string('a', 5_000),
            desk.SetupPath["/setup?token=".Length..], invitation[..Math.Min(200, invitation.Length)], form.Fields[PageForm.TokenField], "key:settings", "%00", "' or 1=1 --",
            protection.CreateProtector("Backchannel.Invitation").Protect("Mira")[..100],
        ])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/access/me");
            request.Headers.TryAddWithoutValidation("Cookie", $"{CallerHandler.Cookie}={Uri.EscapeDataString(value)}");
            using var answer = await desk.Anybody.SendAsync(request);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    // Told as a whole address or as a path, whichever the page chose.
    static string Path(HttpResponseMessage answer) =>
        answer.Headers.Location is { } to ? new Uri(answer.RequestMessage!.RequestUri!, to) is var whole && whole.Authority == answer.RequestMessage.RequestUri!.Authority ? whole.PathAndQuery : to.ToString() : "";

    [GeneratedRegex("""id="link" value="([^"]*)" """)]
    private static partial Regex Link();

    [GeneratedRegex("""id="key" value="([^"]*)" """)]
    private static partial Regex Key();
}
