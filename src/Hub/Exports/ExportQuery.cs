using Backchannel.Hub.Archive;
using Microsoft.AspNetCore.Mvc;

namespace Backchannel.Hub.Exports;

/// <summary>Which cards of an event are exported.</summary>
/// <param name="Slug">The event.</param>
/// <param name="Session">Only those filed in this session.</param>
/// <param name="From">Only those made at this moment or after it.</param>
/// <param name="To">Only those made before it.</param>
sealed record ExportQuery(
    [FromRoute] string Slug, [FromQuery] string? Session = null, [FromQuery] DateTimeOffset? From = null, [FromQuery] DateTimeOffset? To = null)
{
    /// <summary>Cards on show. What was held, hidden, refused or deleted is no part of what people saw.</summary>
    public IQueryable<PostRow> Cards(ArchiveDb db)
    {
        var cards = db.Posts.Where(p => p.Event == Slug && p.ShownSeq > 0);
        if (!string.IsNullOrEmpty(Session)) cards = cards.Where(p => p.Session == Session);
        if (From is { } from) cards = cards.Where(p => p.CreatedAt >= from);
        if (To is { } to) cards = cards.Where(p => p.CreatedAt < to);
        return cards;
    }
}
