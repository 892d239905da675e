namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>Walks the timelines of the watched tags forward from the last id, page by page: this alone moves the position.</summary>
sealed class TagWalk(MastodonApi api, TagPages pages, CaptureSink sink, TagPositions positions)
{
    // Then it is another tag's turn.
    const int MostPages = 25;

    /// <summary>Takes what is new under a tag, oldest first; of a tag never walked the newest page.</summary>
    /// <returns>False while there is more to fetch.</returns>
    public async Task<bool> Forward(string tag, bool live, CancellationToken stop)
    {
        for (var page = 0; page < MostPages && api.Ready; page++)
        {
            var last = positions[tag];
            var ids = await pages.Take(tag, last is null ? "" : $"&min_id={Uri.EscapeDataString(last)}", live && last is not null, from: null, stop);
            if (ids is null) return false;
            // A page without a later id would be asked for again and again.
            if (ids.Count == 0 || !positions.Advance(tag, ids[^1])) return true;
            await sink.Passed(positions.ToString(), stop);
            if (last is null || ids.Count < TagPages.Full) return true;
        }
        return false;
    }
}
