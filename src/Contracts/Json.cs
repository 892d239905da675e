using System.Text.Json;
using System.Text.Json.Serialization;

namespace Backchannel.Contracts;

/// <summary>Enums on the wire are lower-case strings, numbers are refused.</summary>
public sealed class LowerCaseEnumConverter<T>() : JsonStringEnumConverter<T>(LowerCase.Policy, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>The JSON of the public contract: camelCase, lower-case enums, ISO-8601 times in UTC.</summary>
public static class ContractJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web);
}

sealed class LowerCase : JsonNamingPolicy
{
    public static LowerCase Policy { get; } = new();

    public override string ConvertName(string name) => name.ToLowerInvariant();
}
