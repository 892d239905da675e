using System.Text.Json.Serialization;

namespace Backchannel.Contracts;

/// <summary>An event as <c>GET /api/events</c> gives it.</summary>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Name">What people call it.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Hashtags">Without #, the first one is shown on the wall.</param>
/// <param name="Accent">The event's colour, <c>#rrggbb</c>.</param>
/// <param name="Epoch">Names the archive, as in <see cref="FeedPage"/>.</param>
/// <param name="Last">The feed's last number.</param>
/// <param name="Posts">Cards on show.</param>
/// <param name="Sessions">Ids of its sessions, by start; empty in the list of all events.</param>
public sealed record EventInfo(
    string Slug, string Name, string TimeZone, IReadOnlyList<string> Hashtags, string Accent, string Epoch, long Last, long Posts,
    IReadOnlyList<string> Sessions);

/// <summary>The body of <c>POST /api/events/{event}/posts</c>.</summary>
/// <param name="Name">Display name, 1…50 characters.</param>
/// <param name="Text">1…500 characters (grapheme clusters).</param>
/// <param name="Session">The session it is about, if any.</param>
/// <param name="ReplyTo">The id of the post that it answers, if any.</param>
public sealed record NewPost(string? Name, string? Text, string? Session = null, string? ReplyTo = null);

/// <summary>The body of <c>PUT /api/events/{event}/posts/session/{id}</c>: a moderator's word on where a post belongs.</summary>
/// <param name="Session">The session's id; null takes the post out of every session. To leave it out is a mistake, not a null.</param>
public sealed record NewFiling([property: JsonRequired] string? Session);

/// <summary>A post that waits for a decision, and why.</summary>
public sealed record HeldPost(Post Post, string Reason);

/// <summary>Its answer. <paramref name="Status"/> is <c>shown</c> or <c>held</c>.</summary>
public sealed record NewPostAccepted(string Id, string Status);
