using System.Globalization;
using Backchannel.Hub.Chats.Answers;
using Xunit;

namespace Backchannel.Hub.Tests.Chats;

/// <summary>
/// Posts of one made-up hour, in <c>hard-posts.tsv</c>: written and labelled by somebody who did not know the rules. One by one and without threads, which is harder than an hour is: half
/// of what an hour binds is bound by what it answers.
/// </summary>
public class HardPostsTests(ITestOutputHelper output)
{
    static readonly (double Minute, string Text)[] Questions =
    [
        (5, "What is the oldest object you have ever guarded?"), (15, "How do you stay awake between three and five in the morning?"), (26, "Which visitor rule would you abolish tomorrow?"),
        (38, "What should every night rota get right?"), (49, "Who taught you the trade?"),
    ];

    [Fact]
    public void Of_posts_that_somebody_else_wrote_97_of_100_bound_ones_are_with_their_question()
    {
        var put = Questions.Select((question, index) => new Put(index + 1, ChatBed.Start.AddMinutes(question.Minute), question.Text, null)).ToList();
        var rules = new AnswerRules(put, new HashSet<int>([1, 2, 3, 4, 5]), _ => false, ChatBed.Start.AddHours(1));
        var posts = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Chats", "hard-posts.tsv")).Select(line => line.Split('\t')).Select(parts => (
            Label: int.Parse(parts[1], CultureInfo.InvariantCulture), Kind: parts[2], Post: ChatBed.Said(parts[3].Replace("\\n", "\n", StringComparison.Ordinal), double.Parse(parts[0], CultureInfo.InvariantCulture)))).ToList();
        var bound = posts.Select(one => (one.Label, one.Kind, one.Post, Bound: rules.Bind(one.Post, null))).ToList();
        foreach (var wrong in bound.Where(one => (one.Bound.Question ?? 0) != one.Label).OrderBy(one => one.Bound.Question is null).ThenBy(one => one.Kind, StringComparer.Ordinal))
            output.WriteLine($"{wrong.Label} → {wrong.Bound.Question?.ToString(CultureInfo.InvariantCulture) ?? "none"} {wrong.Bound.By} ({wrong.Kind}): {wrong.Post.Text.ReplaceLineEndings("⏎")}");
        var right = bound.Count(one => one.Label > 0 && one.Bound.Question == one.Label);
        var (precision, recall) = ((double)right / bound.Count(one => one.Bound.Question is not null), (double)right / bound.Count(one => one.Label > 0));
        var line = string.Create(CultureInfo.InvariantCulture, $"{posts.Count} hard posts, {bound.Count(one => one.Label > 0)} that belong to a question, {bound.Count(one => one.Bound.Question is not null)} bound: precision {precision:0.000}, recall {recall:0.000}");
        output.WriteLine(line);
        Console.WriteLine(line);
        Assert.True(precision >= 0.97, line);
        Assert.True(recall >= 0.70, line);
    }
}
