using System.Collections.Concurrent;
using System.Globalization;
using Backchannel.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;

namespace Backchannel.Web.Tests;

// Questions, in the order in which they were put: how a real hub ranks them is its own business.
public sealed partial class HubStandIn
{
    readonly ConcurrentDictionary<(string Event, string Session), List<StandInQuestion>> _questions = new();
    int _asked;

    /// <summary>The questions that visitors asked.</summary>
    public ConcurrentQueue<(NewQuestion Question, IHeaderDictionary Headers)> Asked { get; } = new();

    /// <summary>What the next votes are answered with; null takes them.</summary>
    public Func<IResult>? OnVote { get; set; }

    /// <summary>What the next questions are answered with; null takes them.</summary>
    public Func<IResult?>? OnAsk { get; set; }

    /// <summary>What becomes of the boards that are read next; null gives them.</summary>
    public Func<IResult, Task<IResult>>? OnBoard { get; set; }

    /// <summary>How often boards were read.</summary>
    public int BoardReads => _boardReads;

    int _boardReads;

    /// <summary>Somebody asks.</summary>
    public async Task<string> Ask(
        string slug, string session, string text, string name = "Tomasz Vance", QuestionState state = QuestionState.Queued, int votes = 0, bool remote = false,
        Network network = Network.Here, string? asker = null)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{network.ToString().ToLowerInvariant()}:made-up/{Interlocked.Increment(ref _asked)}");
        var question = new StandInQuestion(
            new(id, text, new(name, network is Network.Here ? "" : "made.up.example", name), network, remote, state, 0, 0, Made.Noon), asker,
            [.. Enumerable.Range(0, votes).Select(n => string.Create(CultureInfo.InvariantCulture, $"somebody-{n}"))]);
        var questions = Board(slug, session);
        lock (questions) questions.Add(question);
        await PushQuestions(slug, session);
        return id;
    }

    /// <summary>An organizer says how far it has come.</summary>
    public Task SetState(string slug, string session, string id, QuestionState state) =>
        Change(slug, session, questions => questions.Find(each => each.Info.Id == id)!.State = state);

    public Task Votes(string slug, string session, string id, int votes) =>
        Change(slug, session, questions => questions.Find(each => each.Info.Id == id)!.Voters = [.. Enumerable.Range(0, votes).Select(n => $"{n}")]);

    public Task RemoveQuestion(string slug, string session, string id) =>
        Change(slug, session, questions => questions.RemoveAll(each => each.Info.Id == id));

    public QuestionBoard BoardOf(string slug, string session, string? visitor = null)
    {
        var questions = Board(slug, session);
        lock (questions) return new(slug, session, [.. questions.Select(question => question.For(visitor)).OrderBy(question => question.State is QuestionState.Asked ? 0 : 1)]);
    }

    partial void MapQuestions(WebApplication app)
    {
        app.MapGet("/api/events/{slug}/sessions/{id}/questions", async (string slug, string id, HttpContext context) =>
        {
            var board = Results.Json(BoardOf(slug, id, context.Request.Cookies["backchannel-visitor"]), ContractJson.Options);
            _ = Interlocked.Increment(ref _boardReads);
            return OnBoard is { } change ? await change(board) : board;
        });
        app.MapPost("/api/events/{slug}/sessions/{id}/questions", async (string slug, string id, NewQuestion question, HttpContext context) =>
        {
            if (OnAsk?.Invoke() is { } other) return other;
            Asked.Enqueue((question, new HeaderDictionary(context.Request.Headers.ToDictionary())));
            var asked = await Ask(slug, id, question.Text!, question.Name!, remote: question.Remote, asker: context.Request.Cookies["backchannel-visitor"]);
            return Results.Json(new NewPostAccepted(asked, "shown"), statusCode: 202);
        });
        app.MapPut("/api/events/{slug}/questions/votes/{**id}", (string slug, string id, HttpContext context) => Vote(slug, id, context, voters => voters.Add));
        app.MapDelete("/api/events/{slug}/questions/votes/{**id}", (string slug, string id, HttpContext context) => Vote(slug, id, context, voters => voters.Remove));
    }

    async Task<IResult> Vote(string slug, string id, HttpContext context, Func<HashSet<string>, Func<string, bool>> change)
    {
        if (OnVote?.Invoke() is { } other) return other;
        if (context.Request.Cookies["backchannel-visitor"] is not { } visitor) return Results.Problem("No cookie.", statusCode: 400);
        id = id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        foreach (var (board, questions) in _questions.Where(board => board.Key.Event == slug))
        {
            lock (questions)
            {
                if (questions.Find(each => each.Info.Id == id) is not { } question) continue;
                _ = change(question.Voters)(visitor);
            }
            await PushQuestions(slug, board.Session);
            return Results.NoContent();
        }
        return Results.NotFound();
    }

    List<StandInQuestion> Board(string slug, string session) => _questions.GetOrAdd((slug, session), _ => []);

    Task Change(string slug, string session, Action<List<StandInQuestion>> change)
    {
        var questions = Board(slug, session);
        lock (questions) change(questions);
        return PushQuestions(slug, session);
    }

    Task PushQuestions(string slug, string session) =>
        Silent ? Task.CompletedTask : Followers.SendAsync(nameof(IFeedClient.Questions), new[] { BoardOf(slug, session) });

    sealed class StandInQuestion(QuestionInfo info, string? asker, HashSet<string> voters)
    {
        public QuestionInfo Info => info;

        public QuestionState State { get; set; } = info.State;

        public HashSet<string> Voters { get; set; } = voters;

        public QuestionInfo For(string? visitor) => info with
        {
            State = State,
            Votes = Voters.Count,
            Mine = visitor is not null && asker == visitor,
            Voted = visitor is not null && Voters.Contains(visitor),
        };
    }
}
