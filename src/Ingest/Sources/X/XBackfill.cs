using System.Globalization;
using System.Text.Json;
using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.X;

/// <summary>
/// Finds by recent search what was said while nobody listened. Looks twice: at once, and again when search has settled,
/// because search sees only posts that are half a minute old.
/// </summary>
sealed class XBackfill(XApi api, XCapture capture, XMatcher matcher, XMeter meter, IReadOnlyList<string> queries, XOptions options, CaptureSink sink)
{
    const string Path = "2/tweets/search/recent?" + XFields.Full;
    const int MaxPages = 1_000;

    /// <summary>Recent search goes back seven days; a minute less, so that our clock may differ from X's.</summary>
    static readonly TimeSpan Reach = TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1);

    /// <summary>The stream is not sorted and may lag: what came before the last post may still have been under way.</summary>
    static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);
    static readonly TimeSpan SearchLag = TimeSpan.FromSeconds(60);

    public async Task Fill(CancellationToken stop)
    {
        if (capture.Gap is not { } edge)
        {
            sink.Health.State = SourceState.Live;
            return;
        }
        try
        {
            sink.Health.State = SourceState.CatchingUp;
            var looked = sink.Time.GetUtcNow();
            var whole = await Look(Snowflake.At(edge.Time - Overlap), stop);
            sink.Health.State = SourceState.Live;
            if (!whole) return;

            capture.FilledTo(Snowflake.At(looked - SearchLag));
            await Task.Delay(options.SearchSettles, sink.Time, stop);
            if (await Look(Snowflake.At(capture.Gap!.Value.Time - Overlap), stop)) await capture.Filled(stop);
        }
        catch (XFailure denied)
        {
            sink.Health.Trouble("no search", $"What was posted while X was not connected stays missing. {denied.Message}");
            sink.Health.State = SourceState.Live;
        }
    }

    /// <returns>False where the ceiling came first.</returns>
    async Task<bool> Look(Snowflake since, CancellationToken stop)
    {
        var found = new List<(Snowflake Id, PostChange Change)>();
        var whole = true;
        foreach (var query in queries) whole &= await Collect(query, since, found, stop);

        found.Sort((a, b) => a.Id.CompareTo(b.Id));
        foreach (var (id, change) in found) await capture.Add(change, id, stop);
        await capture.Pass(stop);
        return whole;
    }

    async Task<bool> Collect(string query, Snowflake since, List<(Snowflake, PostChange)> found, CancellationToken stop)
    {
        string? next = null;
        for (var page = 0; page < MaxPages; page++)
        {
            if (capture.IsSpent) return false;
            using var answer = await api.GetPatiently(Address(query, since, next), stop);
            Take(answer.RootElement, found);
            next = answer.RootElement.Child("meta")?.Text("next_token");
            if (next is null) return true;
        }
        return true;
    }

    void Take(JsonElement answer, List<(Snowflake, PostChange)> found)
    {
        var includes = new XIncludes(answer);
        var posts = answer.Items("data").ToList();
        capture.Bill(posts.Select(post => post.Id("id")).OfType<Snowflake>().Concat(includes.PostIds));
        foreach (var post in posts)
            if (matcher.Read(post, includes) is { } change && post.Id("id") is { } id) found.Add((id, change));
    }

    string Address(string query, Snowflake since, string? next)
    {
        var now = sink.Time.GetUtcNow();
        var size = Math.Clamp(meter.Left(now), 10, 100);
        var start = since.Time > now - Reach
            ? $"since_id={since}"
            : $"start_time={Uri.EscapeDataString((now - Reach).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))}";
        return $"{Path}&query={Uri.EscapeDataString(query)}&{start}&max_results={size}{(next is null ? "" : $"&next_token={Uri.EscapeDataString(next)}")}";
    }
}
