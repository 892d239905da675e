using Backchannel.Contracts;
using Backchannel.Ingest.Sources.X;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Backchannel.Ingest.Tests.X;

public class XRulesTests
{
    static WatchedEvent Event(params string[] tags) => new("harbourconf", tags);

    [Fact]
    public void An_event_has_one_rule_over_its_hashtags_without_reposts() =>
        Assert.Equal([new XRule("(#harbourconf OR #tidetalk) -is:retweet", "backchannel:harbourconf")], XRules.For([Event("HarbourConf", "#tidetalk")], false));

    [Fact]
    public void Reposts_are_asked_for_only_where_wanted() => Assert.Equal("#harbourconf", XRules.For([Event("harbourconf")], true).Single().Value);

    [Fact]
    public void A_hashtag_with_accents_is_asked_for_with_and_without_them_because_the_stream_minds() =>
        Assert.Equal("(#qualität OR #qualitat) -is:retweet", XRules.For([Event("Qualität")], false).Single().Value);

    [Fact]
    public void Two_events_that_make_the_same_rule_make_it_once() =>
        Assert.Single(XRules.For([Event("harbourconf"), new("tidetalk", ["harbourconf"])], false));

    [Fact]
    public void A_hashtag_that_holds_an_operator_is_not_asked_for()
    {
        string[] tags = ["a) OR from:someone", "2026", "", "semi-final", "x y"];
        Assert.Empty(XRules.For([Event(tags)], false));
        Assert.Equal(tags, XRules.Unusable([Event(tags)]));
    }

    [Fact]
    public void However_many_hashtags_there_are_each_is_in_exactly_one_rule_and_none_is_too_long() =>
        Prop.ForAll(Gen.Choose(1, 400).ToArbitrary(), count =>
        {
            var tags = Enumerable.Range(0, count).Select(i => $"session{i}_{new string('x', i % 60)}").ToArray();
            foreach (var (expressions, limit) in new[] { (XRules.For([Event(tags)], false).Select(r => r.Value), 1024), (XRules.Queries([Event(tags)], false), 512) })
            {
                var all = expressions.ToList();
                Assert.All(all, e => Assert.InRange(e.Length, 1, limit));
                Assert.All(all, e => Assert.EndsWith(" -is:retweet", e, StringComparison.Ordinal));
                Assert.Equal(tags.Select(t => "#" + t), all.SelectMany(e => e.Replace(" -is:retweet", "", StringComparison.Ordinal).Trim('(', ')').Split(" OR ")));
            }
        }).QuickCheckThrowOnFailure();
}
