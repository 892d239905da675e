using Backchannel.Contracts;
using Backchannel.Hub.Filing;

namespace Backchannel.Hub.Chats.Answers;

/// <summary>
/// Decides which question of a chat a post belongs to: the strongest sign wins. Pure; made anew whenever a question is put. Strongest first:
/// <list type="number">
/// <item>A host's or moderator's word. It is kept in the post's row, and whoever calls these rules leaves such a post alone.</item>
/// <item>It puts the question (1.0), or puts it again: <see cref="Putting"/>.</item>
/// <item>It says so (0.95; 0.85 where nothing sets the number off, or where it says <c>Q2</c>): <see cref="Marks"/>. However late that is. <c>Q2</c> is more often said of the question: it counts
/// at the beginning, set off, of what asks nothing, is not the question itself and no <see cref="ChitChat"/>.</item>
/// <item>It says so and was said before the question was put (0.6), or that question never was: flagged as early, for it may be a slip.</item>
/// <item>It answers the post that puts a question, or links to it as quotes do (0.9), unless it is but <see cref="ChitChat"/>.</item>
/// <item>It goes on in a thread that belongs to a question (0.85).</item>
/// <item>It was said while the question was the open one and takes up telling words of it (0.6). Not hosts' words, who keep the room going.</item>
/// </list>
/// A number that was neither planned nor put is no question: "Q4 this year" is a quarter.
/// </summary>
/// <param name="put">The questions that were put, in any order.</param>
/// <param name="planned">Numbers of all questions, where there is a plan; null where nobody wrote one: then the next number may be put yet.</param>
/// <param name="isLead">Whether a post is by somebody who leads the chat.</param>
/// <param name="end">When the chat ends: after that no question is open.</param>
sealed class AnswerRules(IReadOnlyList<Put> put, IReadOnlySet<int>? planned, Func<Post, bool> isLead, DateTimeOffset end)
{
    /// <summary>Networks' clocks, and whoever saw the question on the desk a moment before.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromSeconds(45);

    /// <summary>Fewer words than this take up nothing.</summary>
    const int FewWords = 5;

    readonly Put[] _byTime = [.. put.OrderBy(question => question.At)];
    readonly Dictionary<int, Put> _byNumber = put.ToDictionary(question => question.Number);
    readonly Dictionary<int, IReadOnlySet<string>> _stems = put.ToDictionary(question => question.Number, question => (IReadOnlySet<string>)Wording.Terms(Text.TextFold.Fold(question.Text)).ToHashSet());

    /// <param name="post">A post of the chat that does not put a question.</param>
    /// <param name="parent">Where the post that it answers belongs; null where it answers none that is known.</param>
    public Bound Bind(Post post, Bound? parent)
    {
        if (_byNumber.Count == 0 && planned is not { Count: > 0 }) return Bound.Nowhere;
        if (ByNumber(post) is { } numbered) return numbered;
        if (parent is { } above) return InThread(post, above);
        if (Quoted(post) is { } quoted) return new(quoted.Number, AnswerBy.Reply, 0.9);
        return post.ReplyTo is null && !SpokenMarks.Has(post) && OpenAt(post.CreatedAt) is { } open && TakesUp(post, open) ? new(open.Number, AnswerBy.Open, 0.6) : Bound.Nowhere;
    }

    Bound? ByNumber(Post post)
    {
        if (Marks.Of(post) is not { } mark) return null;
        // A host who names a question speaks of it: "Q2 in three minutes", "love what I read on Q1".
        if (mark.Asks && (isLead(post) || !Answers(post, mark))) return null;
        if (mark.IsBare && _byTime.LastOrDefault(asked => asked.At <= post.CreatedAt)?.Number != mark.Number) return null;
        if (_byNumber.TryGetValue(mark.Number, out var question))
            return post.CreatedAt >= question.At - Slack
                ? new(mark.Number, AnswerBy.Number, mark is { IsSure: true, Asks: false } ? 0.95 : 0.85)
                : mark is { IsSure: true, Asks: false } ? new(mark.Number, AnswerBy.Early, 0.6) : null;
        // It may be put yet; what nobody planned, and nothing sets off, is more likely something else.
        return mark is { IsSure: true, Asks: false } && (planned?.Contains(mark.Number) ?? _byTime.Length > 0 && mark.Number == _byTime.Max(last => last.Number) + 1) ? new(mark.Number, AnswerBy.Early, 0.6) : null;
    }

    /// <summary>Whether a guest's <c>Q2: …</c> is an answer: not the question said again, not what one thinks of it, not a question back.</summary>
    bool Answers(Post post, Mark mark)
    {
        // Between a text's beginning and it stand mentions and hashtags, not a sentence.
        if (!mark.IsSure || OwnWords.Of(post).AsSpan(0, Math.Min(mark.Start, post.Text.Length)).ContainsAnyInRange('0', 'z')) return false;
        var rest = post.Text[Math.Min(mark.After, post.Text.Length)..];
        if (rest.Contains('?', StringComparison.Ordinal) || ChitChat.Is(post)) return false;
        return Wording.Split(Text.TextFold.Fold(OwnWords.Of(post))).Count() > FewWords && !SaysAgain(post, mark.Number);
    }

    bool SaysAgain(Post post, int number)
    {
        if (!_stems.TryGetValue(number, out var asked)) return false;
        var said = Wording.Terms(Text.TextFold.Fold(OwnWords.Of(post))).ToHashSet();
        var same = said.Count(asked.Contains);
        return same > 0.7 * asked.Count && same > 0.6 * said.Count;
    }

    static Bound InThread(Post post, Bound parent) => parent switch
    {
        { IsOut: true } => new(null, AnswerBy.Thread),
        { Question: null } or { By: AnswerBy.Early } => Bound.Nowhere,
        { By: AnswerBy.Asks } => ChitChat.Is(post) ? Bound.Nowhere : new(parent.Question, AnswerBy.Reply, 0.9),
        _ => new(parent.Question, AnswerBy.Thread, 0.85),
    };

    Put? Quoted(Post post) =>
        post.Spans.Where(span => span.Kind == SpanKind.Link).Select(span => Array.Find(_byTime, question => question.Url is { } url && LinkKey.Of(url) == LinkKey.Of(span.Value))).FirstOrDefault(found => found is not null);

    Put? OpenAt(DateTimeOffset at) => at < end ? Array.FindLast(_byTime, question => question.At <= at) : null;

    bool TakesUp(Post post, Put question)
    {
        if (isLead(post) || ChitChat.Is(post) || post.Text.Contains('?', StringComparison.Ordinal)) return false;
        // What begins with somebody's name is said to them.
        if (post.Spans is [{ Kind: SpanKind.Mention, Start: <= 1 }, ..]) return false;
        var said = Wording.Of(post);
        return post.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length >= FewWords && said.Stems.Overlaps(_stems[question.Number]);
    }
}
