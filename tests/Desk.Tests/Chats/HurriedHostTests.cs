using System.Net.Http.Json;

namespace Backchannel.Desk.Tests.Chats;

/// <summary>Hosts press twice, go on while something is under way, and are not alone.</summary>
[Collection(nameof(Chromium))]
public class HurriedHostTests(Chromium chromium)
{
    const string Forgot = "And what did we forget?", Absent = "And who was not here?";

    [Fact]
    public async Task Two_hosts_who_ask_something_new_at_once_ask_two_questions()
    {
        await using var night = await ChatNight.Open(20);
        using var way = new LateAnswer("/chat/desk");
        await using var web = await WebApart.Start(night.Desk.Address, way);
        var page = await night.HostsDesk(chromium, web.Address);
        await way.Hold(int.MaxValue);
        var asked = way.Asked;
        (await night.Desk.Organizer.PostAsJsonAsync(Chat("/questions/1"), new NewChatQuestion(Forgot), ContractJson.Options)).EnsureSuccessStatusCode();
        await page.GetByLabel("Another question").FillAsync(Absent);
        await Button(page.Locator(".add"), "Ask it now").ClickAsync();
        await Eventually.True(() => way.Asked > asked, "it was asked");
        Assert.Equal([(1, Forgot), (2, Absent)], (await night.Chat()).Questions.Select(question => (question.Number, question.Text!)));
        way.LetGo();
        await page.Context.CloseAsync();
    }

    static string Chat(string path) => DeskUnderTest.Api($"/sessions/{ChatNight.Session}/chat{path}");

    static ILocator Button(ILocator part, string name) => part.GetByRole(AriaRole.Button, new() { Name = name });
}
