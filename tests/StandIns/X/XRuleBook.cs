using System.Text.Json.Nodes;

namespace Backchannel.StandIns.X;

/// <summary>The rules X keeps for an app: a value once, at most 1,024 characters, partial success told in errors.</summary>
public sealed class XRuleBook
{
    readonly Lock _lock = new();
    readonly List<(string Id, string Value, string? Tag)> _rules = [];
    long _nextId = 1_377_649_934_414_049_282;

    public IReadOnlyList<(string Id, string Value, string? Tag)> All { get { lock (_lock) return [.. _rules]; } }

    /// <summary>Rules whose value contains this are refused.</summary>
    public string? RefusesValuesWith { get; set; }

    /// <summary>Ids are sent as JSON numbers, as recorded streams show them.</summary>
    public bool NumbersAsIds { get; set; }

    public void Add(string value, string? tag)
    {
        lock (_lock) _rules.Add((NextId(), value, tag));
    }

    internal JsonObject List()
    {
        lock (_lock) return new() { ["data"] = new JsonArray([.. _rules.Select(Json)]), ["meta"] = new JsonObject { ["result_count"] = _rules.Count } };
    }

    internal JsonObject Change(JsonNode order)
    {
        lock (_lock) return order["delete"] is { } delete ? Delete(delete) : Add(order["add"]?.AsArray() ?? []);
    }

    JsonObject Delete(JsonNode delete)
    {
        var ids = delete["ids"]?.AsArray().Select(id => id!.ToString()).ToHashSet() ?? [];
        var deleted = _rules.RemoveAll(rule => ids.Contains(rule.Id));
        return new() { ["meta"] = new JsonObject { ["summary"] = new JsonObject { ["deleted"] = deleted, ["not_deleted"] = ids.Count - deleted } } };
    }

    JsonObject Add(JsonArray rules)
    {
        var (data, errors) = (new JsonArray(), new JsonArray());
        foreach (var rule in rules)
        {
            var (value, tag) = (rule!["value"]!.ToString(), rule["tag"]?.ToString());
            if (Fault(value) is { } fault) errors.Add(fault);
            else
            {
                _rules.Add((NextId(), value, tag));
                data.Add(Json(_rules[^1]));
            }
        }
        var answer = new JsonObject { ["data"] = data };
        if (errors.Count > 0) answer["errors"] = errors;
        return answer;
    }

    JsonObject? Fault(string value) =>
        value.Length > 1024 ? Problem(value, "InvalidRule", "Rules may be at most 1024 characters long.")
        : _rules.Any(rule => rule.Value == value) ? Problem(value, "DuplicateRule", "This rule is there already.")
        : RefusesValuesWith is { } part && value.Contains(part, StringComparison.Ordinal) ? Problem(value, "UnprocessableEntity", "no viable alternative at input") : null;

    static JsonObject Problem(string value, string title, string detail) => new()
    {
        ["value"] = value,
        ["title"] = title,
        ["details"] = new JsonArray(detail),
        ["type"] = "https://api.x.com/2/problems/invalid-rules",
    };

    JsonObject Json((string Id, string Value, string? Tag) rule) => new()
    {
        ["id"] = NumbersAsIds ? JsonNode.Parse(rule.Id) : rule.Id,
        ["value"] = rule.Value,
        ["tag"] = rule.Tag,
    };

    string NextId() => (++_nextId).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
