using Backchannel.Contracts;

namespace Backchannel.Hub.Tests.Questions;

/// <summary>A hub with two sessions to ask in, which run now.</summary>
static class Stage
{
    public static async Task<HubUnderTest> Set(Dictionary<string, string?>? settings = null, TimeProvider? time = null)
    {
        var hub = await HubUnderTest.Start(settings, time);
        await hub.SetSessions(Session("pier", "piertalk", time), Session("dock", "docktalk", time));
        return hub;
    }

    static SessionInfo Session(string id, string tag, TimeProvider? time)
    {
        var now = (time ?? TimeProvider.System).GetUtcNow();
        return Made.Session(id, tag) with { Start = now.AddMinutes(-10), End = now.AddMinutes(50) };
    }
}
