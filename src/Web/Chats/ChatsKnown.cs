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
        readonly Lock _lock = new();
        IReadOnlyList<ChatListing>? _last;
        long _at;
        Task<IReadOnlyList<ChatListing>>? _asking;

        public async Task<IReadOnlyList<ChatListing>> Get(Func<Task<IReadOnlyList<ChatListing>>> ask)
        {
            Task<IReadOnlyList<ChatListing>> asking;
            lock (_lock)
            {
                if (_last is { } last && clock.GetElapsedTime(_at) < stands) return last;
                asking = _asking ??= Ask(ask);
            }
            try
            {
                return await asking;
            }
            catch (Exception away) when (HubClient.IsTrouble(away, CancellationToken.None))
            {
                return _last ?? throw new HubAwayException("The hub does not answer yet.", away);
            }
        }

        public void Forget()
        {
            lock (_lock) (_at, _asking) = (clock.GetTimestamp() - (long)(2 * stands.TotalSeconds * clock.TimestampFrequency), null);
        }

        async Task<IReadOnlyList<ChatListing>> Ask(Func<Task<IReadOnlyList<ChatListing>>> ask)
        {
            // Not within the lock.
            await Task.Yield();
            var at = clock.GetTimestamp();
            try
            {
                var asked = await ask();
                lock (_lock) (_last, _at) = (asked, at);
                return asked;
            }
            finally
            {
                lock (_lock) _asking = null;
            }
        }
    }
}
