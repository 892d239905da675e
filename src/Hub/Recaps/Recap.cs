using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Text;

namespace Backchannel.Hub.Recaps;

/// <summary>A recap out of its plan and the words of its posts. Pure.</summary>
static class Recap
{
    const int MaxTitle = 600;

    /// <summary>The posts whose words a plan needs.</summary>
    public static IEnumerable<string> Named(RecapPlan plan) => plan.Sections
        .SelectMany(section => section.Nodes.SelectMany(node => node.Thread).Select(node => node.Card.Id).Concat(section.Asks is { } asks ? [asks.Id] : [])).Distinct();

    /// <param name="known">Its event.</param>
    /// <param name="state">What it is of, and how it was edited.</param>
    /// <param name="plan">What it shows.</param>
    /// <param name="posts">Posts as they stand; one that went meanwhile is missing, and then it is missing in the recap.</param>
    public static RecapInfo Of(KnownEvent known, RecapState state, RecapPlan plan, IReadOnlyDictionary<string, Post> posts)
    {
        var (subject, row) = (state.Subject, state.Row);
        return new(
            known.Slug, known.Name, known.TimeZone, row.Id, subject.Kind, subject.Edits.Title ?? subject.Title, subject.Edits.Words, subject.By, subject.Start, subject.End,
            row.MadeAt, row.PublishedAt, state.Version, [.. plan.Sections.Select(section => Section(section, posts))], plan.Links, plan.Photos, plan.People, plan.Numbers, subject.Edits.Hidden);
    }

    static RecapSection Section(PlannedSection planned, IReadOnlyDictionary<string, Post> posts)
    {
        var draft = planned.Draft;
        var asks = planned.Asks is { } card && posts.TryGetValue(card.Id, out var post) ? new RecapPost(post.Id, post, post.Url, []) : null;
        return new(
            draft.Key, draft.Question, draft.Title ?? Title(asks?.Post) ?? string.Create(CultureInfo.InvariantCulture, $"Question {draft.Question}"), planned.Words, draft.Session,
            draft.Start, draft.End, draft.Count, draft.People, asks, [.. Threads(planned.Nodes, posts)], planned.More);
    }

    // What stood above is gone: what was answered to it takes its place.
    static IEnumerable<RecapPost> Threads(IReadOnlyList<RecapNode> nodes, IReadOnlyDictionary<string, Post> posts) => nodes.SelectMany(node =>
        posts.TryGetValue(node.Card.Id, out var post) ? [new RecapPost(post.Id, Counted(post, node.LeftOut), post.Url, [.. Threads(node.Replies, posts)])] : Threads(node.Replies, posts));

    // A reply that its editor left out is not counted where it is missing.
    static Post Counted(Post post, int leftOut) => leftOut is 0 ? post : post with { Echo = post.Echo with { Replies = Math.Max(0, post.Echo.Replies - leftOut) } };

    static string? Title(Post? asks) => asks is null || string.IsNullOrWhiteSpace(asks.Text) ? null : TextCut.At(Chats.Answers.Putting.Words(asks), MaxTitle);
}
