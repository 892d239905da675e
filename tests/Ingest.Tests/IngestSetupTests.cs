using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace Backchannel.Ingest.Tests;

public class IngestSetupTests
{
    static ServiceCollection Ingest(params (string Key, string? Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddIngest(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, s.Value))).Build());
        return services;
    }

    static int Sources(IServiceCollection services) => services.Count(service => service.ServiceType == typeof(IHostedService));

    [Fact]
    public void Bluesky_and_three_servers_of_Mastodon_are_captured_without_any_setting() => Assert.Equal(4, Sources(Ingest()));

    [Fact]
    public void The_faults_of_all_sources_are_listed_together_and_nothing_is_started()
    {
        var services = Ingest(
            ("Sources:Bluesky:AppView", "foo"), ("Sources:Mastodon:Servers:0:Url", "foo"), ("Sources:X:BaseUrl", "foo"), ("Sources:X:RecheckDays", "many"),
            ("Backchannel:Demo", "foo"), ("Backchannel:Replay", "nowhere.jsonl"));
        Assert.Equal(0, Sources(services));
        var failure = Assert.Throws<OptionsValidationException>(() => services.BuildServiceProvider().GetRequiredService<IOptions<IngestOptions>>().Value);
        Assert.Equal(5, failure.Failures.Count());
        foreach (var key in new[] { "Sources:Bluesky:AppView", "Sources:Mastodon:Servers:0:Url", "Sources:X:RecheckDays", "Backchannel:Demo", "Backchannel:Replay" })
            Assert.Single(failure.Failures, fault => fault.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public void A_demo_or_a_rehearsal_listens_to_the_networks_only_where_it_is_asked_to()
    {
        Assert.Equal(1, Sources(Ingest(("Backchannel:Demo", "true"))));
        Assert.Equal(2, Sources(Ingest(("Backchannel:Demo", "true"), ("Sources:Bluesky:Enabled", "true"))));
    }
}
