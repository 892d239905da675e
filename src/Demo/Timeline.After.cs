using Backchannel.Contracts;

namespace Backchannel.Demo;

/// <summary>What becomes of a post: likes and reposts, the same text elsewhere, an edit, a deletion.</summary>
sealed partial class Timeline
{
    static readonly double[] Glances = [12, 35, 75, 150];

    void After(Said said)
    {
        if (said.By.Network == Network.Here) return;
        // What points at somebody or something would point at nothing on another network, or with two letters swapped.
        var plain = said.Post.Spans.All(span => span.Kind == SpanKind.Hashtag);
        if (plain && said.By.Twin is { } twin && Chance(0.5)) Elsewhere(said, twin);
        else if (plain && said.By.Network == Network.Mastodon && said.Post.Language == "en" && Chance(0.06)) Correct(said);
        else if (Chance(0.01)) Delete(said, said.At + Seconds(30, 60));
        // What is said of a talk goes round more than what is said of the coffee.
        if (Chance(said.About is null ? 0.4 : 0.75)) Spread(said, Math.Pow(_random.NextDouble(), said.About is null ? 3 : 2), 100);
    }

    /// <summary>The same author's same text on another network, seconds later.</summary>
    void Elsewhere(Said said, Person twin)
    {
        var picture = said.Post.Media is [var first, ..] ? first : null;
        Post(said.At + Seconds(2, 7), twin, said.Post.Text, said.Post.Language, picture: picture).About = said.About;
    }

    /// <param name="said">The post.</param>
    /// <param name="appeal">0…1: how many people it moves.</param>
    /// <param name="seconds">How long it is passed on.</param>
    void Spread(Said said, double appeal, double seconds)
    {
        foreach (var person in Others(said.By, (int)(appeal * 6.5)))
            Repost(said, person, said.At + Seconds(4, seconds));
        foreach (var glance in Glances)
        {
            var likes = (int)((1 + appeal * 45) * (1 - Math.Exp(-glance / 55)));
            Queue(said.At + Seconds(glance, glance + 6), () => Echo(said, likes));
        }
    }

    static EchoHeard? Echo(Said said, int likes) => said.Deleted ? null : new(said.Post.Id, new(said.Reposts, said.Replies, likes));

    void Repost(Said said, Person person, DateTimeOffset at)
    {
        var id = NextId(person.Network);
        Queue(at, () =>
        {
            if (said.Deleted) return null;
            said.Reposts++;
            return new PostReposted(DemoConference.Hashtags, id, person.Author, at, said.Post);
        });
    }

    /// <summary>Two letters were swapped, and somebody noticed.</summary>
    void Correct(Said said)
    {
        var (right, at) = (said.Post, said.At + Seconds(10, 28));
        if (Swap(right.Text) is not { } wrong) return;
        said.Post = right with { Text = wrong, Spans = Text.TextScanner.Spans(wrong) };
        Queue(at, () =>
        {
            if (said.Deleted) return null;
            said.Post = right with { EditedAt = at };
            return Seen(said.Post);
        });
    }

    string? Swap(string text)
    {
        var end = text.IndexOf('#', StringComparison.Ordinal);
        var places = Enumerable.Range(1, Math.Max(0, end - 3))
            .Where(i => text.AsSpan(i - 1, 3) is var three && !three.ContainsAnyExceptInRange('a', 'z') && three[1] != three[2]).ToList();
        if (places.Count == 0) return null;
        var place = places[_random.Next(places.Count)];
        return text[..place] + text[place + 1] + text[place] + text[(place + 2)..];
    }

    void Delete(Said said, DateTimeOffset at) => Queue(at, () =>
    {
        said.Deleted = true;
        return new PostDeleted(said.Post.Id);
    });
}
