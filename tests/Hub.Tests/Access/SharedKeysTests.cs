using Backchannel.Contracts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using Xunit;

namespace Backchannel.Hub.Tests.Access;

public sealed class SharedKeysTests : IDisposable
{
    readonly string _folders = Directory.CreateTempSubdirectory("backchannel-keys-").FullName;

    public void Dispose() => Directory.Delete(_folders, recursive: true);

    [Fact]
    public async Task What_one_process_signed_another_reads_and_a_Redis_that_forgot_is_given_the_keys_anew()
    {
        var redis = await RedisServer.EmptyDatabase();
        var signed = Process("one", redis).Protect("an invitation");
        Assert.Equal("an invitation", Process("two", redis).Unprotect(signed));

        await using (var connection = await ConnectionMultiplexer.ConnectAsync(redis)) await connection.GetDatabase().KeyDeleteAsync("bc:keys");
        Assert.Equal("an invitation", Process("one", redis).Unprotect(signed));
        Assert.Equal("an invitation", Process("three", redis).Unprotect(signed));
    }

    [Fact]
    public void A_Redis_that_is_away_stops_nobody_who_has_the_keys()
    {
        var signed = Process("one", null).Protect("a form");
        Assert.Equal("a form", Process("one", "127.0.0.1:9,connectTimeout=200").Unprotect(signed));
        Assert.NotNull(Process("new", "127.0.0.1:9,connectTimeout=200").Protect("another form"));
    }

    IDataProtector Process(string name, string? redis)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Backchannel:Data"] = Path.Combine(_folders, name),
            ["ConnectionStrings:Redis"] = redis,
        }).Build();
        var services = new ServiceCollection().AddLogging().AddProtectionKeys(configuration).ShareProtectionKeys(configuration);
        return services.BuildServiceProvider().GetDataProtector("made up");
    }
}
