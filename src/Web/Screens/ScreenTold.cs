namespace Backchannel.Web.Screens;

/// <summary>The <c>screen</c> event of a page stream.</summary>
/// <param name="Blank">The event's name and no posts.</param>
/// <param name="Spotlight">The id of the post that is shown large; null for none.</param>
/// <param name="Card">Its card as HTML.</param>
sealed record ScreenTold(bool Blank, string? Spotlight, string? Card);
