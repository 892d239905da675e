using System.Collections.Concurrent;

namespace Backchannel.Web.Live;

/// <summary>Latest states that come with no numbers: whether one was missed cannot be told, so they are asked for whenever that may be.</summary>
public sealed partial class LiveFeed
{
    readonly ConcurrentDictionary<(Func<string, string, CancellationToken, Task> Ask, string Event, string Session), bool> _asking = new();

    /// <summary>A connection was made: whatever was heard before it may be old. Screens are not forgotten: their latest is known by its moment.</summary>
    void ForgetStates()
    {
        _questions.Clear();
        _chats.Clear();
        _rooms.Clear();
    }

    /// <summary>All feeds are followed. Not before: what changed until then was pushed to nobody, and an answer may not have it.</summary>
    void AskStatesAnew(CancellationToken stopping)
    {
        _ = AskQuestionsAnew();
        _ = AskScreensAnew(stopping);
        _ = AskChatsAnew();
    }

    /// <summary>Asks once for all who want to know at the same time.</summary>
    async Task AskOnce(Func<string, string, CancellationToken, Task> ask, Func<(string, string), bool> isKnown, string slug, string session)
    {
        if (!_asking.TryAdd((ask, slug, session), true)) return;
        try
        {
            // Somebody else was told between looking and asking.
            if (!isKnown((slug, session))) await ask(slug, session, _lifetime.ApplicationStopping);
        }
        finally
        {
            _ = _asking.TryRemove((ask, slug, session), out _);
        }
    }
}
