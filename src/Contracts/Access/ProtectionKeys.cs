using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.StackExchangeRedis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Backchannel.Contracts;

/// <summary>The keys that sign what browsers and links carry: forms that are open over a restart, invitations, the way to another provider and back.</summary>
public static class ProtectionKeys
{
    const string RedisKey = "bc:keys";

    /// <summary>Kept in the data folder.</summary>
    public static IServiceCollection AddProtectionKeys(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddDataProtection().SetApplicationName("Backchannel").PersistKeysToFileSystem(Folder(configuration));
        return services;
    }

    /// <summary>
    /// Kept in Redis too, where one is set: several processes of a kind must read what any of them signed. Not for Standalone, whose own Redis forgets
    /// with the process.
    /// </summary>
    public static IServiceCollection ShareProtectionKeys(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetConnectionString("Redis") is not { Length: > 0 } address) return services;
        var redis = new Lazy<ConnectionMultiplexer>(() => ConnectionMultiplexer.Connect(Options(address)));
        services.AddOptions<KeyManagementOptions>().Configure<ILoggerFactory>((options, logs) => options.XmlRepository = new SharedKeys(
            new FileSystemXmlRepository(Folder(configuration), logs), new RedisXmlRepository(() => redis.Value.GetDatabase(), RedisKey)));
        return services;
    }

    static DirectoryInfo Folder(IConfiguration configuration) =>
        new(Path.GetFullPath(Path.Combine(configuration["Backchannel:Data"] is { Length: > 0 } data ? data : "data", "keys")));

    // Forms wait for nobody who is away.
    static ConfigurationOptions Options(string address)
    {
        var options = ConfigurationOptions.Parse(address);
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ConnectTimeout = options.SyncTimeout = 2_000;
        return options;
    }
}
