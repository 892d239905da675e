using System.Threading.Channels;
using Backchannel.Contracts;
using Microsoft.AspNetCore.SignalR.Client;

namespace Backchannel.Hub.Tests;

/// <summary>Follows a channel as a client should: keeps the list, notices gaps by the numbers, goes on from the last number after a drop.</summary>
sealed class Follower : IAsyncDisposable
{
    readonly HubUnderTest _hub;
    readonly string? _session;
    readonly Lock _lock = new();
    readonly Dictionary<string, FeedEntry> _cards = [];
    readonly List<FeedBatch> _batches = [];
    readonly List<EchoCount[]> _echoes = [];
    readonly List<SessionPulse[]> _pulses = [];
    readonly List<ChatInfo> _chats = [];
    HubConnection? _connection;
    Channel<FeedBatch> _coming = null!;
    Task _applying = Task.CompletedTask;

    Follower(HubUnderTest hub, string? session) => (_hub, _session) = (hub, session);

    public static async Task<Follower> Start(HubUnderTest hub, string? session = null, long? after = null)
    {
        var follower = new Follower(hub, session) { Last = after };
        await follower.Resume();
        return follower;
    }

    /// <summary>The last number it holds.</summary>
    public long? Last { get; private set; }

    public string? Epoch { get; private set; }

    /// <summary>How often it had to ask for what it missed while it was connected.</summary>
    public int Gaps { get; private set; }

    public IReadOnlyList<FeedBatch> Batches => Locked(() => _batches.ToList());

    public IReadOnlyList<EchoCount[]> Echoes => Locked(() => _echoes.ToList());

    public IReadOnlyList<SessionPulse[]> Pulses => Locked(() => _pulses.ToList());

    public IReadOnlyList<ChatInfo> Chats => Locked(() => _chats.ToList());

    /// <summary>What it shows, by the numbers that put it there.</summary>
    public IReadOnlyList<FeedEntry> Cards => Locked(() => _cards.Values.OrderBy(card => card.Seq).ToList());

    public IReadOnlyList<string> Texts => [.. Cards.Select(card => card.Post!.Text)];

    /// <summary>Connects, at the address the hub has now, and asks for what it missed.</summary>
    public async Task Resume()
    {
        _connection = new HubConnectionBuilder().WithUrl(new Uri(_hub.Address, "/hubs/feed")).Build();
        _coming = Channel.CreateUnbounded<FeedBatch>();
        var (connection, coming) = (_connection, _coming);
        connection.On<FeedBatch>(nameof(IFeedClient.Entries), batch => { coming.Writer.TryWrite(batch); });
        connection.On<EchoCount[]>(nameof(IFeedClient.Echo), counts => Locked(() => _echoes.Add(counts)));
        connection.On<SessionPulse[]>(nameof(IFeedClient.Pulse), pulses => Locked(() => _pulses.Add(pulses)));
        connection.On<ChatInfo[]>(nameof(IFeedClient.Chats), chats => Locked(() => _chats.AddRange(chats)));
        await connection.StartAsync();
        await CatchUp(connection);
        _applying = Task.Run(() => Apply(connection, coming.Reader));
    }

    /// <summary>Loses the connection.</summary>
    public async Task Drop()
    {
        if (_connection is not null) await _connection.DisposeAsync();
        _coming.Writer.TryComplete();
        try
        {
            await _applying;
        }
        catch (Exception lost) when (lost is OperationCanceledException or InvalidOperationException or IOException) { } // It was asking when it dropped.
    }

    public Task<FeedPage> Follow(string slug, string? session = null, long? after = null) => _connection!.InvokeAsync<FeedPage>("Follow", slug, session, after);

    public Task Unfollow() => _connection!.InvokeAsync("Unfollow", Made.Event, _session);

    public async ValueTask DisposeAsync() => await Drop();

    async Task CatchUp(HubConnection connection)
    {
        while (true)
        {
            var after = Last;
            var page = await connection.InvokeAsync<FeedPage>("Follow", Made.Event, _session, after);
            var replaced = Epoch is not null && page.Epoch != Epoch;
            Locked(() =>
            {
                if (after is null || replaced) _cards.Clear();
                Epoch = page.Epoch;
                Last = replaced ? null : page.Last;
                if (!replaced) page.Entries.ToList().ForEach(Apply);
            });
            if (!replaced && (after is null || !page.More)) return;
        }
    }

    async Task Apply(HubConnection connection, ChannelReader<FeedBatch> coming)
    {
        await foreach (var batch in coming.ReadAllAsync())
        {
            Locked(() => _batches.Add(batch));
            if (batch.Last <= Last) continue;
            if (batch.Previous > Last || batch.Epoch != Epoch)
            {
                Gaps++;
                await CatchUp(connection);
                continue;
            }
            Locked(() =>
            {
                foreach (var entry in batch.Entries.Where(entry => entry.Seq > Last)) Apply(entry);
                Last = batch.Last;
            });
        }
    }

    void Apply(FeedEntry entry)
    {
        if (entry.Post is null || _session is not null && entry.Session != _session) _cards.Remove(entry.PostId);
        else if (entry.Kind == EntryKind.Changed && _cards.TryGetValue(entry.PostId, out var card)) _cards[entry.PostId] = entry with { Seq = card.Seq };
        else _cards[entry.PostId] = entry;
    }

    T Locked<T>(Func<T> read)
    {
        lock (_lock) return read();
    }

    void Locked(Action change)
    {
        lock (_lock) change();
    }
}
