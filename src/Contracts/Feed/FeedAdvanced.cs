namespace Backchannel.Contracts;

/// <summary>
/// One hub has committed entries: every other hub reads them from the archive and passes them to its own followers.
/// So each hub fans out from its own tail of the feed, and no backplane carries posts.
/// </summary>
public sealed record FeedAdvanced(string Event, string Epoch, long Last, IReadOnlyList<EchoCount> Echoes);
