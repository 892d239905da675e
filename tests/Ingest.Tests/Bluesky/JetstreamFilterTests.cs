using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Backchannel.Ingest.Sources.Bluesky;
using Backchannel.StandIns.Bluesky;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Backchannel.Ingest.Tests.Bluesky;

public class JetstreamFilterTests
{
    static readonly string[] Pieces =
    [
        "harbourconf", "HarbourConf", "Ｈarbourconf", "hárbourconf", "港町会議", "#", "＃", "#harbourconf", "#港町会議", "＃ＨＡＲＢＯＵＲＣＯＮＦ", " ", "\n", "a", "é",
        "👩🏽‍💻", "\ufe0f", "\u200d", "\u0301", "_", "·", "-", "/", "://", "https://tidewater.example/#harbourconf", "&", "<", "\"", "\\", "\0", "2",
    ];

    readonly EventMatcher _matcher = new([new("harbourconf", ["harbourconf"]), new("minato", ["港町会議"])]);

    static Gen<string> Texts => Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces));

    static Gen<JsonObject> Records =>
        from text in Texts
        from tags in Texts.ListOf(2)
        from facets in Texts.ListOf(2)
        from bare in Gen.Elements(true, false)
        select new JsonObject
        {
            ["createdAt"] = "2026-05-01T10:00:00Z",
            ["facets"] = new JsonArray([.. facets.Select(tag => JetstreamFrames.Facet(0, 3, JetstreamFrames.Tag(tag)))]),
            ["tags"] = bare ? null : new JsonArray([.. tags.Select(tag => JsonValue.Create(tag))]),
            ["text"] = text,
        };

    static Gen<byte[]> Frames =>
        from record in Records
        from operation in Gen.Elements("create", "update")
        from encoder in Gen.Elements(JavaScriptEncoder.Default, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)
        select Encoding.UTF8.GetBytes(
            JetstreamFrames.Commit(BlueskyBed.Mira, "3k2a", 5_000_000, record, operation).Message.ToJsonString(new JsonSerializerOptions { Encoder = encoder }));

    [Fact]
    public void What_the_parser_would_match_is_never_let_pass() =>
        Prop.ForAll(Frames.ToArbitrary(), frame =>
        {
            var written = (PostWritten)JetstreamParser.Parse(frame, out _)!;
            return _matcher.Match(written.Record.Hashtags).Count == 0 || Filter().Look(frame, out _) == Glance.Concerns;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Any_bytes_at_all_are_survived_by_filter_and_parser() =>
        Prop.ForAll(Broken.ToArbitrary(), frame =>
        {
            Filter().Look(frame, out _);
            JetstreamParser.Parse(frame, out _);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Theory]
    [InlineData("""{"kind":"commit","commit":{"record":{"text":"a \u0023harbourconf"},"collection":"app.bsky.feed.post","operation":"create"},"time_us":5,"did":"did:plc:a"}""")]
    [InlineData("""{"d\u0069d":"did:plc:a","time_us":5,"kind":"comm\u0069t","commit":{"operation":"create","collection":"app.bsky.feed.p\u006fst","record":{"t\u0061gs":["HARBOUR\u0063onf"]}}}""")]
    [InlineData("""{"did":"did:plc:a","time_us":5,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.post","record":{"tags":["\ud800"]}}}""")]
    public void Escapes_and_another_order_hide_nothing(string frame) =>
        Assert.Equal(Glance.Concerns, Filter().Look(Encoding.UTF8.GetBytes(frame), out _));

    [Theory]
    [InlineData("", Glance.Broken)]
    [InlineData("[]", Glance.Broken)]
    [InlineData("""{"did":"did:plc:a","time_us":5,"kind":"commit","commit":{"operation":"cre""", Glance.Broken)]
    [InlineData("""{"did":"did:plc:a","time_us":5,"kind":"commit"} {""", Glance.Broken)]
    [InlineData("""{"time_us":5,"kind":"commit","commit":{}}""", Glance.NoAuthor)]
    [InlineData("""{"did":"did:plc:a","kind":"commit","commit":{}}""", Glance.NoTime)]
    [InlineData("""{"did":"did:plc:a","time_us":5,"kind":"weather","weather":{"tag":"harbourconf"}}""", Glance.Unknown)]
    [InlineData("""{"did":"did:plc:a","time_us":5,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.like","record":{"tags":["harbourconf"]}}}""", Glance.Passes)]
    [InlineData("""{"did":"did:plc:a","time_us":5,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.post","record":{"text":"#harbourconf2 harbourconf"}}}""", Glance.Passes)]
    public void The_rest_is_told_apart(string frame, object expected) =>
        Assert.Equal(expected, Filter().Look(Encoding.UTF8.GetBytes(frame), out _));

    [Fact]
    public void What_happens_to_people_concerns_us_only_where_they_have_posts_with_us()
    {
        var filter = new JetstreamFilter(new(_matcher), new([BlueskyBed.Mira]));
        foreach (var did in new[] { BlueskyBed.Mira, BlueskyBed.Tomasz })
        {
            var expected = did == BlueskyBed.Mira ? Glance.Concerns : Glance.Passes;
            foreach (var frame in new[]
            {
                JetstreamFrames.Delete(did, "3k2a", 5), JetstreamFrames.Account(did, 5, false, "suspended"), JetstreamFrames.Identity(did, 5),
                JetstreamFrames.Commit(did, "3k2a", 5, BlueskyBed.Record("no hashtag any more"), "update"),
            })
                Assert.Equal(expected, filter.Look(Encoding.UTF8.GetBytes(frame.Json), out _));
        }
    }

    [Fact]
    public void What_passes_costs_no_memory()
    {
        var filter = Filter();
        var frames = new[] { "Good morning #tidepool", "「港」 #港の朝 #ＨＡＲＢＯＵＲ", "Nothing to see", "Escaped \u2028 #é" }
            .Select(text => JetstreamFrames.Commit(BlueskyBed.Tomasz, "3k2a", 5_000_000, BlueskyBed.Record(text)).Json)
            .Append(JetstreamFrames.Delete(BlueskyBed.Tomasz, "3k2b", 5_000_001).Json)
            .Append(JetstreamFrames.Account(BlueskyBed.Tomasz, 5_000_001, false, "deleted").Json)
            .Select(Encoding.UTF8.GetBytes).ToArray();
        foreach (var frame in frames) Assert.Equal(Glance.Passes, filter.Look(frame, out _));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            foreach (var frame in frames) filter.Look(frame, out _);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    static Gen<byte[]> Broken =>
        from frame in Frames
        from at in Gen.Choose(0, frame.Length - 1)
        from value in Gen.Choose(0, 255)
        from cut in Gen.Elements(true, false)
        select cut ? frame[..at] : [.. frame[..at], (byte)value, .. frame[(at + 1)..]];

    JetstreamFilter Filter() => new(new(_matcher), new([]));
}
