using System.Collections.Concurrent;
using System.Threading.Channels;
using Backchannel.Contracts;
using Backchannel.Web.Questions;

namespace Backchannel.Web.Live;

/// <summary>The questions of sessions: the latest of each, rendered once for all pages that show them.</summary>
public sealed partial class LiveFeed
{
    readonly ConcurrentDictionary<(string Event, string Session), KnownQuestions> _questions = new();

    // Rendered beside the connection, which has posts to bring meanwhile.
    readonly Channel<(string Event, string Session)> _newsOfQuestions = Channel.CreateUnbounded<(string, string)>(new() { SingleReader = true });

    /// <summary>The questions to a session as this visitor sees them; null where the hub is away and they are not known.</summary>
    public async Task<QuestionBoard?> Questions(string slug, string session, HttpContext http)
    {
        var latest = _questions.GetValueOrDefault((slug, session))?.Board;
        // Who has no cookie has neither asked nor voted: a herd of newcomers is answered from memory.
        var visitor = http.Request.Cookies[HubClient.VisitorCookie];
        if (visitor is null && latest is not null) return latest;
        try
        {
            var board = await _hub.Questions(slug, session, visitor, http.RequestAborted).WaitAsync(Options.Patience, Clock, http.RequestAborted);
            if (visitor is null && board is not null && !_status.Stale) _questions.TryAdd((slug, session), new(board, false, RenderLater(board)));
            return board;
        }
        catch (Exception error) when (IsAway(error, http.RequestAborted))
        {
            return latest;
        }
    }

    /// <summary>The latest <c>questions</c> event of a session, for a page that opens; empty where none is known, and then it comes by the page's channel.</summary>
    internal async ValueTask<ReadOnlyMemory<byte>> QuestionsFrame(EventFeed feed, string? session)
    {
        if (session is null) return default;
        if (_questions.TryGetValue((feed.Slug, session), out var known)) return await known.Frame.Value;
        // A hub that is away is asked for all that pages show when it is back.
        if (!_status.Stale) _ = AskOnce(AskForQuestions, _questions.ContainsKey, feed.Slug, session);
        return default;
    }

    void HearQuestions(QuestionBoard[] boards)
    {
        foreach (var board in boards)
        {
            _questions[(board.Event, board.Session)] = new(board, true, RenderLater(board));
            _ = _newsOfQuestions.Writer.TryWrite((board.Event, board.Session));
        }
    }

    async Task KeepTellingQuestions(CancellationToken stopping)
    {
        await foreach (var (slug, session) in _newsOfQuestions.Reader.ReadAllAsync(stopping))
        {
            if (!_feeds.TryGetValue(slug, out var feed) || !_questions.TryGetValue((slug, session), out var known)) continue;
            if (feed.Channels.FirstOrDefault(channel => channel.Session == session) is { Pages: > 0 } channel && await known.Frame.Value is { IsEmpty: false } frame)
                channel.Send(frame);
        }
    }

    /// <summary>What was pushed while the hub was not there is missing: what pages show is asked for.</summary>
    async Task AskQuestionsAnew()
    {
        foreach (var feed in _feeds.Values)
            foreach (var channel in feed.Channels.Where(channel => channel is { Session: not null, Pages: > 0 }))
                await AskOnce(AskForQuestions, _ => false, feed.Slug, channel.Session!);
    }

    async Task AskForQuestions(string slug, string session, CancellationToken stopping)
    {
        try
        {
            if (await _hub.Questions(slug, session, null, stopping) is not { } board) return;
            var answer = new KnownQuestions(board, false, RenderLater(board));
            // What was pushed meanwhile is as new, or newer: a board does not say how old it is.
            if (_questions.AddOrUpdate((slug, session), answer, (_, known) => known.IsPushed ? known : answer) == answer) _ = _newsOfQuestions.Writer.TryWrite((slug, session));
        }
        catch (Exception error) when (IsAway(error, stopping))
        {
            // The next connection asks again; a vote brings them too.
        }
    }

    Lazy<Task<ReadOnlyMemory<byte>>> RenderLater(QuestionBoard board) => new(() => Render(board));

    async Task<ReadOnlyMemory<byte>> Render(QuestionBoard board)
    {
        try
        {
            var html = await _cards.Html<QuestionList>(new() { [nameof(QuestionList.Questions)] = board.Questions });
            return new SseWriter().Event("questions", SseWriter.Data(html)).Written;
        }
        catch (Exception error)
        {
            LogQuestionsFailed(error, board.Session);
            return default;
        }
    }

    [LoggerMessage(LogLevel.Error, "The questions of {Session} cannot be rendered: pages keep those they have.")]
    partial void LogQuestionsFailed(Exception error, string session);

    /// <param name="Board">The latest.</param>
    /// <param name="IsPushed">Not asked for: since the hub was met last, nothing newer can have been missed.</param>
    /// <param name="Frame">The event that tells of it.</param>
    sealed record KnownQuestions(QuestionBoard Board, bool IsPushed, Lazy<Task<ReadOnlyMemory<byte>>> Frame);
}
