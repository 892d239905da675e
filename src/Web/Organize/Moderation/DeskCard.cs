using Backchannel.Contracts;

namespace Backchannel.Web.Organize.Moderation;

/// <summary>One card before a moderator's eyes.</summary>
public sealed class DeskCard(QueueItem item)
{
    public QueueItem Item { get; set; } = item;

    public string Id => Item.Post.Id;

    /// <summary>Somebody or something else decided on it while it was being looked at.</summary>
    public bool IsGone { get; set; }

    /// <summary>Why a decision on it was not taken.</summary>
    public string? Trouble { get; set; }

    /// <summary>Its pictures were looked at.</summary>
    public bool IsUnveiled { get; set; }

    public bool IsSelected { get; set; }
}
