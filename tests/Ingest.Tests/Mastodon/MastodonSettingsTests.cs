using Backchannel.Ingest.Sources.Mastodon;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Backchannel.Ingest.Tests.Mastodon;

public class MastodonSettingsTests
{
    static int Sources(params (string Key, string? Value)[] settings) =>
        new ServiceCollection().AddMastodon(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, s.Value))).Build())
            .Count(service => service.ServiceType == typeof(IHostedService));

    [Fact]
    public void Three_servers_are_asked_when_none_is_named() => Assert.Equal(3, Sources());

    [Fact]
    public void Named_servers_take_their_place() => Assert.Equal(1, Sources(("Sources:Mastodon:Servers:0:Url", "https://tidewater.example")));

    [Fact]
    public void It_can_be_switched_off_whatever_else_is_set() =>
        Assert.Equal(0, Sources(("Sources:Mastodon:Enabled", "false"), ("Sources:Mastodon:Servers:0:Url", "foo")));

    [Fact]
    public void All_faults_are_listed_with_key_and_cure()
    {
        var options = new MastodonOptions
        {
            PollSeconds = 0,
            Servers = [new() { Url = "foo" }, new() { Url = "https://tidewater.example", Token = "two words" }, new() { Url = "https://tidewater.example/" }],
        };
        var faults = MastodonOptions.Faults(options).ToList();
        Assert.Equal(4, faults.Count);
        Assert.Equal("Sources:Mastodon:Servers:0:Url is 'foo': give an http(s) address such as https://mastodon.social", faults[0]);
        Assert.DoesNotContain(faults, fault => fault.Contains("two words", StringComparison.Ordinal));
        Assert.Empty(MastodonOptions.Faults(new() { Enabled = false, PollSeconds = 0 }));
    }

    [Fact]
    public void A_source_goes_by_its_servers_host() =>
        Assert.Equal("mastodon:tidewater.example", new MastodonSource(new(), new() { Url = "https://tidewater.example/about" }, "").Name);

    [Fact]
    public void Ids_order_by_length_then_text() =>
        Assert.Equal(["9", "10", "99", "100"], new[] { "100", "9", "99", "10" }.Order(StatusIds.Order));

    [Fact]
    public void Positions_survive_being_written_and_read_and_never_go_back() =>
        Prop.ForAll<uint, uint>((first, second) =>
        {
            var positions = new TagPositions(null, ["tide"]);
            positions.Advance("tide", $"{first}");
            positions.Advance("tide", $"{second}");
            var read = new TagPositions(positions.ToString(), ["tide", "other"]);
            return read["tide"] == $"{Math.Max(first, second)}" && read["other"] is null;
        }).QuickCheckThrowOnFailure();
}
