using System.Net;

namespace Backchannel.Desk.Tests;

public class OpenDoorsTests
{
    [Fact]
    public async Task Whoever_signed_in_is_known_by_cookie_and_by_key()
    {
        await using var desk = await DeskUnderTest.Start();
        var token = await desk.SignedIn("Tomasz", Role.Moderator, Made.Event);
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/api/access/me");
        asked.Headers.Add("Cookie", $"{CallerHandler.Cookie}={token}");
        using var byCookie = await desk.Anybody.SendAsync(asked);
        Assert.Equal(HttpStatusCode.OK, byCookie.StatusCode);
        Assert.Equal("Tomasz", (await desk.Get<Caller>("/api/access/me", desk.As(token))).Name);
        Assert.Equal(HttpStatusCode.Unauthorized, (await desk.Anybody.GetAsync("/api/access/me")).StatusCode);
    }
}
