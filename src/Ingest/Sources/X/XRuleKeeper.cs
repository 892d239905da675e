using System.Text.Json;

namespace Backchannel.Ingest.Sources.X;

/// <summary>Brings the rules that X keeps for this app in line with the events. Rules of other tags are somebody else's and stay.</summary>
sealed class XRuleKeeper(XApi api, SourceHealth health)
{
    const string Path = "2/tweets/search/stream/rules";
    const int MaxPages = 20;

    /// <returns>False where X holds none of the rules wanted, so that there is nothing to hear.</returns>
    public async Task<bool> Reconcile(IReadOnlyList<XRule> wanted, CancellationToken stop)
    {
        var kept = await List(stop);
        var strays = kept.Where(k => k.Rule.Tag.StartsWith(XRules.Prefix, StringComparison.Ordinal) && !wanted.Contains(k.Rule)).ToList();
        if (strays.Count > 0) await Delete(strays, stop);

        var staying = kept.Except(strays).Select(k => k.Rule.Value).ToHashSet();
        WarnOfOthers(kept.Count - strays.Count - kept.Count(k => wanted.Contains(k.Rule)));
        var missing = wanted.Where(rule => !staying.Contains(rule.Value)).ToList();
        var added = missing.Count == 0 ? 0 : await Add(missing, stop);
        return staying.Overlaps(wanted.Select(rule => rule.Value)) || added > 0;
    }

    async Task<List<Kept>> List(CancellationToken stop)
    {
        var kept = new List<Kept>();
        string? next = null;
        for (var page = 0; page < MaxPages; page++)
        {
            using var answer = await api.Get(next is null ? Path : $"{Path}?pagination_token={Uri.EscapeDataString(next)}", stop);
            foreach (var rule in answer.RootElement.Items("data"))
                if (rule.Id("id") is { } id) kept.Add(new(id, new(rule.Text("value") ?? "", rule.Text("tag") ?? "")));
            next = answer.RootElement.Child("meta")?.Text("next_token");
            if (next is null) break;
        }
        return kept;
    }

    async Task Delete(List<Kept> strays, CancellationToken stop)
    {
        using var answer = await api.Post(Path, new { delete = new { ids = strays.Select(s => s.Id.ToString()) } }, stop);
        Tell(answer.RootElement, "remove", strays.Count);
    }

    async Task<int> Add(List<XRule> missing, CancellationToken stop)
    {
        using var answer = await api.Post(Path, new { add = missing.Select(rule => new { value = rule.Value, tag = rule.Tag }) }, stop);
        Tell(answer.RootElement, "take", missing.Count);
        return answer.RootElement.Items("data").Count();
    }

    /// <summary>A request about several rules can succeed in part.</summary>
    void Tell(JsonElement answer, string verb, int asked)
    {
        var errors = answer.Items("errors").ToList();
        if (errors.Count == 0) return;
        var reason = Reasons(errors[0]).FirstOrDefault(text => text is not null) ?? "no reason given";
        health.Trouble("rules", $"X did not {verb} {errors.Count} of {asked} stream rules ({XFailure.Shorten(reason)}): check the events' hashtags, and the rules of this app in the X developer console.");
    }

    static IEnumerable<string?> Reasons(JsonElement error) =>
        error.Items("details").Select(d => d.AsText())
            .Append(error.Text("detail")).Append(error.Text("title")).Append(error.Text("message"));

    void WarnOfOthers(int others)
    {
        if (others > 0)
            health.Trouble("other rules", $"{others} stream rules of another program share this token: what they match is billed here too.");
    }

    sealed record Kept(Snowflake Id, XRule Rule);
}
