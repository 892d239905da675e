using System.Text.Json;
using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.X;

/// <summary>The stream tells of no deletions: so posts on show are looked up again, and those that are gone leave.</summary>
sealed class XRecheck(XApi api, XCapture capture, XOptions options, CaptureSink sink)
{
    const int PageSize = 1_000;
    const int LookUpSize = 100;
    static readonly TimeSpan AfterTrouble = TimeSpan.FromMinutes(5);

    readonly Dictionary<string, Echo> _echoes = [];

    public async Task Run(CancellationToken stop)
    {
        while (true)
        {
            await Until(capture.CheckedAt + TimeSpan.FromHours(options.RecheckHours), stop);
            try
            {
                await CheckAll(stop);
                capture.CheckedAt = sink.Time.GetUtcNow();
                await capture.Pass(stop);
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                sink.Health.Trouble("re-check", $"Posts on show could not be looked up to see whether they still exist; trying again in {AfterTrouble.TotalMinutes:0} minutes. {failure.Message}");
                await Task.Delay(AfterTrouble, sink.Time, stop);
            }
        }
    }

    async Task Until(DateTimeOffset due, CancellationToken stop)
    {
        if (due - sink.Time.GetUtcNow() is var wait && wait > TimeSpan.Zero) await Task.Delay(wait, sink.Time, stop);
    }

    async Task CheckAll(CancellationToken stop)
    {
        var since = sink.Time.GetUtcNow() - TimeSpan.FromDays(options.RecheckDays);
        string? after = null;
        while (true)
        {
            var shown = await sink.Shown(Network.X, since, after, PageSize, stop);
            foreach (var some in shown.Select(Native).OfType<Snowflake>().Chunk(LookUpSize))
                // Every look-up is billed: past the ceiling the rest waits for the next round.
                if (!capture.IsSpent) await Check(some, stop);
            if (shown.Count < PageSize) return;
            after = shown[^1];
        }
    }

    async Task Check(Snowflake[] ids, CancellationToken stop)
    {
        using var answer = await api.GetPatiently($"2/tweets?ids={string.Join(',', ids)}&{XFields.Recheck}", stop);
        var found = answer.RootElement.Items("data").ToList();
        capture.Bill(found.Select(post => post.Id("id")).OfType<Snowflake>());
        foreach (var post in found)
            if (post.Id("id") is { } id && ids.Contains(id)) await Compare(id, post, stop);
        foreach (var gone in answer.RootElement.Items("errors").Where(IsGone).Select(Named).OfType<Snowflake>().Distinct())
            if (ids.Contains(gone)) await Delete(gone, stop);
    }

    async Task Compare(Snowflake id, JsonElement post, CancellationToken stop)
    {
        if (post.Child("withheld") is not null)
        {
            await Delete(id, stop);
            return;
        }
        if (post.Child("public_metrics") is null) return;
        var (name, echo) = (XPosts.IdOf(id), XPosts.Echo(post));
        if (_echoes.TryGetValue(name, out var known) && known == echo) return;
        _echoes[name] = echo;
        await capture.Add(new EchoHeard(name, echo), null, stop);
    }

    Task Delete(Snowflake id, CancellationToken stop)
    {
        _echoes.Remove(XPosts.IdOf(id));
        return capture.Add(new PostDeleted(XPosts.IdOf(id)), null, stop);
    }

    /// <summary>Only these two say that a post is gone; any other error says something about the request.</summary>
    static bool IsGone(JsonElement error) => error.Text("type") is { } type
        && (type.EndsWith("/resource-not-found", StringComparison.Ordinal) || type.EndsWith("/not-authorized-for-resource", StringComparison.Ordinal));

    static Snowflake? Named(JsonElement error) => error.Id("resource_id") ?? error.Id("value");

    static Snowflake? Native(string id) => id.StartsWith("x:", StringComparison.Ordinal) ? Snowflake.Parse(id[2..]) : null;
}
