using Backchannel.Ingest.Sources.X;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Backchannel.Ingest.Tests.X;

public class XOptionsTests
{
    [Fact]
    public void The_defaults_have_no_fault() => Assert.Empty(XOptions.Faults(new() { BearerToken = "AAAA%2Fbb" }));

    [Fact]
    public void Every_fault_names_its_key_and_none_tells_the_token()
    {
        var faults = XOptions.Faults(new()
        {
            BaseUrl = "http://api.x.com",
            BearerToken = "secret token",
            MonthlyReadCeiling = 0,
            RecheckHours = 48,
            RecheckDays = 0,
            Silence = TimeSpan.Zero,
        }).ToList();
        Assert.Equal(["BaseUrl", "BearerToken", "MonthlyReadCeiling", "RecheckHours", "RecheckDays", "Silence"], faults.Select(f => f.Split(' ')[0].Split(':')[^1]));
        Assert.Empty(XOptions.Faults(new() { Enabled = false, BaseUrl = "foo" }));
        Assert.DoesNotContain(faults, f => f.Contains("secret token", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, true, 0)]
    [InlineData("token", false, 0)]
    [InlineData("token", true, 1)]
    public void It_is_added_only_where_a_token_is_given_and_it_is_enabled(string? token, bool enabled, int sources)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Sources:X:BearerToken"] = token,
            ["Sources:X:Enabled"] = enabled.ToString(),
        }).Build();
        Assert.Equal(sources, new ServiceCollection().AddX(configuration).Count(service => service.ServiceType == typeof(IHostedService)));
    }
}
