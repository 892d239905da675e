using System.Text.Json;
using Backchannel.Contracts;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Backchannel.Hub.Tests.Moderation;

public class AuditTests
{
    [Fact]
    public async Task The_log_says_who_did_what_to_which_post_why_and_after_how_long()
    {
        await using var hub = await Bench.Approving();
        using var mira = await hub.SignedIn("Mira");
        var post = Made.Post("Not about the harbour");
        await hub.Capture(Made.Seen(post));
        await mira.Decide(new NewDecision(Act.Refuse, [post.Id], Why: "off topic"));
        var entry = (await mira.Audit()).Entries[0];
        Assert.Equal(("Mira", "refuse", post.Id, "off topic"), (entry.Line.Name, entry.Line.Act, entry.Line.PostId, entry.Line.Why));
        Assert.InRange(entry.Line.WaitedMs!.Value, 0, long.MaxValue);
        Assert.Equal(("Mira Okonjo", "Not about the harbour", true), (entry.Author, entry.Excerpt, entry.Undoable));
    }

    [Fact]
    public async Task The_log_holds_no_words_of_posts_and_forgets_the_excerpt_with_the_post()
    {
        await using var hub = await Bench.Approving();
        using var mira = await hub.SignedIn("Mira");
        var post = Made.Post("Barnacles of the harbour");
        await hub.Capture(Made.Seen(post));
        await mira.Decide(Act.BlockAuthor, post.Id);
        var written = JsonSerializer.Serialize(await hub.Read(db => db.Decisions.ToListAsync()));
        Assert.DoesNotContain("Barnacles", written, StringComparison.Ordinal);
        await hub.Capture(new PostDeleted(post.Id));
        Assert.All((await mira.Audit()).Entries, entry => Assert.Null(entry.Excerpt));
    }

    [Fact]
    public async Task Every_way_to_decide_writes_a_line_and_numbers_have_no_gaps()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.SetSessions(Made.Session("boats", "tidewaterboats"));
        var post = Made.Post("Is this seat taken by anybody? #tidewaterboats");
        await hub.Capture(Made.Seen(post));
        foreach (var (method, path, body) in ((HttpMethod, string, object?)[])[
            (HttpMethod.Delete, $"/posts/{post.Id}", null),
            (HttpMethod.Put, $"/posts/shown/{post.Id}", null),
            (HttpMethod.Put, $"/posts/session/{post.Id}", new { session = "boats" }),
            (HttpMethod.Put, $"/questions/state/{post.Id}", new { state = "asked" }),
            (HttpMethod.Patch, "", new { policy = new { mode = "approve", refuseBots = true }, accent = "#123456" })])
            (await hub.Organize(method, HubUnderTest.Api(path), body)).EnsureSuccessStatusCode();
        using var mira = await hub.SignedIn("Mira");
        Assert.Equal("hide approve file question rules", await mira.Acts());
        var entries = (await mira.Audit()).Entries;
        Assert.Equal([5L, 4, 3, 2, 1], entries.Select(entry => entry.Line.Number));
        Assert.Equal(("accent, mode, refuseBots", "asked", "Backchannel:ApiKey"), (entries[0].Line.Subject, entries[1].Line.Subject, entries[4].Line.Name));
    }

    [Fact]
    public async Task Settings_that_change_nothing_write_nothing()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Change(new { policy = new { mode = "auto" } });
        await hub.Restart();
        using var mira = await hub.SignedIn("Mira");
        Assert.Equal("", await mira.Acts());
    }

    [Fact]
    public async Task The_log_is_read_back_page_by_page_by_person_and_by_act()
    {
        await using var hub = await Bench.Approving();
        using var mira = await hub.SignedIn("Mira");
        using var tomasz = await hub.SignedIn("Tomasz");
        var posts = Made.Many(6);
        await hub.Capture(posts);
        foreach (var seen in posts) await (seen == posts[0] ? tomasz : mira).Decide(Act.Refuse, seen.Post.Id);
        var undone = await mira.Undo((await mira.Audit("&act=refuse")).Entries[0].Line.Number);
        Assert.Equal(["Backchannel:ApiKey", "Mira", "Tomasz"], (await mira.Audit()).People);
        Assert.Equal("Tomasz", Assert.Single((await mira.Audit("&name=Tomasz")).Entries).Line.Name);
        Assert.Equal(undone.Number, Assert.Single((await mira.Audit("&act=undo")).Entries).Line.Number);
        var taken = (await mira.Audit("&act=refuse")).Entries[0];
        Assert.Equal((false, "Mira"), (taken.Undoable, taken.UndoneBy));
        Assert.Equal([3L, 2, 1], (await mira.Audit("&before=4")).Entries.Select(entry => entry.Line.Number));
    }

    [Fact]
    public async Task The_log_is_exported_as_a_table_and_as_lines_of_JSON()
    {
        await using var hub = await Bench.Approving();
        using var mira = await hub.SignedIn("=cmd|' /C calc'!A0");
        var post = Made.Post("Perhaps");
        await hub.Capture(Made.Seen(post));
        await mira.Decide(new NewDecision(Act.Refuse, [post.Id], Why: "said \"no\", twice"));
        using var csv = await mira.GetAsync(HubUnderTest.Api("/audit.csv"));
        Assert.Equal(("text/csv", "tidewater26-log.csv"), (csv.Content.Headers.ContentType!.MediaType, csv.Content.Headers.ContentDisposition!.FileName));
        var lines = (await csv.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Contains(",\"'=cmd|' /C calc'!A0\",\"refuse\",", lines[2], StringComparison.Ordinal);
        Assert.Contains(",\"said \"\"no\"\", twice\",", lines[2], StringComparison.Ordinal);

        var json = await mira.GetStringAsync(HubUnderTest.Api("/audit.jsonl"));
        var read = json.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<AuditLine>(line, ContractJson.Options)!);
        Assert.Equal([(1L, "rules"), (2L, "refuse")], read.Select(line => (line.Number, line.Act)));
    }
}
