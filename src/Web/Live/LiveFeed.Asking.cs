using System.Collections.Concurrent;

namespace Backchannel.Web.Live;

/// <summary>Latest states that come with no numbers: whether one was missed cannot be told, so they are asked for whenever that may be.</summary>
public sealed partial class LiveFeed
{
    readonly ConcurrentDictionary<(Func<string, string, CancellationToken, Task> Ask, string Event, string Session), bool> _asking = new();

    /// <summary>A connection was made: whatever was heard before it may be old.</summary>
    void ForgetStates()
    {
        _questions.Clear();
        _chats.Clear();
    }

    /// <summary>All feeds are followed. Not before: what changed until then was pushed to nobody, and an answer may not have it.</summary>
    void AskStatesAnew(CancellationToken stopping)
    {
        _ = AskQuestionsAnew(stopping);
        _ = AskScreensAnew(stopping);
        _ = AskChatsAnew(stopping);
    }

    /// <summary>Asks once for all who want to know at the same time; nobody waits for it.</summary>
    async Task AskOnce(Func<string, string, CancellationToken, Task> ask, string slug, string session)
    {
        if (!_asking.TryAdd((ask, slug, session), true)) return;
        try
        {
            await ask(slug, session, _lifetime.ApplicationStopping);
        }
        finally
        {
            _ = _asking.TryRemove((ask, slug, session), out _);
        }
    }
}
