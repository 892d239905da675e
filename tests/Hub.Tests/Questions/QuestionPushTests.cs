using System.Collections.Concurrent;
using Backchannel.Contracts;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit;

namespace Backchannel.Hub.Tests.Questions;

public class QuestionPushTests
{
    [Fact]
    public async Task Followers_of_the_event_and_of_the_session_hear_of_every_change_and_others_of_none()
    {
        await using var hub = await Stage.Set();
        await using var @event = await Listener.Start(hub, null);
        await using var session = await Listener.Start(hub, "pier");
        await using var elsewhere = await Listener.Start(hub, "dock");

        var id = await hub.Ask("Which part would you leave out?");
        await Both(questions => questions.Any(q => q.Id == id));
        await hub.Voted(id, "visitor-1");
        await Both(questions => questions.Single().Votes == 1);
        await hub.Moved(id, "asked");
        await Both(questions => questions.Single().State == QuestionState.Asked);
        (await hub.Organize(HttpMethod.Delete, HubUnderTest.Api($"/posts/{id}"))).EnsureSuccessStatusCode().Dispose();
        await Both(questions => questions.Count == 0);

        Assert.Empty(elsewhere.Boards);
        Assert.All(@event.Boards.Concat(session.Boards).SelectMany(board => board.Questions), q => Assert.False(q.Mine || q.Voted));

        async Task Both(Func<IReadOnlyList<QuestionInfo>, bool> so)
        {
            foreach (var listener in new[] { @event, session })
                await Eventually.True(() => listener.Boards.LastOrDefault() is { Session: "pier" } board && so(board.Questions), "the board is pushed");
        }
    }

    [Fact]
    public async Task A_storm_of_votes_is_a_few_boards_and_the_last_has_them_all()
    {
        await using var hub = await Stage.Set();
        var id = await hub.Ask("Which part would you leave out?");
        await using var listener = await Listener.Start(hub, "pier");
        var began = TimeProvider.System.GetTimestamp();
        for (var n = 0; n < 100; n++) await hub.Voted(id, $"visitor-{n}");
        await Eventually.True(() => listener.Boards.LastOrDefault()?.Questions.Single().Votes == 100, "all votes are pushed");
        Assert.InRange(listener.Boards.Count, 1, 2 + (int)TimeProvider.System.GetElapsedTime(began).TotalSeconds);
    }

    [Fact]
    public async Task A_question_that_moves_leaves_one_board_and_comes_onto_the_other()
    {
        await using var hub = await Stage.Set();
        var post = Made.Post("Does the queue survive a reinstall? #piertalk");
        await hub.Capture(Made.Seen(post));
        await using var listener = await Listener.Start(hub, null);
        await hub.Capture(Made.Seen(post.Edited("Does the queue survive a reinstall? #docktalk")));
        await Eventually.True(
            () => listener.Boards.Any(b => b is { Session: "pier", Questions.Count: 0 }) && listener.Boards.Any(b => b is { Session: "dock", Questions.Count: 1 }), "both boards are pushed");
    }

    sealed class Listener(HubConnection connection) : IAsyncDisposable
    {
        readonly ConcurrentQueue<QuestionBoard> _boards = new();

        public IReadOnlyCollection<QuestionBoard> Boards => _boards;

        public static async Task<Listener> Start(HubUnderTest hub, string? session)
        {
            var connection = new HubConnectionBuilder().WithUrl(new Uri(hub.Address, "/hubs/feed")).Build();
            var listener = new Listener(connection);
            connection.On<QuestionBoard[]>(nameof(IFeedClient.Questions), boards => Array.ForEach(boards, listener._boards.Enqueue));
            await connection.StartAsync();
            await connection.InvokeAsync<FeedPage>("Follow", Made.Event, session, (long?)null);
            return listener;
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
