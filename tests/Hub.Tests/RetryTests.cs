using System.Net.Sockets;
using Backchannel.Hub.Feed;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Backchannel.Hub.Tests;

public class RetryTests
{
    [Fact]
    public void A_database_that_is_away_is_tried_again_however_deep_it_says_so()
    {
        Exception[] passing = [new SocketException(111), new SqliteException("busy", 5), new TimeoutException(), new EndOfStreamException()];
        Assert.All(passing, root => Assert.True(PostsCapturedConsumerDefinition.IsPassing(new InvalidOperationException("transient", new InvalidOperationException("", root)))));
    }

    [Fact]
    public void A_fault_of_ours_is_not() => Assert.False(PostsCapturedConsumerDefinition.IsPassing(new InvalidOperationException("", new FormatException())));
}
