using Backchannel.Contracts;
using Backchannel.Hub.Chats.Rooms;
using Backchannel.Hub.Feed;

namespace Backchannel.Hub.Questions;

/// <summary>
/// Sends the questions of a session, and how far a chat has come, to its followers and its event's where they changed: at once after a quiet spell, then at most once a second. However
/// many votes come in that second, a board is read once.
/// </summary>
sealed partial class QuestionPush(
    Audience audience, QuestionBoards boards, ChatReader chats, Followers followers, TimeProvider time, ILogger<QuestionPush> logger,
    QuestionAnnouncements? others = null) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    readonly Lock _lock = new();
    readonly SemaphoreSlim _signal = new(0);
    HashSet<(string Event, string Session)> _changed = [];

    /// <summary>This hub changed something about a session's questions.</summary>
    public void Changed(string slug, string session)
    {
        Heard(slug, session);
        others?.Announce(slug, session);
    }

    /// <summary>Some hub did.</summary>
    public void Heard(string slug, string session)
    {
        lock (_lock)
        {
            if (!_changed.Add((slug, session)) || _changed.Count > 1) return;
        }
        _signal.Release();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _signal.WaitAsync(stoppingToken);
                var pace = Task.Delay(Every, time, stoppingToken);
                await Send(stoppingToken);
                await pace;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
        }
    }

    async Task Send(CancellationToken stop)
    {
        foreach (var changed in Take().GroupBy(channel => channel.Event, channel => channel.Session))
        {
            try
            {
                var (read, chatted) = (new List<QuestionBoard>(), new List<ChatInfo>());
                foreach (var session in changed.Where(session => IsFollowed(changed.Key, session)))
                {
                    read.Add(await boards.Read(changed.Key, session, null, stop));
                    if (await chats.Read(changed.Key, session, withPlan: false, stop) is { } chat) chatted.Add(chat);
                }
                await Round.Together(await Send(changed.Key, [.. read], [.. chatted]), Every, time, stop);
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                // An archive that is away for a moment: the next vote sends them, and whoever opens a page reads them.
                LogNotSent(failure, changed.Key);
            }
        }
    }

    HashSet<(string Event, string Session)> Take()
    {
        lock (_lock)
        {
            var taken = _changed;
            _changed = [];
            return taken;
        }
    }

    bool IsFollowed(string slug, string session) => followers.Count(slug, null) > 0 || followers.Count(slug, session) > 0;

    async Task<List<Task>> Send(string slug, QuestionBoard[] read, ChatInfo[] chatted)
    {
        var sends = new List<Task>();
        if (read.Length > 0) await audience.Tell(slug, null, follower => follower.Questions(read), sends);
        foreach (var board in read) await audience.Tell(slug, board.Session, follower => follower.Questions([board]), sends);
        if (chatted.Length > 0) await audience.Tell(slug, null, follower => follower.Chats(chatted), sends);
        foreach (var chat in chatted) await audience.Tell(slug, chat.Session, follower => follower.Chats([chat]), sends);
        return sends;
    }

    public override void Dispose()
    {
        _signal.Dispose();
        base.Dispose();
    }

    [LoggerMessage(LogLevel.Warning, "Questions of {Event} could not be sent to those who follow it")]
    partial void LogNotSent(Exception failure, string @event);
}
