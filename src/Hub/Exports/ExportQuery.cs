using Backchannel.Hub.Archive;
using Microsoft.AspNetCore.Mvc;

namespace Backchannel.Hub.Exports;

/// <summary>Which cards of an event are exported.</summary>
sealed record ExportQuery
{
    /// <summary>The event.</summary>
    [FromRoute]
    public required string Slug { get; init; }

    /// <summary>Only those filed in this session.</summary>
    [FromQuery]
    public string? Session { get; init; }

    /// <summary>Only those made at this moment or after it.</summary>
    [FromQuery]
    public DateTimeOffset? From { get; init; }

    /// <summary>Only those made before it.</summary>
    [FromQuery]
    public DateTimeOffset? To { get; init; }

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
