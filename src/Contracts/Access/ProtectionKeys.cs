using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Backchannel.Contracts;

/// <summary>The keys that sign what browsers and links carry: forms that are open over a restart, invitations, the way to another provider and back.</summary>
public static class ProtectionKeys
{
    const string RedisKey = "bc:keys";

    /// <summary>Kept in the data folder.</summary>
    public static IServiceCollection AddProtectionKeys(this IServiceCollection services, IConfiguration configuration)
    {
        var folder = configuration["Backchannel:Data"] is { Length: > 0 } data ? data : "data";
        services.AddDataProtection().SetApplicationName("Backchannel").PersistKeysToFileSystem(new(Path.GetFullPath(Path.Combine(folder, "keys"))));
        return services;
    }

    /// <summary>
    /// Kept in Redis instead, where one is set: several processes of a kind must read what any of them signed. Not for Standalone, whose own Redis
    /// forgets with the process.
    /// </summary>
    public static IServiceCollection ShareProtectionKeys(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetConnectionString("Redis") is not { Length: > 0 } address) return services;
        var redis = new Lazy<ConnectionMultiplexer>(() => ConnectionMultiplexer.Connect(Options(address)));
        services.AddDataProtection().PersistKeysToStackExchangeRedis(() => redis.Value.GetDatabase(), RedisKey);
        return services;
    }

    static ConfigurationOptions Options(string address)
    {
        var options = ConfigurationOptions.Parse(address);
        options.AbortOnConnectFail = false;
        return options;
    }
}
