namespace Backchannel.Web.Live;

/// <summary>What a channel's pages show beside its posts: latest state, not history.</summary>
sealed partial class LiveChannel
{
    volatile Standing? _standing;

    /// <summary>What stands now, as an event that makes a page whole; null where nothing does. A page that opens, or missed something, is sent it.</summary>
    public Standing? Stands => _standing;

    /// <summary>Another state stands from now on.</summary>
    /// <param name="version">Names it.</param>
    /// <param name="whole">The event for a page that knows nothing of it.</param>
    /// <param name="news">The event for the pages that are open; empty where nothing changes for them.</param>
    public void Tell(string version, ReadOnlyMemory<byte> whole, ReadOnlyMemory<byte> news)
    {
        _standing = new Standing(version, whole);
        if (!news.IsEmpty) Send(news);
    }

    /// <summary>A state and its event.</summary>
    public sealed record Standing(string Version, ReadOnlyMemory<byte> Bytes);
}
