namespace Backchannel.Hub.Feed;

sealed partial class FeedWriter
{
    /// <summary>Files an event's posts again after its programme changed.</summary>
    public Task<IReadOnlyList<FeedStep>> Refile(string slug, CancellationToken stop) => Commit([], null, _ => Task.CompletedTask, stop);
}
