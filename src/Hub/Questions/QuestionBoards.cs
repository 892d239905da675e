using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Backchannel.Text;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Questions;

/// <summary>
/// Reads the questions of a session. A question has its words, its session and whether it may be shown from its post, so that an edit, a deletion, a
/// moderator or another session counts for both at once.
/// </summary>
sealed class QuestionBoards(IDbContextFactory<ArchiveDb> archives, EventCatalog catalog, TimeProvider time)
{
    /// <summary>On a board; and at most so many are read to choose them from.</summary>
    public const int Most = 200, MostRead = 500;

    /// <summary>A post may be ten thousand characters long; what is asked in it comes first.</summary>
    const int MaxText = 600;

    /// <param name="visitor">Whose own questions and votes are marked; null for nobody's.</param>
    public async Task<QuestionBoard> Read(string slug, string session, string? visitor, CancellationToken stop)
    {
        if (catalog.Find(slug)?.Sessions.FirstOrDefault(s => s.Id == session) is not { } known) return new(slug, session, []);
        await using var db = await archives.CreateDbContextAsync(stop);
        var asked = await Asked(db, slug, session, stop);
        if (asked.Count == 0) return new(slug, session, []);

        List<string> ids = [.. asked.Select(one => one.Question.PostId)];
        var voters = new Voters(await db.Votes.Where(v => v.Event == slug && ids.Contains(v.PostId)).GroupBy(v => v.Visitor).Select(own => own.Max(v => v.At)).ToListAsync(stop));
        HashSet<string> voted = visitor is null
            ? []
            : [.. await db.Votes.Where(v => v.Event == slug && ids.Contains(v.PostId) && v.Visitor == visitor).Select(v => v.PostId).ToListAsync(stop)];
        var now = time.GetUtcNow();
        var questions = asked.Select(one => Info(one, voters, known, now, visitor, voted));
        return new(slug, session, [.. InOrder(questions).Take(Most)]);
    }

    internal static IEnumerable<QuestionInfo> InOrder(IEnumerable<QuestionInfo> questions) => questions
        .OrderBy(question => Place(question.State)).ThenByDescending(question => question.Score)
        .ThenBy(question => question.At).ThenBy(question => question.Id, StringComparer.Ordinal);

    static int Place(QuestionState state) => state switch { QuestionState.Asked => 0, QuestionState.Queued => 1, QuestionState.Proposed => 2, _ => 3 };

    static Task<List<Joint>> Asked(ArchiveDb db, string slug, string session, CancellationToken stop) => (
        from post in db.Posts.AsNoTracking()
        where post.Event == slug && post.Session == session && post.ShownSeq > 0
        join question in db.Questions.AsNoTracking() on new { post.Event, post.PostId } equals new { question.Event, question.PostId }
        where question.State != QuestionState.Dismissed
        let votes = db.Votes.Count(v => v.Event == slug && v.PostId == question.PostId)
        orderby question.State == QuestionState.Asked descending, votes descending, question.At descending
        select new Joint { Post = post, Question = question, Votes = votes }).Take(MostRead).ToListAsync(stop);

    static QuestionInfo Info(Joint one, Voters voters, SessionInfo session, DateTimeOffset now, string? visitor, HashSet<string> voted)
    {
        var (post, question) = (PostBody.Read(one.Post), one.Question);
        return new(
            post.Id, Short(post.Text), post.Author, post.Network, question.Remote, question.State, one.Votes,
            QuestionScore.Of(one.Votes, voters.Since(question.At), QuestionScore.Age(question.At, session, now)), question.At,
            Mine: visitor is not null && question.Asker == visitor, Voted: voted.Contains(post.Id));
    }

    static string Short(string text) => TextCut.Shortened(text, MaxText);

    sealed class Joint
    {
        public required PostRow Post { get; init; }
        public required QuestionRow Question { get; init; }
        public required int Votes { get; init; }
    }

    /// <summary>Of each visitor the time of their latest vote: who voted since a moment voted last since then.</summary>
    sealed class Voters(List<DateTimeOffset> latest)
    {
        readonly List<DateTimeOffset> _latest = [.. latest.Order()];

        public int Since(DateTimeOffset moment)
        {
            var first = _latest.BinarySearch(moment);
            if (first < 0) first = ~first;
            while (first > 0 && _latest[first - 1] == moment) first--;
            return _latest.Count - first;
        }
    }
}
