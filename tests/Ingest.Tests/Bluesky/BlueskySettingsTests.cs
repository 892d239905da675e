using Backchannel.Ingest.Sources.Bluesky;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Backchannel.Ingest.Tests.Bluesky;

public class BlueskySettingsTests
{
    [Fact]
    public void The_defaults_will_do() => Assert.Empty(BlueskyOptions.Faults(new()));

    [Fact]
    public void Each_fault_names_its_setting_and_the_cure()
    {
        var faults = BlueskyOptions.Faults(new() { Jetstream = "wss://tidewater.example/subscribe https://wrong", AppView = "foo" }).ToList();
        Assert.Equal(2, faults.Count);
        Assert.StartsWith("Sources:Bluesky:Jetstream holds 'https://wrong'", faults[0]);
        Assert.StartsWith("Sources:Bluesky:AppView is 'foo'", faults[1]);
        Assert.Single(BlueskyOptions.Faults(new() { Jetstream = " " }));
        Assert.Empty(BlueskyOptions.Faults(new() { Enabled = false, AppView = "foo" }));
    }

    [Theory]
    [InlineData("true", 1)]
    [InlineData("false", 0)]
    public void It_runs_only_where_it_should(string enabled, int sources)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Sources:Bluesky:Enabled", enabled)]).Build();
        var services = new ServiceCollection().AddBluesky(configuration);
        Assert.Equal(sources, services.Count(service => service.ServiceType == typeof(IHostedService)));
    }
}
