using System.Runtime.InteropServices;
using HdrHistogram;

namespace Backchannel.Bench;

/// <param name="Delivered">Posts that came, counted once for each reader.</param>
/// <param name="Lost">Posts that a reader never got though it got a later one, and those after the last that it got.</param>
/// <param name="Latency">Microseconds from sent to read.</param>
/// <param name="Bytes">All that came.</param>
/// <param name="Gone">Connections that ended.</param>
public sealed record Seen(long Delivered, long Lost, LongHistogram Latency, long Bytes, int Gone)
{
    /// <summary>Milliseconds at a percentile.</summary>
    public double Milliseconds(double percentile) => Latency.TotalCount == 0 ? double.NaN : Math.Round(Latency.GetValueAtPercentile(percentile) / 1_000.0, 1);
}

/// <summary>
/// Thousands of readers on one thread, with one set of sockets to wait for. Bytes are searched for marks (<see cref="Mark"/>) and otherwise not
/// looked at, so that the readers take a fraction of what the server takes.
/// </summary>
public sealed class Crowd : IDisposable
{
    const int BufferSize = 1 << 20;

    readonly int _epoll = Native.EpollCreate(0);
    readonly List<Reader> _readers = [];
    readonly Lock _lock = new();
    readonly CancellationTokenSource _stop = new();
    readonly Thread _thread;
    LongHistogram _latency = new(600_000_000, 3);
    long _delivered, _lost, _bytes, _first;
    int _gone;
    volatile bool _counts;

    /// <param name="keepAlive">Sent by every reader every 10 s or so, for protocols that hang up on the silent.</param>
    public Crowd(byte[]? keepAlive = null)
    {
        _thread = new Thread(Read) { IsBackground = true, Name = "crowd" };
        _thread.Start();
        if (keepAlive is not null) _ = KeepAlive(keepAlive);
    }

    public int Count
    {
        get { lock (_lock) return _readers.Count; }
    }

    /// <summary>How many have read everything up to a number.</summary>
    public int Whole(long number)
    {
        lock (_lock) return _readers.Count(reader => reader.Came is { } came ? came.Count > number : reader.Last >= number);
    }

    /// <summary>Connections that ended since the crowd began.</summary>
    public int Gone => Volatile.Read(ref _gone);

    /// <param name="address">Where to connect to; called with the reader's index.</param>
    /// <param name="hello">Sent as soon as the connection stands.</param>
    /// <param name="inAnyOrder">Every number is remembered: for few readers, of posts that authors' profiles are waited for.</param>
    public void Join(Func<int, Uri> address, int count, bool webSocket = false, byte[]? hello = null, bool inAnyOrder = false)
    {
        var before = Count;
        _ = Parallel.For(before, before + count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, index =>
        {
            var reader = Reader.Open(address(index), index, webSocket, hello, inAnyOrder);
            lock (_lock)
            {
                _readers.Add(reader);
                Native.Watch(_epoll, reader.Handle, _readers.Count - 1);
            }
        });
    }

    /// <summary>Cuts every connection, without a word, as a network that goes away does; the readers' numbers are answered.</summary>
    public IReadOnlyList<long> Cut()
    {
        lock (_lock)
        {
            var last = _readers.ConvertAll(reader => reader.Last);
            foreach (var reader in _readers)
            {
                reader.Gone = true;
                reader.Socket.LingerState = new(true, 0);
                reader.Dispose();
            }
            _readers.Clear();
            return last;
        }
    }

    /// <summary>Begins to count, with the post of a number.</summary>
    public void Begin(long first)
    {
        (_latency, _delivered, _lost, _bytes, _first) = (new(600_000_000, 3), 0, 0, 0, first);
        _counts = true;
    }

    /// <summary>Ends counting; whoever has not read the last number by now has lost what is missing.</summary>
    public Seen Counted(long last)
    {
        _counts = false;
        lock (_lock)
            return new(_delivered, _lost + _readers.Sum(reader => reader.Came is { } came ? last + 1 - came.Count : Math.Max(0, last - Math.Max(reader.Last, _first - 1))), _latency, _bytes, _gone);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _ = Native.Close(_epoll);
        foreach (var reader in _readers) reader.Dispose();
        _stop.Dispose();
    }

    unsafe void Read()
    {
        var buffer = GC.AllocateUninitializedArray<byte>(BufferSize, pinned: true);
        var events = stackalloc byte[512 * 16];
        fixed (byte* first = buffer)
        {
            while (!_stop.IsCancellationRequested)
            {
                var ready = Native.EpollWait(_epoll, events, 512, 100);
                for (var i = 0; i < ready; i++)
                {
                    var tag = Native.TagOf(events, i);
                    Reader? reader;
                    lock (_lock) reader = tag < _readers.Count ? _readers[tag] : null;
                    if (reader is { Gone: false }) Read(reader, buffer, first);
                }
            }
        }
    }

    unsafe void Read(Reader reader, byte[] buffer, byte* first)
    {
        var (kept, head) = (reader.Rest?.Length ?? 0, reader.Wrapping.Head.Length);
        reader.Rest?.CopyTo(buffer.AsSpan());
        reader.Wrapping.Head.CopyTo(buffer.AsSpan(kept));
        var read = Native.Receive(reader.Handle, first + kept + head, BufferSize - kept - head);
        if (read < 0) return;
        if (read == 0)
        {
            (reader.Gone, _gone) = (true, _gone + 1);
            reader.Dispose();
            return;
        }
        if (_counts) _bytes += read;
        var bytes = buffer.AsSpan(0, kept + reader.Wrapping.Unwrap(buffer.AsSpan(kept, head + read)));
        var (now, from) = (Mark.Now, 0);
        while (Mark.TryRead(bytes, ref from, out var number, out var at)) Take(reader, number, at, now);
        reader.Rest = from == bytes.Length ? null : bytes[from..].ToArray();
    }

    void Take(Reader reader, long number, long at, long now)
    {
        // A post's text stands in its card more than once, and a catching up may begin before what is there.
        if (reader.Came is { } came ? !came.Add(number) : number <= reader.Last) return;
        if (_counts && number >= _first)
        {
            if (reader is { Last: >= 0, Came: null }) _lost += Math.Max(0, number - Math.Max(reader.Last + 1, _first));
            _delivered++;
            _latency.RecordValue(Math.Clamp(now - at, 1, 600_000_000));
        }
        reader.Last = number;
    }

    async Task KeepAlive(byte[] frame)
    {
        for (var next = 0; !_stop.IsCancellationRequested; await Task.Delay(100))
        {
            lock (_lock)
                foreach (var reader in CollectionsMarshal.AsSpan(_readers)[Math.Min(next, _readers.Count)..Math.Min(next + (_readers.Count / 100) + 1, _readers.Count)])
                    if (!reader.Gone) _ = Native.Send(reader.Handle, frame);
            next = next + 1 >= Count ? 0 : next + (Count / 100) + 1;
        }
    }
}
