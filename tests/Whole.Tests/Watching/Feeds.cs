using System.Net.Http.Json;
using Backchannel.Contracts;

namespace Backchannel.Whole.Tests.Watching;

/// <summary>Reads feeds over HTTP, as an outsider does.</summary>
static class Feeds
{
    public static async Task<EventInfo> Event(HttpClient http, string slug) =>
        (await http.GetFromJsonAsync<EventInfo>($"/api/events/{slug}", ContractJson.Options))!;

    /// <summary>The whole feed, from its first entry on.</summary>
    public static async Task<IReadOnlyList<FeedEntry>> All(HttpClient http, string slug)
    {
        var entries = new List<FeedEntry>();
        FeedPage page;
        var after = 0L;
        do
        {
            page = (await http.GetFromJsonAsync<FeedPage>($"/api/events/{slug}/posts?after={after}&limit=500", ContractJson.Options))!;
            entries.AddRange(page.Entries);
            after = page.Last;
        }
        while (page.More);
        return entries;
    }

    /// <summary>The newest cards.</summary>
    public static async Task<IReadOnlyList<Post>> Latest(HttpClient http, string slug) =>
        [.. (await http.GetFromJsonAsync<FeedPage>($"/api/events/{slug}/posts?limit=200", ContractJson.Options))!.Entries.Select(entry => entry.Post!)];

    /// <summary>Every card on show, read backwards page by page, oldest first.</summary>
    public static async Task<IReadOnlyList<Post>> Cards(HttpClient http, string slug)
    {
        var cards = new List<Post>();
        var address = $"/api/events/{slug}/posts?limit=500";
        while (true)
        {
            var page = (await http.GetFromJsonAsync<FeedPage>(address, ContractJson.Options))!;
            cards.InsertRange(0, page.Entries.Select(entry => entry.Post!));
            if (!page.More) return cards;
            address = $"/api/events/{slug}/posts?limit=500&before={page.Entries[0].Seq}";
        }
    }

    /// <summary>Numbers run from 1 without a gap, and each post was put on show once.</summary>
    public static void AssertWhole(IReadOnlyList<FeedEntry> feed)
    {
        Assert.Equal(Enumerable.Range(1, feed.Count).Select(n => (long)n), feed.Select(entry => entry.Seq));
        Assert.Empty(feed.Where(entry => entry.Kind == EntryKind.Shown).GroupBy(entry => entry.PostId).Where(group => group.Count() > 1).Select(group => group.Key));
    }
}
