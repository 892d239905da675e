using Backchannel.Contracts;

namespace Backchannel.Web.Live;

/// <summary>A stretch of the feed as the bytes of a frame, and what an event page shows at first.</summary>
sealed partial class EventFeed
{
    /// <summary>A stretch of the tail, for pages of one channel that hold everything up to <paramref name="from"/>.</summary>
    /// <param name="always">Moves the position on even where nothing of it concerns the channel; otherwise the answer is empty then.</param>
    public Task<ReadOnlyMemory<byte>> Render(FeedTail tail, string? session, long from, long to, bool always) =>
        Render(FrameContent.Of(tail.Between(from, to), session, from, tail), FeedPosition.Text(tail.Epoch, to), always);

    /// <summary>A stretch that lies before the tail, as the hub gave it.</summary>
    public Task<ReadOnlyMemory<byte>> Render(FeedPage page, string? session, long from, long to) =>
        Render(
            FrameContent.Of([.. page.Entries.Where(entry => entry.Seq > from && entry.Seq <= to)], session, from, tail: null),
            FeedPosition.Text(page.Epoch, to), always: true);

    /// <summary>Cards alone, for a stream that starts from nothing.</summary>
    public Task<ReadOnlyMemory<byte>> Render(IReadOnlyList<FeedEntry> onShow, string epoch, long to) =>
        Render(new FrameContent([], [], [.. onShow.Select(entry => new FrameCard(entry, entry.Seq))]), FeedPosition.Text(epoch, to), always: true);

    /// <summary>One card, rendered once for all pages.</summary>
    public Task<Card?> Card(FeedEntry entry) => cards.Get(new FrameCard(entry, entry.Seq), this);

    /// <summary>
    /// Posts as the hub gave them a moment ago, as they stand now by what the tail knows: a post that is gone must not come back from a cache.
    /// </summary>
    public static IEnumerable<FeedEntry> AsTheyStand(IEnumerable<FeedEntry> entries, string? session, FeedTail tail)
    {
        foreach (var entry in entries)
        {
            var latest = tail.LastOf(entry.PostId);
            if (latest is null && entry.Post is not null) yield return entry;
            else if (latest is { Kind: not EntryKind.Removed, Post: not null } && (session is null || latest.Session == session))
                yield return FeedTail.AsShown(latest, entry.Seq);
        }
    }

    async Task<ReadOnlyMemory<byte>> Render(FrameContent content, string position, bool always)
    {
        var changed = await Lines(content.Changed);
        var added = await Lines(content.Cards);
        var parts = new List<(string Name, IReadOnlyList<byte[]> Data)>(3);
        if (content.Removed.Count > 0) parts.Add(("removed", [SseWriter.Data(SseWriter.Serialize(content.Removed))]));
        if (changed.Count > 0) parts.Add(("changed", changed));
        if (added.Count > 0) parts.Add(("cards", added));

        var writer = new SseWriter();
        if (parts.Count == 0) return always ? writer.Position(position).Written : default;
        for (var i = 0; i < parts.Count; i++)
            // The position comes with the last part only: a frame that is cut off is sent again whole.
            _ = writer.Event(parts[i].Name, parts[i].Data, i == parts.Count - 1 ? position : null);
        return writer.Written;
    }

    async Task<IReadOnlyList<byte[]>> Lines(IReadOnlyList<FrameCard> wanted)
    {
        var lines = new List<byte[]>(wanted.Count);
        foreach (var card in wanted)
            if (await cards.Get(card, this) is { } rendered) lines.Add(rendered.Lines);
        return lines;
    }
}
