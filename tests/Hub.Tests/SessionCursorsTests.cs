using Backchannel.Contracts;
using Backchannel.Hub.Feed;
using Xunit;

namespace Backchannel.Hub.Tests;

public class SessionCursorsTests
{
    readonly SessionCursors _cursors = new();

    [Fact]
    public void A_session_goes_on_from_its_own_last_batch()
    {
        Follow(10, 12);
        Assert.Equal(10, _cursors.Advance("pier", 12));
        Follow(12, 20);
        Assert.Equal(10, _cursors.Advance("dock", 20));
        Follow(20, 21);
        Assert.Equal((12, 20), (_cursors.Advance("pier", 21), _cursors.Advance("dock", 21)));
    }

    [Fact]
    public void Where_a_batch_leaves_entries_out_every_session_has_a_gap()
    {
        Follow(10, 12);
        _ = _cursors.Advance("pier", 12);
        Follow(500, 600);
        Assert.Equal((500, 500), (_cursors.Advance("pier", 600), _cursors.Advance("dock", 600)));
    }

    void Follow(long previous, long last) => _cursors.Follow(new FeedBatch(Made.Event, null, "epoch", previous, last, []));
}
