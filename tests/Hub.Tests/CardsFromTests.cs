using Backchannel.Contracts;
using Backchannel.Hub.Feed;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Backchannel.Hub.Tests;

/// <summary>Cards read from a number on, and those in no session: from the tail where it reaches, else from the archive, and both alike.</summary>
public class CardsFromTests
{
    [Theory]
    [InlineData("", 25)]
    [InlineData("&session=pier", 9)]
    [InlineData("&filed=false", 16)]
    [InlineData("&filed=true", 9)]
    [InlineData("&q=post%202", 9)]
    [InlineData("&q=post%202&filed=false", 7)]
    public async Task Cards_are_paged_onwards_without_missing_or_doubling_one(string which, int count)
    {
        await using var hub = await Harbour();
        var (all, page) = (new List<FeedEntry>(), default(FeedPage));
        do
        {
            page = await hub.Get<FeedPage>(HubUnderTest.Api($"/posts?limit=4&from={page?.Last + 1 ?? 0}{which}"));
            Assert.True(page.Entries.Count == 4 || !page.More);
            all.AddRange(page.Entries);
        }
        while (page.More);
        Assert.Equal(count, all.Count);
        Assert.Equal(all.OrderBy(card => card.Seq).Select(card => card.PostId).Distinct(), all.Select(card => card.PostId));
        Assert.Equal((await hub.Feed()).Max(entry => entry.Seq), page.Last);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("pier", null)]
    [InlineData(null, false)]
    [InlineData(null, true)]
    public async Task The_tail_and_the_archive_give_the_same_cards(string? session, bool? filed)
    {
        await using var hub = await Harbour();
        var tail = await hub.Services.GetRequiredService<FeedTails>().Get(Made.Event);
        var reader = hub.Services.GetRequiredService<FeedReader>();
        foreach (var limit in (int[])[1, 4, 500])
            foreach (var from in (long?[])[null, -1, 0, 1, 7, 26, 27, 28, 1_000])
            {
                var query = new CardQuery(session, filed, From: from, Limit: limit);
                var (near, far) = (tail.Cards(query, Reach.Committed)!, await reader.Cards(Made.Event, query, CancellationToken.None));
                Assert.Equal(far.Entries.Select(card => (card.Seq, card.PostId, card.Session)), near.Entries.Select(card => (card.Seq, card.PostId, card.Session)));
                Assert.Equal((far.More, far.Last), (near.More, near.Last));
            }
    }

    [Fact]
    public async Task The_latest_in_no_session_are_read_backwards_too()
    {
        await using var hub = await Harbour();
        var latest = await hub.Get<FeedPage>(HubUnderTest.Api("/posts?filed=false&limit=10"));
        var older = await hub.Get<FeedPage>(HubUnderTest.Api($"/posts?filed=false&limit=10&before={latest.Entries[0].Seq}"));
        Assert.Equal((true, false), (latest.More, older.More));
        Assert.Equal(16, older.Entries.Concat(latest.Entries).Select(card => card.PostId).Distinct().Count());
        Assert.All(latest.Entries, card => Assert.Null(card.Session));
    }

    /// <summary>25 cards: 9 of them in a session, one gone, one shown anew.</summary>
    static async Task<HubUnderTest> Harbour()
    {
        var hub = await HubUnderTest.Start();
        // The other one is on as well, so that the hour alone files nothing.
        await hub.SetSessions(Made.Session("pier", "pier1"), Made.Session("dock"));
        var posts = Enumerable.Range(1, 26).Select(n => Made.Post($"Post {n}{(n % 3 == 1 ? " #pier1" : "")}", n == 5 ? Made.Dario : Made.Mira)).ToList();
        await hub.Capture([.. posts.Select(post => Made.Seen(post))]);
        await hub.Capture(new PostDeleted(posts[2].Id), new AuthorHidden(Network.Bluesky, Made.Dario.Id, "suspended"));
        await hub.Capture(new AuthorReturned(Network.Bluesky, Made.Dario.Id));
        return hub;
    }
}
