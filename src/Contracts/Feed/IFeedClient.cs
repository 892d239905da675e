namespace Backchannel.Contracts;

/// <summary>What the hub at <c>/hubs/feed</c> sends to a follower.</summary>
public interface IFeedClient
{
    /// <summary>New entries of a channel that is followed: at most 4 a second, the first after a quiet spell at once.</summary>
    Task Entries(FeedBatch batch);

    /// <summary>New counts: at most once a second, only posts whose counts changed. Not part of the feed: a missed one is made good by the next.</summary>
    Task Echo(EchoCount[] counts);

    /// <summary>New numbers: at most once a second, only sessions that changed.</summary>
    Task Pulse(SessionPulse[] pulses);

    /// <summary>How the sources are doing, without errors and costs, which are for organizers: at most every 5 s.</summary>
    Task Sources(SourceReported[] sources);

    /// <summary>
    /// The questions of sessions where something about them changed, whole: at most once a second. Not part of the feed. <see cref="QuestionInfo.Mine"/>
    /// and <see cref="QuestionInfo.Voted"/> are never set here.
    /// </summary>
    Task Questions(QuestionBoard[] boards);

    /// <summary>Chats of which something changed (a question was put, planned or moved, a post was pinned, it was closed), whole: at most once a second. Not part of the feed.</summary>
    Task Chats(ChatInfo[] chats);

    /// <summary>What an event's screens show, at once when it changes. Not part of the feed: <c>GET …/screen</c> says what was missed.</summary>
    Task Screen(ScreenState state);
}
