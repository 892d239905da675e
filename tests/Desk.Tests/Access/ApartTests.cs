using System.Net;
using Backchannel.Hub.Tests.Access;

namespace Backchannel.Desk.Tests.Access;

/// <summary>The same where Web is a process of its own: it knows nobody by itself, and asks the hub.</summary>
public class ApartTests
{
    const string Password = "four words and a boat";

    [Fact]
    public async Task People_come_in_work_and_leave_through_a_Web_process_of_its_own()
    {
        await using var desk = await DeskUnderTest.Start();
        await using var web = await WebApart.Start(desk.Address);
        using var mira = new Person(web.Address);
        using var entered = await mira.Fill(desk.SetupPath, ("name", "Mira"), ("password", Password), ("again", Password));
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        using var invited = await mira.Fill(DeskUnderTest.Page("/access"), ("for", "Tomasz"), ("role", "moderator"), ("hours", "24"));
        Assert.Contains($"value=\"{web.Address}join?token=", await invited.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("Mira", (await desk.Get<Caller>(new Uri(web.Address, "/api/access/me").ToString(), desk.As(mira.Token!))).Name);
        var token = mira.Token!;
        (await mira.Fill("/account")).Dispose();
        Assert.Equal(HttpStatusCode.Unauthorized, (await desk.As(token).GetAsync("/api/access/me")).StatusCode);
        using var again = new Person(web.Address);
        (await again.Fill("/sign-in", ("name", "Mira"), ("password", Password))).Dispose();
        Assert.NotNull(again.Token);
    }

    [Fact]
    public async Task The_way_to_another_provider_and_back_leads_through_it_too()
    {
        await using var provider = await StandInProvider.Start();
        await using var desk = await DeskUnderTest.Start([.. provider.Settings("mira@tidewater.example").Select(setting => $"--{setting.Key}={setting.Value}")]);
        await using var web = await WebApart.Start(desk.Address);
        using var mira = new Person(web.Address);
        Assert.Contains("Sign in with Tidewater ID", await mira.Read("/sign-in"), StringComparison.Ordinal);
        using var begun = await mira.Open($"/api/access/external?to={Uri.EscapeDataString(DeskUnderTest.Page("/access"))}");
        using var sent = await mira.Open(begun.Headers.Location!.ToString());
        Assert.StartsWith(new Uri(web.Address, "/api/access/external/callback").ToString(), sent.Headers.Location!.ToString(), StringComparison.Ordinal);
        using var back = await mira.Open(sent.Headers.Location.ToString());
        Assert.Equal(DeskUnderTest.Page("/access"), back.Headers.Location?.ToString());
        Assert.Contains("Organizer of all events", await mira.Read(DeskUnderTest.Page("/access")), StringComparison.Ordinal);

        // Who was invited begins at the desk too.
        using var invited = await mira.Fill(DeskUnderTest.Page("/access"), ("for", "Tomasz"), ("role", "moderator"), ("hours", "24"));
        var token = System.Text.RegularExpressions.Regex.Match(await invited.Content.ReadAsStringAsync(), "join\\?token=([A-Za-z0-9_-]+)").Groups[1].Value;
        using var tomasz = new Person(web.Address);
        Assert.Contains($"/api/access/external?invitation={token}&to={Uri.EscapeDataString(DeskUnderTest.Page())}", WebUtility.HtmlDecode(await tomasz.Read($"/join?token={token}")), StringComparison.Ordinal);
    }
}
