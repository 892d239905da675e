using System.Globalization;
using Backchannel.Hub.Feed;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Backchannel.Hub.Tests;

public class FollowersTests
{
    /// <summary>Who comes (true) or goes, of 300 people.</summary>
    static readonly Gen<(bool Comes, int Who)[]> Traffic =
        Gen.Choose(0, 9).SelectMany(come => Gen.Choose(0, 299).Select(who => (come > 2, who))).ArrayOf().Resize(2_000);

    [Fact]
    public void However_they_come_and_go_everybody_is_in_one_group_and_no_group_is_large() => Prop.ForAll(Traffic.ToArbitrary(), traffic =>
    {
        var followers = new Followers();
        var joined = new Dictionary<int, string>();
        foreach (var (comes, who) in traffic)
        {
            var connection = who.ToString(CultureInfo.InvariantCulture);
            if (comes) joined[who] = followers.Add(connection, Made.Event, null)!;
            else if (who % 2 == 0) Assert.Equal(joined.Remove(who, out var left) ? left : null, followers.Remove(connection, Made.Event, null));
            else if (joined.Remove(who)) followers.Remove(connection);
        }
        Assert.Equal(joined.Count, followers.Count(Made.Event, null));
        Assert.Equal(joined.Values.Distinct().Order(), followers.Groups(Made.Event, null).Order());
        Assert.All(joined.Values.GroupBy(group => group), group => Assert.InRange(group.Count(), 1, FollowerGroups.Most));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Places_that_are_left_are_taken_again()
    {
        var followers = new Followers();
        for (var n = 0; n < 130; n++) _ = followers.Add($"{n}", Made.Event, null);
        for (var n = 0; n < 100; n++) followers.Remove($"{n}");
        for (var n = 200; n < 300; n++) _ = followers.Add($"{n}", Made.Event, null);
        Assert.Equal(3, followers.Groups(Made.Event, null).Count);
    }

    [Fact]
    public void Channels_of_odd_names_share_no_group()
    {
        var followers = new Followers();
        string?[] groups = [followers.Add("a", "tide", "1"), followers.Add("b", "tide", null), followers.Add("c", "tide", "1/1"), followers.Add("d", "tide", "/1"), followers.Add("e", "1", null)];
        Assert.Equal(groups.Length, groups.Distinct().Count());
    }
}
