using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Backchannel.Contracts;
using Backchannel.Hub.Here;
using Xunit;

namespace Backchannel.Hub.Tests;

public class PostingTests
{
    [Fact]
    public async Task A_post_of_ours_is_shown_at_once()
    {
        await using var hub = await HubUnderTest.Start();
        using var answer = await hub.Post("  Hello #tidewater26 👩‍🚀  ");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var accepted = (await answer.Content.ReadFromJsonAsync<NewPostAccepted>())!;
        var card = (await hub.Cards()).Single();
        Assert.Equal((accepted.Id, "shown", Network.Here, "Mira Okonjo"), (card.Id, accepted.Status, card.Network, card.Author.Name));
        Assert.Equal("tidewater26", card.Spans.Single().Value);
    }

    [Fact]
    public async Task A_post_of_ours_is_held_where_a_moderator_decides()
    {
        await using var hub = await HubUnderTest.Start(new() { ["Backchannel:Admission"] = "approve" });
        using var answer = await hub.Post("Hello");
        Assert.Equal("held", (await answer.Content.ReadFromJsonAsync<NewPostAccepted>())!.Status);
        Assert.Empty(await hub.Feed());
    }

    [Theory]
    [InlineData("""{ "name": "", "text": "Hello" }""", "name")]
    [InlineData("""{ "text": "Hello" }""", "name")]
    [InlineData("""{ "name": "Mira" }""", "text")]
    [InlineData("""{ "name": "Mira", "text": " \n " }""", "text")]
    [InlineData("""{ "name": "Mira", "text": "\u200b" }""", "text")]
    [InlineData("""{ "name": "Mira", "text": "Hello", "session": "no-such-session" }""", "session")]
    [InlineData("""{ "name": "Mira", "text": 7 }""", "text")]
    [InlineData("""{ "name": "Mira" """, "name")]
    [InlineData("", "body")]
    public async Task A_post_that_cannot_be_is_400_and_names_the_field(string body, string field)
    {
        await using var hub = await HubUnderTest.Start();
        using var answer = await hub.Http.PostAsync(HubUnderTest.Api("/posts"), new StringContent(body, Encoding.UTF8, "application/json"));
        var problem = await Problem.Read(answer, HttpStatusCode.BadRequest);
        if (body.Length > 0 && body.EndsWith('}')) Assert.Equal([field], problem.Errors.Keys);
        Assert.Empty(await hub.Feed());
    }

    [Fact]
    public async Task Characters_are_counted_as_people_count_them()
    {
        await using var hub = await HubUnderTest.Start();
        using var fits = await hub.Post(string.Concat(Enumerable.Repeat("ä\u0323", 500)), new string('n', 50));
        Assert.Equal(HttpStatusCode.Accepted, fits.StatusCode);
        using var tooLong = await hub.Post(new string('a', 501), new string('n', 51));
        Assert.Equal(["name", "text"], (await Problem.Read(tooLong, HttpStatusCode.BadRequest)).Errors.Keys.Order());
    }

    [Fact]
    public async Task A_large_body_is_413_and_another_kind_of_body_415()
    {
        await using var hub = await HubUnderTest.Start();
        using var large = await hub.Post(new string('a', 20_000));
        await Problem.Read(large, HttpStatusCode.RequestEntityTooLarge);
        using var form = await hub.Http.PostAsync(HubUnderTest.Api("/posts"), new FormUrlEncodedContent([new("name", "Mira"), new("text", "Hello")]));
        Assert.Contains("application/json", (await Problem.Read(form, HttpStatusCode.UnsupportedMediaType)).Detail, StringComparison.Ordinal);
        using var bytes = new ByteArrayContent([1, 2, 3]);
        bytes.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var picture = await hub.Http.PostAsync(HubUnderTest.Api("/posts"), bytes);
        await Problem.Read(picture, HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_visitor_who_posts_too_fast_is_told_when_to_try_again_and_another_is_not_held_up()
    {
        await using var hub = await HubUnderTest.Start();
        using var refused = await Limit.Bites(5, perMinute: 6, _ => PostAs(hub, "visitor-1"), HttpStatusCode.Accepted);
        await Problem.Read(refused, HttpStatusCode.TooManyRequests);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        using var other = await PostAs(hub, "visitor-2");
        Assert.Equal(HttpStatusCode.Accepted, other.StatusCode);
    }

    [Fact]
    public async Task One_phone_that_goes_on_and_on_does_not_silence_the_hall()
    {
        await using var hub = await HubUnderTest.Start();
        for (var n = 0; n < 80; n++) (await PostAs(hub, "visitor-1")).Dispose();
        using var other = await PostAs(hub, "visitor-2");
        Assert.Equal(HttpStatusCode.Accepted, other.StatusCode);
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64")]
    public void An_address_is_one_visitors_whatever_it_makes_of_its_network(string address, string key) =>
        Assert.Equal(key, VisitorLimit.Key(IPAddress.Parse(address)));

    [Fact]
    public async Task A_hall_behind_one_address_may_open_as_many_connections_as_it_likes()
    {
        await using var hub = await HubUnderTest.Start();
        for (var n = 0; n < 100; n++)
        {
            using var answer = await hub.Http.PostAsync("/hubs/feed/negotiate?negotiateVersion=1", null);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    static Task<HttpResponseMessage> PostAs(HubUnderTest hub, string visitor)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, HubUnderTest.Api("/posts")) { Content = JsonContent.Create(new NewPost("Mira", "Hello")) };
        request.Headers.Add("Cookie", $"backchannel-visitor={visitor}");
        return hub.Http.SendAsync(request);
    }
}
