using Backchannel.Contracts;
using Backchannel.Web.Live;

namespace Backchannel.Web.Chats;

/// <summary>The calendar of chats as the hub told it last, asked for once in a while for all pages. While the hub is away, it stands as it was.</summary>
sealed class ChatsKnown(HubClient hub, TimeProvider clock)
{
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(10), Rarely = TimeSpan.FromSeconds(60), Year = TimeSpan.FromDays(366);

    readonly Known _upcoming = new(clock, Soon), _edited = new(clock, Rarely);

    /// <summary>All series with their meetings of the coming weeks.</summary>
    /// <exception cref="HubAwayException">The hub has not answered since this process started.</exception>
    public Task<IReadOnlyList<ChatListing>> Upcoming() => _upcoming.Get(() => hub.Chats());

    /// <summary>All series with what is out of the ordinary about them, a year back and a year ahead.</summary>
    /// <exception cref="HubAwayException">The hub has not answered since this process started.</exception>
    public Task<IReadOnlyList<ChatListing>> Edited() => _edited.Get(() => hub.EditedChats(clock.GetUtcNow() - Year, clock.GetUtcNow() + Year));

    /// <summary>One of them; null for an event that is none, or while nobody can tell.</summary>
    public async Task<ChatListing?> Find(string slug)
    {
        try
        {
            return (await Upcoming()).FirstOrDefault(chat => chat.Series.Event == slug);
        }
        catch (HubAwayException)
        {
            return null;
        }
    }

    /// <summary>After a change that was made here.</summary>
    public void Forget()
    {
        _upcoming.Forget();
        _edited.Forget();
    }

    sealed class Known(TimeProvider clock, TimeSpan stands)
    {
        // An event's page waits no longer for what is only beside it; and a hub that was away is left alone for a moment.
        static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

        readonly Lock _lock = new();
        IReadOnlyList<ChatListing>? _last;
        long? _at, _failed;
        Task<IReadOnlyList<ChatListing>>? _asking;
        int _forgotten;

        public async Task<IReadOnlyList<ChatListing>> Get(Func<Task<IReadOnlyList<ChatListing>>> ask)
        {
            Task<IReadOnlyList<ChatListing>> asking;
            lock (_lock)
            {
                if (_last is { } last && IsWithin(_at, stands)) return last;
                if (_asking is null && IsWithin(_failed, Patience)) return _last ?? throw new HubAwayException("The hub did not answer just now.");
                asking = _asking ??= Ask(ask, _forgotten);
            }
            try
            {
                return await asking.WaitAsync(Patience, clock);
            }
            catch (Exception away) when (away is TimeoutException || HubClient.IsTrouble(away, CancellationToken.None))
            {
                return _last ?? throw new HubAwayException("The hub does not answer yet.", away);
            }
        }

        public void Forget()
        {
            // Who was asked before may answer with what was so before.
            lock (_lock) (_at, _asking, _forgotten) = (null, null, _forgotten + 1);
        }

        bool IsWithin(long? since, TimeSpan span) => since is { } at && clock.GetElapsedTime(at) < span;

        async Task<IReadOnlyList<ChatListing>> Ask(Func<Task<IReadOnlyList<ChatListing>>> ask, int forgotten)
        {
            // Not within the lock.
            await Task.Yield();
            var at = clock.GetTimestamp();
            try
            {
                var asked = await ask();
                Ended(() => (_last, _at, _failed) = (asked, at, null), forgotten);
                return asked;
            }
            catch
            {
                Ended(() => _failed = clock.GetTimestamp(), forgotten);
                throw;
            }
        }

        void Ended(Action note, int forgotten)
        {
            lock (_lock)
            {
                if (forgotten != _forgotten) return;
                note();
                _asking = null;
            }
        }
    }
}
