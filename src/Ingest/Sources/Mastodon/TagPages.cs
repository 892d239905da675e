using System.Text.Json;

namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>Fetches pages of hashtag timelines and takes in what is on them.</summary>
sealed class TagPages(MastodonApi api, StatusIntake intake, SourceHealth health)
{
    /// <summary>The most that a server gives at once.</summary>
    public const int Full = 40;

    /// <param name="tag">A watched tag, as it is asked for.</param>
    /// <param name="range">The page just after an id (<c>&amp;min_id=…</c>) or just before one (<c>&amp;max_id=…</c>); empty for the newest.</param>
    /// <param name="live">As in <see cref="StatusIntake.Take"/>.</param>
    /// <param name="from">What lies before this id is left alone; null for nothing.</param>
    /// <returns>The page's ids in order; null when the server gave no page this time.</returns>
    public async Task<IReadOnlyList<string>?> Take(string tag, string range, bool live, string? from, CancellationToken stop)
    {
        using var answer = await api.Get($"api/v1/timelines/tag/{Uri.EscapeDataString(tag)}?limit={Full}{range}", stop);
        // A tag that nobody has used yet is unknown to some servers.
        if (answer.Kind == Answered.Missing) return [];
        if (answer.Json is not { } json) return null;
        if (json.RootElement.ValueKind == JsonValueKind.Array) return await TakeAll(json.RootElement, tag, live, from, stop);
        health.Received();
        health.Refuse("not a page", "A server answered with something that is not a list of posts.");
        return [];
    }

    async Task<IReadOnlyList<string>> TakeAll(JsonElement page, string tag, bool live, string? from, CancellationToken stop)
    {
        var statuses = page.EnumerateArray().Select(status => (Id: status.TextOrDigits("id") ?? "", Status: status))
            .OrderBy(s => s.Id, StatusIds.Order).ToList();
        foreach (var (id, status) in statuses)
            if (StatusIds.Order.Compare(id, from) >= 0) await intake.Take(status, tag, live, stop);
        return [.. statuses.Select(s => s.Id).Where(StatusHead.IsId)];
    }
}
