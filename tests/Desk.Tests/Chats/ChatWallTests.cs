using System.Net.Http.Json;

namespace Backchannel.Desk.Tests.Chats;

[Collection(nameof(Chromium))]
public class ChatWallTests(Chromium chromium)
{
    [Fact]
    public async Task A_wall_says_what_is_asked_now_and_when_the_next_question_comes()
    {
        await using var night = await ChatNight.Open(20, (1, "How do you plan around the tide?", null), (2, "Which buoys would you replace?", 50));
        (await night.Desk.Organizer.PostAsJsonAsync(DeskUnderTest.Api($"/sessions/{ChatNight.Session}/chat/questions/1"), new NewChatQuestion(), ContractJson.Options)).EnsureSuccessStatusCode();
        var browser = await chromium.Context(1920, 1080);
        var wall = await browser.NewPageAsync();
        await wall.GotoAsync(new Uri(night.Desk.Address, $"/{Made.Event}/wall").ToString());
        await Assertions.Expect(wall.Locator("#asked-now .words")).ToHaveTextAsync("Q1 How do you plan around the tide?");
        await Assertions.Expect(wall.Locator("#asked-now .soon")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^Q2 in (2[6-9]|30) min$"));
        Assert.True(await wall.Locator("#asked-now .words").EvaluateAsync<double>("words => parseFloat(getComputedStyle(words).fontSize)") >= 1080 / 30.0);
        (await night.Desk.Organizer.PostAsJsonAsync(DeskUnderTest.Api($"/sessions/{ChatNight.Session}/chat/questions/2"), new NewChatQuestion(), ContractJson.Options)).EnsureSuccessStatusCode();
        await Assertions.Expect(wall.Locator("#asked-now .words")).ToHaveTextAsync("Q2 Which buoys would you replace?");
        await Assertions.Expect(wall.Locator(".cards article.card[data-answer-by=asks]:visible")).ToHaveCountAsync(0);
        await Accessible.Check(wall);
        (await night.Desk.Organizer.PutAsJsonAsync(DeskUnderTest.Api($"/sessions/{ChatNight.Session}/chat/state"), new NewChatState(Closed: true), ContractJson.Options)).EnsureSuccessStatusCode();
        await Assertions.Expect(wall.Locator("#asked-now .words")).ToHaveTextAsync("That was it. Thank you!");
        await Assertions.Expect(wall.Locator("#asked-now .soon")).ToContainTextAsync($"/{Made.Event}/recaps");
        await Assertions.Expect(wall.Locator("#now .label")).ToHaveTextAsync("Nothing on just now");
        await browser.CloseAsync();
    }
}
