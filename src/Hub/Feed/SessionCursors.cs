using Backchannel.Contracts;

namespace Backchannel.Hub.Feed;

/// <summary>
/// The number each session's next batch goes on from: that of the last batch with anything of this session in it. So a session's followers see no
/// gap where only other sessions had something to say.
/// </summary>
sealed class SessionCursors
{
    readonly Dictionary<string, long> _cursors = [];
    long _start, _last = -1;

    /// <summary>Call for each batch of the event, in order. Where it leaves something out, every session starts anew from there.</summary>
    public void Follow(FeedBatch batch)
    {
        if (batch.Previous != _last)
        {
            _cursors.Clear();
            _start = batch.Previous;
        }
        _last = batch.Last;
    }

    /// <returns>Where the batch up to <paramref name="last"/> goes on from.</returns>
    public long Advance(string session, long last)
    {
        var previous = _cursors.GetValueOrDefault(session, _start);
        _cursors[session] = last;
        return previous;
    }
}
