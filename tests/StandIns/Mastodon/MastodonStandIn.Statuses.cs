using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Backchannel.StandIns.Mastodon;

/// <summary>Its statuses, and how it pages them.</summary>
public sealed partial class MastodonStandIn
{
    readonly SortedDictionary<long, JsonObject> _statuses = [];
    long _lastId = 116_000_000_000_000_000;

    /// <summary>A made-up public post with <paramref name="tag"/>, listed and streamed.</summary>
    /// <param name="tag">Without #.</param>
    /// <param name="html">Its content; a sentence with the hashtag when null.</param>
    /// <param name="alter">Changes what is sent of it.</param>
    /// <returns>Its local id.</returns>
    public string Post(string tag = "harbourconf", string? html = null, Action<JsonObject>? alter = null) => Post(_lastId += 1_000, tag, html, alter);

    /// <summary>A post from elsewhere that arrived late: servers number it by its own time, so it lies behind <paramref name="before"/>.</summary>
    public string PostLate(string before, string tag = "harbourconf") => Post(Number(before) - 1, tag, null, null);

    public void Edit(string id, Action<JsonObject> alter)
    {
        Alter(id, status =>
        {
            alter(status);
            status["edited_at"] = Now();
        });
        // As the real one: only to the hashtags it has now.
        Broadcast("status.update", Find(id)!);
    }

    /// <summary>Changes it without an edit, as counts change.</summary>
    public void Alter(string id, Action<JsonObject> alter)
    {
        lock (_lock) alter(_statuses[Number(id)]);
    }

    public void Delete(string id)
    {
        var status = Find(id)!;
        lock (_lock) _statuses.Remove(Number(id));
        foreach (var tag in TagsOf(status)) Broadcast(tag, "delete", id);
    }

    /// <summary>Somebody passes a status on, on a server that lists that under the hashtag.</summary>
    public string Boost(string id, string by = "dario") =>
        Post(html: "", alter: boost =>
        {
            boost["reblog"] = Find(id);
            boost["account"] = MadeUp.Account(by, Domain);
            boost["tags"] = Find(id)!["tags"]!.DeepClone();
        });

    string Post(long number, string tag, string? html, Action<JsonObject>? alter)
    {
        var id = number.ToString(CultureInfo.InvariantCulture);
        var status = MadeUp.Status(id, Domain, tag, html, Now());
        alter?.Invoke(status);
        lock (_lock) _statuses[number] = status;
        Broadcast("update", status);
        return id;
    }

    JsonObject? Find(string id)
    {
        lock (_lock) return _statuses.TryGetValue(Number(id), out var status) ? status.DeepClone().AsObject() : null;
    }

    IResult Timeline(HttpContext context, string tag)
    {
        var page = Page(context.Request.Query, tag);
        if (page.Count > 0)
        {
            var (newest, oldest) = (page[0]["id"], page[^1]["id"]);
            var address = $"{Url}/api/v1/timelines/tag/{Uri.EscapeDataString(tag)}";
            context.Response.Headers.Link = $"<{address}?max_id={oldest}>; rel=\"next\", <{address}?min_id={newest}>; rel=\"prev\"";
        }
        return Results.Json(page);
    }

    /// <summary>Newest first. <c>min_id</c> gives the page just after it, <c>since_id</c> the newest page above it.</summary>
    List<JsonObject> Page(IQueryCollection query, string tag)
    {
        var limit = Math.Clamp(int.TryParse(query["limit"], out var asked) ? asked : 20, 1, 40);
        var (min, since, max) = (IdOf(query["min_id"]), IdOf(query["since_id"]), IdOf(query["max_id"]));
        lock (_lock)
        {
            var fitting = _statuses
                .Where(s => TagsOf(s.Value).Contains(tag, StringComparer.OrdinalIgnoreCase) && s.Key > (min ?? since ?? -1) && s.Key < (max ?? long.MaxValue))
                .Select(s => s.Value.DeepClone().AsObject()).ToList();
            var page = min is null ? fitting.TakeLast(limit) : fitting.Take(limit);
            return [.. page.Reverse()];
        }
    }

    string Now() => _time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    static IEnumerable<string> TagsOf(JsonObject status) =>
        status["tags"] is JsonArray tags ? tags.Select(tag => tag!["name"]!.GetValue<string>()) : [];

    static long? IdOf(string? text) => long.TryParse(text, CultureInfo.InvariantCulture, out var id) ? id : null;

    static long Number(string id) => IdOf(id) ?? -1;
}
