using System.Text.Json;

namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>
/// Reads the timelines of the watched tags. Forward from the last id, page by page, none is missed and the position moves. That alone is not enough:
/// servers number a post from elsewhere by the time its author posted it, so one that arrives late lies behind the position; and edits, deletions and
/// counts never come by. So the newest page is looked at again now and then.
/// </summary>
sealed class TagWalk(MastodonApi api, StatusIntake intake, CaptureSink sink, TagPositions positions)
{
    const int PageSize = 40, MostPages = 25, MostQuestions = 5;

    static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(10);

    /// <summary>Takes what is new under a tag, oldest first; of a tag never walked the newest page.</summary>
    /// <returns>False while there is more to fetch.</returns>
    public async Task<bool> Forward(string tag, bool live, CancellationToken stop)
    {
        for (var page = 0; page < MostPages && api.Ready; page++)
        {
            var last = positions[tag];
            var ids = await TakePage(tag, last is null ? "" : $"&min_id={Uri.EscapeDataString(last)}", live && last is not null, stop);
            if (ids is null) return false;
            // A page without a later id would be asked for again and again.
            if (ids.Count == 0 || !positions.Advance(tag, ids[^1])) return true;
            await sink.Passed(positions.ToString(), stop);
            if (last is null || ids.Count < PageSize) return true;
        }
        return false;
    }

    /// <summary>Takes what has changed on the newest page, and asks after what should be on it but is not.</summary>
    public async Task LookAgain(string tag, bool live, CancellationToken stop)
    {
        if (!api.Ready || await TakePage(tag, "", live, stop) is not { } ids) return;
        var onPage = ids.ToHashSet();
        var missing = intake.Recent.ShownUnder(tag, ids.Count < PageSize ? null : ids[0])
            .Where(status => !onPage.Contains(status.LocalId) && status.AskedAt + AskAgainAfter < sink.Time.GetUtcNow())
            .OrderByDescending(status => status.LocalId, StatusIds.Order).Take(MostQuestions).ToList();
        foreach (var status in missing) await AskAfter(status, stop);
    }

    /// <returns>The page's ids in order; null when the server gave none this time.</returns>
    async Task<IReadOnlyList<string>?> TakePage(string tag, string from, bool live, CancellationToken stop)
    {
        using var answer = await api.Get($"api/v1/timelines/tag/{Uri.EscapeDataString(tag)}?limit={PageSize}{from}", stop);
        // A tag that nobody has used yet is unknown to some servers.
        if (answer.Kind == Answered.Missing) return [];
        if (answer.Json is not { } json) return null;
        if (json.RootElement.ValueKind != JsonValueKind.Array)
        {
            sink.Health.Refuse("not a page", "A server answered with something that is not a list of posts.");
            return [];
        }
        return await TakeAll(json.RootElement, tag, live, stop);
    }

    async Task<IReadOnlyList<string>> TakeAll(JsonElement page, string tag, bool live, CancellationToken stop)
    {
        var statuses = page.EnumerateArray().Select(status => (Id: status.String("id") ?? "", Status: status)).OrderBy(s => s.Id, StatusIds.Order).ToList();
        foreach (var (_, status) in statuses) await intake.Take(status, tag, live, stop);
        return [.. statuses.Select(s => s.Id).Where(StatusHead.IsId)];
    }

    async Task AskAfter(RecentStatus status, CancellationToken stop)
    {
        if (!api.Ready) return;
        using var answer = await api.Get($"api/v1/statuses/{Uri.EscapeDataString(status.LocalId)}", stop);
        if (answer.Kind == Answered.Missing) await intake.Drop(status.LocalId, stop);
        if (answer.Json is not { } json) return;
        status.AskedAt = sink.Time.GetUtcNow();
        await intake.Take(json.RootElement, null, live: false, stop);
    }
}
