using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Hub.Chats.Answers;
using Xunit;

namespace Backchannel.Hub.Tests.Chats;

/// <summary>How well answers find their question, in hours that were made up and labelled with what their authors meant.</summary>
public class TranscriptTests(ITestOutputHelper output)
{
    const int Chats = 14;

    [Fact]
    public void Of_made_up_chats_97_of_100_bound_posts_are_with_their_question_and_9_of_10_that_belong_to_one_are_bound()
    {
        var all = Enumerable.Range(1, Chats).SelectMany(Bound).ToList();
        Assert.All(Enumerable.Range(1, Chats), seed => Assert.True(MadeUpChat.Posts(seed).Count >= 300));
        foreach (var kind in all.GroupBy(one => one.Said.Kind).OrderBy(group => group.Key, StringComparer.Ordinal)) output.WriteLine(Line($"  {kind.Key}", [.. kind]));
        foreach (var why in all.Where(one => one.Bound.Question is not null).GroupBy(one => one.Bound.By).OrderBy(group => group.Key)) output.WriteLine(Line($"  by {why.Key}", [.. why]));
        foreach (var wrong in all.Where(one => one.Bound.Question is not null && one.Bound.Question != one.Said.Question).DistinctBy(one => one.Said.Post.Text).Take(40))
            output.WriteLine($"    {wrong.Bound.Question} {wrong.Bound.By}, meant {wrong.Said.Question?.ToString(CultureInfo.InvariantCulture) ?? "none"}: {wrong.Said.Post.Text}");
        var (bound, belong, right) = (all.Count(one => one.Bound.Question is not null), all.Count(one => one.Said.Question is not null), all.Count(one => one.Said.Question is not null && one.Bound.Question == one.Said.Question));
        var (precision, recall) = ((double)right / bound, (double)right / belong);
        var line = string.Create(CultureInfo.InvariantCulture, $"{Chats} chats, {all.Count} posts, {belong} that belong to a question, {bound} bound: precision {precision:0.000}, recall {recall:0.000}");
        output.WriteLine(line);
        Console.WriteLine(line);
        Assert.True(precision >= 0.97, line);
        Assert.True(recall >= 0.90, line);
    }

    [Fact]
    public void Every_question_is_heard_as_it_is_put_and_nothing_else_is_taken_for_one()
    {
        foreach (var seed in Enumerable.Range(1, Chats))
        {
            var (posts, highest) = (MadeUpChat.Posts(seed), 0);
            foreach (var said in posts)
            {
                var put = Putting.Of(said.Post, said.Post.Author == MadeUpChat.Host, highest);
                Assert.True(put == (said.Puts ? said.Question : null), $"{put}: {said.Post.Text}");
                highest = Math.Max(highest, put ?? 0);
            }
        }
    }

    static List<(ChatPost Said, Bound Bound)> Bound(int seed)
    {
        var posts = MadeUpChat.Posts(seed);
        var put = posts.Where(said => said.Puts).GroupBy(said => said.Question!.Value, said => said.Post)
            .Select(asked => asked.MinBy(post => post.CreatedAt)!).Select(post => new Put(Marks.Of(post)!.Value.Number, post.CreatedAt, OwnWords.Of(post), post.Url)).ToList();
        var rules = new AnswerRules(put, new HashSet<int>(Enumerable.Range(1, put.Count)), post => post.Author == MadeUpChat.Host, MadeUpChat.Start.AddHours(1));
        var bound = new Dictionary<string, Bound>();
        return [.. posts.Where(said => !said.Puts).Select(said => (said, Of(said.Post.Id)))];

        Bound Of(string id)
        {
            if (bound.TryGetValue(id, out var known)) return known;
            var said = posts.First(one => one.Post.Id == id);
            return bound[id] = said.Puts ? new(said.Question, AnswerBy.Asks, 1) : rules.Bind(said.Post, said.Post.ReplyTo is { } parent ? Of(parent) : null);
        }
    }

    static string Line(string what, List<(ChatPost Said, Bound Bound)> posts)
    {
        var right = posts.Count(one => one.Bound.Question == one.Said.Question);
        return string.Create(CultureInfo.InvariantCulture, $"{what,-28} {posts.Count,5}: {right,5} right, {posts.Count(one => one.Bound.Question is not null && one.Bound.Question != one.Said.Question),4} wrong, {posts.Count(one => one.Bound.Question is null && one.Said.Question is not null),4} not bound");
    }
}
