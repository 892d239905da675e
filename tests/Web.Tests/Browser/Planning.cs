using Backchannel.Contracts;

namespace Backchannel.Web.Tests.Browser;

static class Planning
{
    /// <summary>The organizers replace the programme; returns once the pages know.</summary>
    public static async Task Plan(this Stage stage, params SessionInfo[] sessions)
    {
        stage.Hub.Feeds[HarbourConf.Slug].Sessions = sessions;
        var ids = string.Join(',', sessions.OrderBy(session => session.Start).Select(session => $"{session.Id}@{session.Start}{session.Title}{session.Cancelled}"));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var view = await stage.Web.Live.Open(HarbourConf.Slug, null, 0, limit.Token);
            if (ids == string.Join(',', view!.Sessions.Select(session => $"{session.Id}@{session.Start}{session.Title}{session.Cancelled}"))) return;
            await Task.Delay(20, limit.Token);
        }
    }
}
