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
    readonly Channel<QuestionBoard> _heardQuestions = Channel.CreateUnbounded<QuestionBoard>(new() { SingleReader = true });

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
            if (visitor is null && board is not null) _questions.TryAdd((slug, session), new(board, RenderLater(board)));
            return board;
        }
        catch (Exception error) when (IsAway(error, http.RequestAborted))
        {
            return latest;
        }
    }

    /// <summary>The latest <c>questions</c> event of a session, for a page that opens; empty where none is known.</summary>
    internal async ValueTask<ReadOnlyMemory<byte>> QuestionsFrame(EventFeed feed, string? session) =>
        session is not null && _questions.TryGetValue((feed.Slug, session), out var known) ? await known.Frame.Value : default;

    void HearQuestions(QuestionBoard[] boards)
    {
        foreach (var board in boards) _ = _heardQuestions.Writer.TryWrite(board);
    }

    async Task KeepTellingQuestions(CancellationToken stopping)
    {
        await foreach (var board in _heardQuestions.Reader.ReadAllAsync(stopping))
        {
            if (!_feeds.TryGetValue(board.Event, out var feed)) continue;
            var known = _questions[(board.Event, board.Session)] = new(board, RenderLater(board));
            if (feed.Channels.FirstOrDefault(channel => channel.Session == board.Session) is { Pages: > 0 } channel && await known.Frame.Value is { IsEmpty: false } frame)
                channel.Send(frame);
        }
    }

    /// <summary>What was pushed while the hub was not there is missing: what pages show is asked for, the rest is forgotten.</summary>
    async Task AskQuestionsAnew(CancellationToken stopping)
    {
        foreach (var (slug, session) in _questions.Keys)
        {
            _ = _questions.TryRemove((slug, session), out _);
            if (!_feeds.TryGetValue(slug, out var feed) || !feed.Channels.Any(channel => channel.Session == session && channel.Pages > 0)) continue;
            try
            {
                if (await _hub.Questions(slug, session, null, stopping) is { } board) HearQuestions([board]);
            }
            catch (Exception error) when (IsAway(error, stopping))
            {
                // The next connection asks again; a vote brings them too.
            }
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

    sealed record KnownQuestions(QuestionBoard Board, Lazy<Task<ReadOnlyMemory<byte>>> Frame);
}
