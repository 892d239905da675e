namespace Backchannel.Hub.Feed;

/// <summary>Which of the cards on show somebody asks for.</summary>
/// <param name="Session">Only those of this session.</param>
/// <param name="Filed">False: only those in no session; true: only those in one.</param>
/// <param name="Before">The latest put on show before this number; with neither this nor <paramref name="From"/>, the latest of all.</param>
/// <param name="From">Instead of the latest: the first from this number on.</param>
/// <param name="Search">Words that all occur in it, in any case and accents; null for all.</param>
/// <param name="Limit">How many at most.</param>
/// <param name="Question">Only what belongs to this question of its chat; 0 for what belongs to none that was put.</param>
sealed record CardQuery(string? Session = null, bool? Filed = null, long? Before = null, long? From = null, string? Search = null, int Limit = 50, int? Question = null)
{
    public bool Takes(string? session) => (Session is null || session == Session) && (Filed is null || session is not null == Filed);
}
