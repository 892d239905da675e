using Backchannel.Contracts;
using Backchannel.Hub.Digests;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Backchannel.Hub.Tests;

public class DigestTests
{
    static readonly SessionInfo Pier = Made.Session("pier", "pier1");

    [Fact]
    public void Minutes_are_counted_from_the_start_and_those_without_posts_are_left_out()
    {
        var digest = Of(At(-0.5), At(0), At(0.99), At(59.5), At(-61));
        Assert.Equal([new(-61, 1, 5), new(-1, 1, 1), new(0, 2, 2), new(59, 1, 4)], digest.Minutes);
    }

    [Fact]
    public void Posts_more_than_a_day_off_count_and_are_in_no_minute()
    {
        var digest = Of(At(-24 * 60), At((-24 * 60) - 1), At(25 * 60), At((25 * 60) + 1));
        Assert.Equal(4, digest.Posts);
        Assert.Equal([-24 * 60, 25 * 60], digest.Minutes.Select(minute => minute.Minute));
    }

    [Fact]
    public void A_minute_leads_to_the_first_number_in_it() =>
        Assert.Equal(2, Of([Card(At(5.8), 9), Card(At(5.1), 4), Card(At(5.5), 2)]).Minutes.Single().Seq);

    [Fact]
    public void Photos_come_in_the_order_in_which_they_were_posted_with_their_description()
    {
        var digest = Of(
            At(7) with { Media = [Photo("b"), Photo("c")] }, At(3) with { Media = [Photo("a")], Warning = "Flashing lights" },
            At(4) with { Media = [Photo("film") with { Kind = MediaKind.Video }] });
        Assert.Equal([("a", 3, true), ("b", 7, false), ("c", 7, false)], digest.Photos.Select(photo => (photo.Media.Alt!, photo.Minute, photo.Sensitive)));
        Assert.Equal(("Mira Okonjo", 1L), (digest.Photos[1].By, digest.Photos[1].Seq));
    }

    [Fact]
    public void Of_very_many_photos_the_latest_are_there()
    {
        var digest = Of([.. Enumerable.Range(0, 130).Select(n => At(n) with { Media = [Photo($"{n}")] })]);
        Assert.Equal(Enumerable.Range(10, 120).Select(n => $"{n}"), digest.Photos.Select(photo => photo.Media.Alt));
    }

    [Fact]
    public void A_page_is_counted_once_a_person_whichever_of_its_addresses_they_give()
    {
        var digest = Of(
            Says("https://www.tidewater.example/slides/?utm_source=wall", Made.Mira), Says("https://tidewater.example/slides and http://tidewater.example/slides", Made.Mira),
            Says("https://tidewater.example/slides", Made.Dario), Says("https://tidewater.example/paper", Made.Dario));
        Assert.Equal([new("https://tidewater.example/slides", null, 2), new("https://tidewater.example/paper", null, 1)], digest.Links);
    }

    [Fact]
    public void A_title_comes_from_a_preview_and_so_does_where_a_short_address_leads()
    {
        var card = new LinkCard("https://tidewater.example/paper", "Of logs and tides");
        var digest = Of(Says("https://tdwtr.example/x7", Made.Mira) with { Card = card }, Says("https://tidewater.example/paper", Made.Dario));
        Assert.Equal([new("https://tidewater.example/paper", "Of logs and tides", 2)], digest.Links);
    }

    [Fact]
    public void Of_two_links_the_preview_titles_its_own()
    {
        var card = new LinkCard("https://tidewater.example/a", "The first");
        var digest = Of(Says("https://tidewater.example/a https://tidewater.example/b", Made.Mira) with { Card = card });
        Assert.Equal([("https://tidewater.example/a", "The first"), ("https://tidewater.example/b", null)], digest.Links.Select(link => (link.Url, link.Title)));
    }

    [Fact]
    public void Mentions_hashtags_and_their_pages_are_no_links()
    {
        var post = Made.Post("@dario #tidewater26 https://x.com/hashtag/tidewater26").WithLinks();
        var mention = post with { Spans = [.. post.Spans.Select(span => span.Kind == SpanKind.Mention ? span with { Value = "https://x.com/dario" } : span)] };
        Assert.Empty(Of(mention).Links);
    }

    [Fact]
    public void Top_are_the_five_most_answered_and_passed_on_and_of_two_alike_the_earlier()
    {
        var cards = new[] { 3, 0, 9, 3, 1, 2, 4 }.Select((echo, n) => Card(At(n), n + 1, echo)).ToList();
        Assert.Equal([3, 7, 1, 4, 6], Of(cards).Top.Select(card => card.Seq));
    }

    [Fact]
    public void Who_does_not_want_to_be_found_counts_and_is_collected_nowhere()
    {
        var post = Says("https://tidewater.example/slides", Made.Mira) with { Media = [Photo("a")] };
        var digest = Of([Card(post, 1, 7) with { Listed = false }]);
        Assert.Equal((1, 1, 1), (digest.Posts, digest.People, digest.Minutes.Count));
        Assert.Empty(digest.Photos);
        Assert.Empty(digest.Links);
        Assert.Empty(digest.Top);
    }

    [Fact]
    public void The_order_in_which_cards_are_read_makes_no_difference()
    {
        var card =
            from minute in Gen.Choose(-90, 90)
            from seq in Gen.Choose(1, 1_000)
            from echo in Gen.Choose(0, 2)
            from link in Gen.Elements("a", "b", "a/", "")
            from who in Gen.Elements(Made.Mira, Made.Dario)
            from listed in Gen.Elements(true, true, false)
            select Card(Says(link.Length > 0 ? $"https://tidewater.example/{link}" : "Words", who) with { CreatedAt = Made.Noon.AddMinutes(minute) }, seq, echo) with { Listed = listed };
        Prop.ForAll(card.ArrayOf().ToArbitrary(), cards =>
        {
            var distinct = cards.DistinctBy(each => each.Seq).ToList();
            var (one, other) = (Of(distinct), Of([.. distinct.AsEnumerable().Reverse()]));
            Assert.Equal(one.Minutes, other.Minutes);
            Assert.Equal(one.Links, other.Links);
            Assert.Equal(one.Top, other.Top);
            Assert.Equal(distinct.Count, one.Minutes.Sum(minute => minute.Posts));
            Assert.All(one.Links, link => Assert.InRange(link.Shares, 1, 2));
        }).QuickCheckThrowOnFailure();
    }

    static Post At(double minute) => Made.Post("Words") with { CreatedAt = Made.Noon.AddMinutes(minute) };

    static Post Says(string text, Author by) => Made.Post(text, by).WithLinks();

    static Media Photo(string alt) => new(MediaKind.Image, $"https://tidewater.example/{alt}.png", Alt: alt);

    static DigestCard Card(Post post, long seq, int echo = 0) => new(DigestPost.Of(post), seq, Listed: true, echo);

    static Digest Of(params Post[] posts) => Of([.. posts.Select((post, index) => Card(post, index + 1))]);

    static Digest Of(IReadOnlyList<DigestCard> cards) => Digest.Of(Pier, new(Made.Event, [Pier], null), cards);
}
