using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Backchannel.StandIns.Bluesky;

/// <summary>The part of the AppView that shows profiles.</summary>
public sealed class AppViewStandIn
{
    readonly ConcurrentDictionary<string, JsonObject> _profiles = new();
    readonly ConcurrentQueue<IReadOnlyList<string>> _asked = new();

    /// <summary>Who was asked for, request by request, failed ones included.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Asked => [.. _asked];

    /// <summary>Answers with this status instead of profiles, while it is set.</summary>
    public int? Failure { get; set; }

    /// <summary>Sent with <see cref="Failure"/>, in seconds.</summary>
    public int? RetryAfter { get; set; }

    /// <summary>Answers this body as it is, while it is set.</summary>
    public string? Body { get; set; }

    /// <summary>A request that holds this account is answered with status 500.</summary>
    public string? Poison { get; set; }

    /// <summary>Adds an account, or changes it.</summary>
    /// <returns>Its DID.</returns>
    public string Add(string did, string handle, string? name = null, string? avatar = null, params string[] labels)
    {
        _profiles[did] = new JsonObject
        {
            ["did"] = did,
            ["handle"] = handle,
            ["displayName"] = name,
            ["avatar"] = avatar,
            ["labels"] = new JsonArray([.. labels.Select(label => new JsonObject { ["src"] = did, ["val"] = label })]),
        };
        return did;
    }

    public void Remove(string did) => _profiles.TryRemove(did, out _);

    internal async Task Answer(HttpContext context)
    {
        var dids = context.Request.Query["actors"].OfType<string>().ToList();
        _asked.Enqueue(dids);
        if ((Failure ?? (Poison is { } poison && dids.Contains(poison) ? 500 : null)) is { } status)
        {
            context.Response.StatusCode = status;
            if (RetryAfter is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return;
        }
        context.Response.ContentType = "application/json";
        var found = dids.Select(did => _profiles.GetValueOrDefault(did)?.DeepClone()).OfType<JsonNode>();
        await context.Response.WriteAsync(Body ?? new JsonObject { ["profiles"] = new JsonArray([.. found]) }.ToJsonString());
    }
}
