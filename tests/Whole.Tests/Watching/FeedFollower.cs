using System.Threading.Channels;
using Backchannel.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Backchannel.Whole.Tests.Watching;

/// <summary>Follows an event as <c>docs/api.md</c> tells an outsider to, from its first entry on.</summary>
sealed class FeedFollower(string url, string slug) : IAsyncDisposable
{
    readonly SortedDictionary<long, FeedEntry> _held = [];
    readonly Lock _lock = new();
    Connection? _connection;
    long _last;

    public long Last => Interlocked.Read(ref _last);

    /// <summary>Entries held, by number: those that came twice would show in <see cref="Twice"/>.</summary>
    public IReadOnlyList<FeedEntry> Entries
    {
        get { lock (_lock) return [.. _held.Values]; }
    }

    public int Twice { get; private set; }

    /// <summary>The latest numbers of the whole event.</summary>
    public SessionPulse? Pulse { get; private set; }

    /// <summary>Ids on show in the end, in the order in which they came.</summary>
    public IReadOnlyList<string> OnShow
    {
        get
        {
            var shown = new Dictionary<string, long>();
            foreach (var entry in Entries)
                if (entry.Kind == EntryKind.Shown) shown[entry.PostId] = entry.Seq;
                else if (entry.Kind == EntryKind.Removed) shown.Remove(entry.PostId);
            return [.. shown.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
        }
    }

    /// <summary>Connects (trying until the hub is there), and asks for what it missed.</summary>
    public async Task<FeedFollower> Connect()
    {
        await Machinery.Until.True("a follower is connected", async () =>
        {
            var connection = new Connection(this);
            try
            {
                await connection.Open();
                _connection = connection;
                return true;
            }
            catch (Exception away) when (away is HttpRequestException or IOException or HubException or OperationCanceledException or InvalidOperationException)
            {
                await connection.DisposeAsync();
                return false;
            }
        });
        return this;
    }

    /// <summary>Loses its connection.</summary>
    public async Task Drop()
    {
        if (_connection is not null) await _connection.DisposeAsync();
        _connection = null;
    }

    public async ValueTask DisposeAsync() => await Drop();

    void Take(IReadOnlyList<FeedEntry> entries, long last)
    {
        lock (_lock)
        {
            foreach (var entry in entries)
                if (entry.Seq <= _last || !_held.TryAdd(entry.Seq, entry)) Twice++;
            _last = Math.Max(_last, last);
        }
    }

    sealed class Connection : IAsyncDisposable
    {
        readonly FeedFollower _follower;
        readonly HubConnection _hub;
        readonly Channel<FeedBatch> _batches = Channel.CreateUnbounded<FeedBatch>();
        Task _reading = Task.CompletedTask;

        public Connection(FeedFollower follower)
        {
            _follower = follower;
            _hub = new HubConnectionBuilder().WithUrl($"{follower.Url}/hubs/feed").Build();
            _hub.On<FeedBatch>(nameof(IFeedClient.Entries), batch => _batches.Writer.TryWrite(batch));
            _hub.On<SessionPulse[]>(nameof(IFeedClient.Pulse), pulses => follower.Pulse = pulses.FirstOrDefault(pulse => pulse.Session is null) ?? follower.Pulse);
        }

        public async Task Open()
        {
            await _hub.StartAsync();
            await CatchUp();
            _reading = Read();
        }

        public async ValueTask DisposeAsync()
        {
            await _hub.DisposeAsync();
            _batches.Writer.TryComplete();
            await _reading;
        }

        async Task CatchUp()
        {
            FeedPage page;
            do
            {
                page = await _hub.InvokeAsync<FeedPage>("Follow", _follower.Slug, null, _follower.Last);
                _follower.Take(page.Entries, page.Last);
            }
            while (page.More);
        }

        async Task Read()
        {
            try
            {
                await foreach (var batch in _batches.Reader.ReadAllAsync())
                {
                    if (batch.Last <= _follower.Last) continue;
                    if (batch.Previous > _follower.Last) await CatchUp();
                    else _follower.Take([.. batch.Entries.Where(entry => entry.Seq > _follower.Last)], batch.Last);
                }
            }
            // The connection went while it asked: the next one asks again.
            catch (Exception gone) when (gone is IOException or InvalidOperationException or OperationCanceledException or HubException) { }
        }
    }

    string Url => url;

    string Slug => slug;
}
