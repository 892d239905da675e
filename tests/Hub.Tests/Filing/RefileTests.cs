using Backchannel.Contracts;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Backchannel.Hub.Tests.Filing;

public class RefileTests
{
    [Fact]
    public async Task A_new_programme_files_what_was_posted_before_it_threads_included()
    {
        await using var hub = await HubUnderTest.Start();
        var root = Made.Post("Here we go #piertalk");
        var answer = Made.Post("Indeed", replyTo: root.Id);
        await hub.Capture(Made.Seen(root), Made.Seen(answer), Made.Seen("Elsewhere"));
        await hub.SetSessions(Programmes.PierAndDock);
        Assert.Equal("pier/hashtag pier/reply", await hub.Filed(root, answer));
        Assert.Equal("shown shown shown changed changed", await hub.Kinds());
        Assert.Equal(["Here we go #piertalk", "Indeed"], await hub.Texts("pier"));
    }

    [Fact]
    public async Task Answers_follow_whatever_the_order_of_their_ids()
    {
        await using var hub = await HubUnderTest.Start();
        var last = Made.Post("Root #piertalk", id: "bluesky:z");
        var middle = Made.Post("Answer", id: "bluesky:m", replyTo: last.Id);
        var first = Made.Post("Deeper", id: "bluesky:a", replyTo: middle.Id);
        await hub.Capture(Made.Seen(last), Made.Seen(middle), Made.Seen(first));
        await hub.SetSessions(Programmes.PierAndDock);
        Assert.Equal("pier/hashtag pier/reply pier/reply", await hub.Filed(last, middle, first));
        await hub.SetSessions(Made.Session("dock", "docktalk"), Made.Session("quay", "quaytalk"));
        Assert.Equal("- - -", await hub.Filed(last, middle, first));
    }

    [Fact]
    public async Task A_session_that_moves_keeps_what_has_its_hashtag_and_lets_go_what_had_only_its_hour()
    {
        await using var hub = await HubUnderTest.Start();
        var alone = Made.Session("pier", "piertalk");
        await hub.SetSessions(alone);
        var (tagged, timed) = (Made.Post("Here #piertalk"), Made.Post("What a view from up here"));
        await hub.Capture(Made.Seen(tagged), Made.Seen(timed));
        Assert.Equal("pier/hashtag pier/time", await hub.Filed(tagged, timed));
        await hub.SetSessions(alone with { Start = alone.Start.AddHours(5), End = alone.End.AddHours(5) });
        Assert.Equal("pier/hashtag -", await hub.Filed(tagged, timed));
    }

    [Fact]
    public async Task A_reason_that_changes_is_told_though_the_session_stays()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.SetSessions(Made.Session("pier"));
        await hub.Capture(Made.Seen("What a view #piertalk"));
        await hub.SetSessions(Made.Session("pier", "piertalk"));
        var entries = await hub.Feed();
        Assert.Equal([(FiledBy.Time, 0.5), (FiledBy.Hashtag, 1)], entries.Select(entry => (entry.FiledBy!.Value, entry.Confidence!.Value)));
        Assert.Equal((EntryKind.Changed, null), (entries[^1].Kind, entries[^1].LeftSession));
    }

    [Fact]
    public async Task A_programme_that_changes_nothing_leaves_no_trace()
    {
        await using var hub = await Programmes.Start();
        await hub.Capture(Made.Seen("Here we go #piertalk"), Made.Seen("Elsewhere"));
        await hub.SetSessions(Programmes.PierAndDock);
        Assert.Equal("shown shown", await hub.Kinds());
    }

    [Fact]
    public async Task The_session_an_attendee_chose_stays_while_it_is_in_the_programme()
    {
        await using var hub = await Programmes.Start();
        (await hub.Post("About this one #piertalk", session: "dock")).EnsureSuccessStatusCode();
        await hub.SetSessions([.. Programmes.PierAndDock, Made.Session("quay")]);
        Assert.Single(await hub.Texts("dock"));
        await hub.SetSessions(Made.Session("pier", "piertalk"));
        Assert.Single(await hub.Texts("pier"));
    }

    [Fact]
    public async Task Posts_that_are_held_are_filed_again_too_and_deleted_ones_are_left_alone()
    {
        await using var hub = await HubUnderTest.Start(new() { ["Backchannel:BlockedWords:0"] = "barnacle" });
        var (held, gone) = (Made.Post("You barnacle #piertalk"), Made.Post("Gone #piertalk"));
        await hub.Capture(Made.Seen(held), Made.Seen(gone), new PostDeleted(gone.Id));
        await hub.SetSessions(Programmes.PierAndDock);
        Assert.Equal("pier/hashtag -", await hub.Filed(held, gone));
        Assert.Empty(await hub.Feed());
    }

    [Fact]
    public async Task An_event_that_takes_a_sessions_hashtag_for_its_own_files_by_it_no_more()
    {
        await using var hub = await Programmes.Start();
        var post = Made.Post("Here we go #piertalk");
        await hub.Capture(Made.Seen(post));
        await hub.Change(new { hashtags = new[] { Made.Event, "piertalk" } });
        Assert.Equal("-", await hub.Filed(post));
    }

    [Fact]
    public async Task Counters_follow_from_session_to_session()
    {
        await using var hub = await Programmes.Start();
        await hub.Capture(Made.Seen("One #piertalk"), Made.Seen("Two #piertalk", Made.Dario));
        await Eventually.Equal("pier 2/2", () => Numbers(hub));
        await hub.SetSessions(Made.Session("pier"), Made.Session("dock", "piertalk"));
        await Eventually.Equal("dock 2/2", () => Numbers(hub));
    }

    /// <summary>More than a tail holds, and more than is handed on at once.</summary>
    [Fact]
    public async Task However_much_changes_at_once_every_follower_ends_where_the_archive_does()
    {
        await using var hub = await Programmes.Start();
        await RefileSpeedTests.Capture(hub);
        await using var all = await Follower.Start(hub, after: 0);
        await using var pier = await Follower.Start(hub, "pier", 0);
        await using var dock = await Follower.Start(hub, "dock", 0);
        await hub.PutUp(RefileSpeedTests.Swapped, []);

        var (ofAll, ofPier, ofDock) = (await Archived(hub, null), await Archived(hub, "pier"), await Archived(hub, "dock"));
        Assert.Equal((6_000, 3_000, 3_000), (ofAll.Count, ofPier.Count, ofDock.Count));
        await Eventually.True(() => all.Last == 12_000 && pier.Last == 12_000 && dock.Last == 12_000, "the followers hold the last entry");
        Assert.Equal(ofAll, Seen(all));
        // A session's follower knows a card that moved in by the number that moved it.
        Assert.Equal(ofPier.Order(StringComparer.Ordinal), Seen(pier).Order(StringComparer.Ordinal));
        Assert.Equal(ofDock.Order(StringComparer.Ordinal), Seen(dock).Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(1, 12_000).Select(seq => (long)seq), (await hub.Feed()).Select(entry => entry.Seq));
        await Eventually.Equal("dock 3000/1, pier 3000/1", () => Numbers(hub));
    }

    static List<string> Seen(Follower follower) => [.. follower.Cards.Select(card => $"{card.PostId} {card.Session} {card.FiledBy}")];

    static Task<List<string>> Archived(HubUnderTest hub, string? session) => hub.Read(async db =>
        (await db.Posts.AsNoTracking().Where(p => p.ShownSeq > 0 && (session == null || p.Session == session)).OrderBy(p => p.ShownSeq).ToListAsync())
            .ConvertAll(row => $"{row.PostId} {row.Session} {row.FiledBy}"));

    static async Task<string> Numbers(HubUnderTest hub) => string.Join(", ", (await hub.Get<SessionPulse[]>(HubUnderTest.Api("/trending")))
        .Where(pulse => pulse.Posts > 0).OrderBy(pulse => pulse.Session, StringComparer.Ordinal).Select(pulse => $"{pulse.Session} {pulse.Posts}/{pulse.Authors}"));
}
