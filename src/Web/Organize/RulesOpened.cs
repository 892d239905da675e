using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Backchannel.Contracts;

namespace Backchannel.Web.Organize;

/// <summary>
/// What a page of the rules was made of, carried in its form: moderators block people and words while it is open, and imports rename rooms. So saving
/// sends only what was changed on the page, about the rooms that it showed.
/// </summary>
/// <param name="Rooms">In the page's order, by which their fields are named.</param>
/// <param name="Prints">By field, a hash of what it held: a list may be long.</param>
sealed record RulesOpened(IReadOnlyList<string> Rooms, IReadOnlyDictionary<string, string> Prints)
{
    public static RulesOpened Of(EventPolicy policy, IReadOnlyList<string> rooms) =>
        new(rooms, Fields(RulesForm.Untouched(policy)).ToDictionary(field => field.Key, field => Print(field.Value)));

    /// <summary>Null for what no page of ours has sent.</summary>
    public static RulesOpened? Read(string? sent)
    {
        try
        {
            return JsonSerializer.Deserialize<RulesOpened>(sent ?? "", ContractJson.Options) is { Rooms: not null, Prints: not null } opened ? opened : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public override string ToString() => JsonSerializer.Serialize(this, ContractJson.Options);

    /// <summary>What was changed on the page, what somebody else has changed to something else meanwhile, and the policy with all of the former.</summary>
    public (PolicyDraft Changed, IReadOnlyList<string> Clashes, EventPolicy Filled) Compare(EventPolicy filledIn, EventPolicy stands)
    {
        var (filled, now) = (Fields(filledIn), Fields(RulesForm.Untouched(stands)));
        var changed = filled.Where(field => Differs(field.Key, field.Value) && Print(field.Value) != Print(now[field.Key])).ToDictionary();
        var clashes = changed.Keys.Where(field => Differs(field, now[field])).ToList();
        foreach (var (field, value) in changed) now[field] = value?.DeepClone();
        return (JsonSerializer.SerializeToNode(changed).Deserialize<PolicyDraft>(ContractJson.Options)!, clashes, now.Deserialize<EventPolicy>(ContractJson.Options)!);
    }

    bool Differs(string field, JsonNode? value) => Prints.GetValueOrDefault(field) != Print(value);

    static JsonObject Fields(EventPolicy policy) =>
        JsonSerializer.SerializeToNode(policy with { Rooms = [.. (policy.Rooms ?? []).OrderBy(room => room.Room, StringComparer.Ordinal)] }, ContractJson.Options)!.AsObject();

    static string Print(JsonNode? value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value?.ToJsonString() ?? "")).AsSpan(..8));
}
