using System.Text.Json;
using System.Threading.Channels;
using Backchannel.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Backchannel.Web.Live;

/// <summary>The one connection to the hub: kept for ever, and made good for whatever was missed while it was not there.</summary>
public sealed partial class LiveFeed
{
    const string Follow = "Follow";
    const int MostRestarts = 5;

    readonly Channel<EventFeed> _wanted = Channel.CreateUnbounded<EventFeed>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var waking = _lifetime.ApplicationStopping.Register(WakeAll);
        try
        {
            await Task.WhenAll(KeepFollowing(stoppingToken), KeepRefreshing(stoppingToken), KeepCommenting(stoppingToken), KeepTellingQuestions(stoppingToken), KeepTellingChats(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    async Task KeepFollowing(CancellationToken stopping)
    {
        var failures = 0;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await FollowWhileConnected(() => failures = 0, stopping);
                LogLost();
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                if (failures == 0) LogAway(error, error.Message);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                // The hub of the same process goes at the same moment, and may go first: a call that it cuts off is no failure of ours.
                return;
            }
            MarkStale();
            // Jittered, so that the many processes of a hub that was restarted do not all knock at once.
            var wait = Options.FirstRetry * Math.Pow(2, Math.Min(failures++, 16)) * (0.5 + Random.Shared.NextDouble());
            await Task.Delay(wait < Options.LongestRetry ? wait : Options.LongestRetry, Clock, stopping);
        }
    }

    async Task FollowWhileConnected(Action connected, CancellationToken stopping)
    {
        await using var connection = Connection(await _address.Find(stopping));
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await connection.StartAsync(stopping);

        ForgetStates();
        foreach (var feed in _feeds.Values) Want(feed);
        // A hub that does not want to know ends the counting, not the following.
        _ = KeepCounting(connection, closed.Task, stopping).ContinueWith(
            counting => LogUncounted(counting.Exception), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        for (var isFirst = true; ; isFirst = false)
        {
            while (_wanted.Reader.TryRead(out var feed)) await MakeGood(connection, feed, stopping);
            MarkFresh();
            if (isFirst) AskStatesAnew(stopping);
            // Not before: a hub that lets in and then fails at once is to be left alone for longer each time.
            connected();
            if (await Task.WhenAny(_wanted.Reader.WaitToReadAsync(stopping).AsTask(), closed.Task) == closed.Task) return;
            stopping.ThrowIfCancellationRequested();
        }
    }

    HubConnection Connection(Uri hub)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(hub, "hubs/feed"))
            .AddJsonProtocol(json => json.PayloadSerializerOptions = new JsonSerializerOptions(ContractJson.Options))
            .Build();
        connection.On<FeedBatch>(nameof(IFeedClient.Entries), batch =>
        {
            if (_feeds.TryGetValue(batch.Event, out var feed) && batch.Session is null && !feed.Take(batch)) Want(feed);
        });
        connection.On<EchoCount[]>(nameof(IFeedClient.Echo), HearEcho);
        connection.On<SessionPulse[]>(nameof(IFeedClient.Pulse), HearPulse);
        connection.On<SourceReported[]>(nameof(IFeedClient.Sources), HearSources);
        connection.On<QuestionBoard[]>(nameof(IFeedClient.Questions), HearQuestions);
        connection.On<ChatInfo[]>(nameof(IFeedClient.Chats), HearChats);
        connection.On<ScreenState>(nameof(IFeedClient.Screen), HearScreen);
        return connection;
    }

    /// <summary>The hub is to be asked for what this feed lacks.</summary>
    void Want(EventFeed feed)
    {
        if (feed.Want()) _ = _wanted.Writer.TryWrite(feed);
    }

    async Task MakeGood(HubConnection connection, EventFeed feed, CancellationToken stopping)
    {
        feed.Wanted();
        try
        {
            if (feed.Tail is null) await Load(connection, feed, stopping);
            // The event went before it was ever read.
            if (feed.Tail is null) return;
            FeedPage page;
            do
            {
                var after = feed.Tail.Last;
                page = await connection.InvokeAsync<FeedPage>(Follow, feed.Slug, null, after, stopping);
                if (!feed.Take(page, after)) await Load(connection, feed, stopping);
                else if (page.Last <= after) break;
            }
            while (page.More || feed.Tail.Last < feed.Heard);
            var wasRefused = feed.RefusedSince is not null;
            MarkTaken(feed);
            // What changed while it was refused was pushed to nobody here.
            if (wasRefused) AskStatesAnew(stopping);
        }
        catch (HubException error)
        {
            // The hub answers but refuses: the event went, or its archive is in trouble. The others are followed all the same.
            if (feed.RefusedSince is null) LogRefused(feed.Slug, error.Message);
            MarkRefused(feed);
            _ = WantLater(feed, stopping);
        }
    }

    async Task WantLater(EventFeed feed, CancellationToken stopping)
    {
        await Task.Delay(Options.LongestRetry, Clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stopping.IsCancellationRequested) Want(feed);
    }

    /// <summary>Reads a feed's tail from its start. What was known before stays on show until the new tail is whole.</summary>
    async Task Load(HubConnection connection, EventFeed feed, CancellationToken stopping)
    {
        for (var restarts = 0; restarts < MostRestarts; restarts++)
        {
            if (await _hub.Event(feed.Slug, stopping) is not { } info) return;
            await RefreshSessions(feed, stopping);
            var tail = FeedTail.Start(info.Epoch, Math.Max(0, info.Last - Options.TailEntries), Options.TailEntries);
            var page = await connection.InvokeAsync<FeedPage>(Follow, feed.Slug, null, tail.Last, stopping);
            // A wall that was blanked must not open with posts. Asked for when it is followed: before, a change is pushed to nobody.
            if (await _hub.Screen(feed.Slug, stopping) is { } state) await Show(state);
            while (page.Epoch == tail.Epoch)
            {
                var reached = tail.Last;
                tail = tail.Apply(page.Epoch, reached, page.Last, page.Entries).Tail;
                if (!page.More || tail.Last == reached)
                {
                    feed.Learn(info);
                    feed.Begin(tail);
                    return;
                }
                page = await connection.InvokeAsync<FeedPage>(Follow, feed.Slug, null, tail.Last, stopping);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The connection to the hub is lost. Pages keep what they have; the hub is tried again until it answers.")]
    partial void LogLost();

    [LoggerMessage(LogLevel.Warning, "The hub does not answer ({Message}). It is tried again until it does.")]
    partial void LogAway(Exception error, string message);

    [LoggerMessage(LogLevel.Debug, "The hub is no longer told how many pages are open on this connection")]
    partial void LogUncounted(Exception? error);

    [LoggerMessage(LogLevel.Warning, "The hub does not let {Event} be followed: {Message}")]
    partial void LogRefused(string @event, string message);
}
