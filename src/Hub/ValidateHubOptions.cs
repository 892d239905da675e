using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Schedule;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Backchannel.Hub;

/// <summary>Stops the start with all faults at once, each naming its key and the cure.</summary>
sealed class ValidateHubOptions(IConfiguration configuration) : IValidateOptions<HubOptions>
{
    public ValidateOptionsResult Validate(string? name, HubOptions options) =>
        Faults(options).Concat(NetworkFaults()).Concat(ConnectionFaults()).ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;

    static IEnumerable<string> Faults(HubOptions options)
    {
        if (options.Hashtag.Count > 0 && Slugs.Fault(options.Slug) is { } fault)
            yield return $"Backchannel:Hashtag:0 (--hashtag) is '{options.Hashtag[0]}': it {fault}.";
        foreach (var (field, cure) in options.Draft()?.Faults() ?? [])
            yield return $"Backchannel:{Key(field)}: {cure}";
        if (options.Admission is not null && !Enum.GetNames<AdmissionMode>().Contains(options.Admission, StringComparer.OrdinalIgnoreCase))
            yield return $"Backchannel:Admission is '{options.Admission}': give auto, delay or approve.";
        if (options.ScheduleAddress is { } schedule)
        {
            if (options.Hashtag.Count == 0) yield return "Backchannel:Schedule (--schedule) is of no event: give its hashtag too (--hashtag).";
            if (!ScheduleFetch.IsWeb(schedule) && !File.Exists(schedule))
                yield return $"Backchannel:Schedule (--schedule) is '{options.Schedule}': there is no such file. Give the path of a schedule.xml, schedule.json or .ics, or an http or https address.";
        }
        if (options.ApiKey is { Length: > 0 and < 16 })
            yield return "Backchannel:ApiKey is too short to be safe: give at least 16 characters, for example the output of 'openssl rand -hex 24'.";
    }

    IEnumerable<string> NetworkFaults() =>
        from network in configuration.GetSection("Hub:TrustedNetworks").GetChildren()
        where !System.Net.IPNetwork.TryParse(network.Value, out _)
        select $"{network.Path} is '{network.Value}': give a network such as 172.16.0.0/12.";

    // Never the value: it holds passwords.
    IEnumerable<string> ConnectionFaults()
    {
        if (configuration.GetConnectionString(ArchiveSetup.ConnectionName) is { Length: > 0 } archive && !ArchiveSetup.IsUsable(archive))
            yield return $"ConnectionStrings:{ArchiveSetup.ConnectionName} cannot be used: give 'Data Source=/a/file.db' for SQLite, or 'Host=…;Database=…;Username=…;Password=…' for PostgreSQL.";
        if (configuration.GetConnectionString("Redis") is { Length: > 0 } redis && !IsRedis(redis))
            yield return "ConnectionStrings:Redis cannot be used: give a host and port such as 127.0.0.1:6379, then options such as ',password=…'.";
    }

    static bool IsRedis(string address)
    {
        try
        {
            return ConfigurationOptions.Parse(address).EndPoints.Count > 0;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or OverflowException)
        {
            return false;
        }
    }

    static string Key(string field) => field switch
    {
        "timeZone" => "TimeZone (--time-zone)",
        "name" => "Name (--name)",
        "hashtags" => "Hashtag (--hashtag)",
        "policy.blockedWords" => "BlockedWords",
        "policy.blockedAuthors" => "BlockedAuthors",
        _ => char.ToUpperInvariant(field[0]) + field[1..],
    };
}
