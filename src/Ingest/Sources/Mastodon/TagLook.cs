namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>
/// Looks again at what the walk has passed. Servers number a post from elsewhere by the time its author posted it, so one that arrives late lies behind
/// the position; and nobody who asks is told of edits, deletions and counts. Each look takes the newest page and one older page, further back each time.
/// </summary>
sealed class TagLook(MastodonApi api, TagPages pages, StatusIntake intake, CaptureSink sink)
{
    const int MostQuestions = 5;

    static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(10);

    readonly Dictionary<string, string> _back = [];

    public async Task Again(string tag, CancellationToken stop)
    {
        if (!api.Ready || await pages.Take(tag, "", live: true, from: null, stop) is not { } ids) return;
        await AskAfterMissing(tag, ids, below: null, stop);
        if (ids.Count == TagPages.Full) await Back(tag, _back.GetValueOrDefault(tag) ?? ids[0], stop);
    }

    async Task Back(string tag, string below, CancellationToken stop)
    {
        // What is older than all we have was left out on purpose when the tag was first asked for.
        var oldest = intake.Recent.ShownUnder(tag, null, null).Select(status => status.LocalId).Min(StatusIds.Order);
        if (StatusIds.Order.Compare(oldest ?? below, below) >= 0) _back.Remove(tag);
        else if (api.Ready && await pages.Take(tag, $"&max_id={Uri.EscapeDataString(below)}", live: false, from: oldest, stop) is { } ids)
        {
            await AskAfterMissing(tag, ids, below, stop);
            if (ids.Count < TagPages.Full) _back.Remove(tag);
            else _back[tag] = ids[0];
        }
    }

    /// <summary>What should be on a page but is not has been deleted, or has lost its hashtag.</summary>
    async Task AskAfterMissing(string tag, IReadOnlyList<string> page, string? below, CancellationToken stop)
    {
        var onPage = page.ToHashSet();
        var missing = intake.Recent.ShownUnder(tag, page.Count < TagPages.Full ? null : page[0], below)
            .Where(status => !onPage.Contains(status.LocalId) && status.AskedAt + AskAgainAfter < sink.Time.GetUtcNow())
            .OrderByDescending(status => status.LocalId, StatusIds.Order).Take(MostQuestions).ToList();
        foreach (var status in missing) await AskAfter(status, stop);
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
