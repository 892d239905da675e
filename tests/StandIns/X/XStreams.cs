using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Backchannel.StandIns.X;

/// <summary>The open filtered streams, and all the ways in which they go wrong.</summary>
public sealed class XStreams(TimeSpan keepAlive)
{
    readonly Lock _lock = new();
    readonly List<Line> _open = [];
    int _served;

    /// <summary>Streams accepted since the start.</summary>
    public int Served => Volatile.Read(ref _served);

    public int Open { get { lock (_lock) return _open.Count; } }

    /// <summary>No keep-alive is sent, as by a server that has hung itself up.</summary>
    public bool Silent { get; set; }

    /// <summary>One message, as a line.</summary>
    public Task Send(string json) => SendRaw(json + "\r\n");

    /// <summary>Bytes as they are: half a line, for example.</summary>
    public Task SendRaw(string text) => All(line => line.Write(Encoding.UTF8.GetBytes(text)));

    public Task KeepAlive() => SendRaw("\r\n");

    /// <summary>Ends the response properly.</summary>
    public Task End() => All(line => line.End(cut: false));

    /// <summary>Cuts the connection in mid-response, behind all that was sent.</summary>
    public Task Drop() => All(line => line.End(cut: true));

    /// <summary>Resets the connection, as a machine in between does that has forgotten it: what is still on its way is lost.</summary>
    public Task Reset() => All(line =>
    {
        line.Reset();
        return Task.CompletedTask;
    });

    public Task OperationalDisconnect() => Send("""
        {"errors":[{"title":"operational-disconnect","disconnect_type":"UpstreamOperationalDisconnect","detail":"This stream has been disconnected upstream for operational reasons.","type":"https://api.x.com/2/problems/operational-disconnect"}]}
        """.Trim());

    public const string TooManyConnections =
        """{"title":"ConnectionException","detail":"This stream is currently at the maximum allowed connection limit.","connection_issue":"TooManyConnections","type":"https://api.x.com/2/problems/streaming-connection"}""";

    internal async Task Serve(HttpContext context)
    {
        var line = new Line(context);
        // Before its headers go out: whoever has read them has been counted.
        Interlocked.Increment(ref _served);
        lock (_lock) _open.Add(line);
        try
        {
            context.Response.ContentType = "application/json";
            await context.Response.StartAsync();
            await context.Response.Body.FlushAsync();
            await line.Run(keepAlive, () => !Silent);
        }
        finally
        {
            lock (_lock) _open.Remove(line);
        }
    }

    async Task All(Func<Line, Task> act)
    {
        Line[] lines;
        lock (_lock) lines = [.. _open];
        foreach (var line in lines) await act(line);
    }

    /// <summary>One open stream. What it is told happens in order; a caller waits until it has.</summary>
    sealed class Line(HttpContext context)
    {
        readonly Channel<(byte[] Bytes, bool? Cut, TaskCompletionSource Done)> _orders = Channel.CreateUnbounded<(byte[], bool?, TaskCompletionSource)>();

        public Task Write(byte[] bytes) => Order(bytes, null);

        public Task End(bool cut) => Order([], cut);

        public void Reset() => context.Abort();

        Task Order(byte[] bytes, bool? cut)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _orders.Writer.TryWrite((bytes, cut, done)) ? done.Task : Task.CompletedTask;
        }

        public async Task Run(TimeSpan keepAlive, Func<bool> beats)
        {
            using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            var beating = Beat(keepAlive, beats, gone.Token);
            try
            {
                await foreach (var (bytes, cut, done) in _orders.Reader.ReadAllAsync(gone.Token))
                {
                    try
                    {
                        await context.Response.Body.WriteAsync(bytes, gone.Token);
                        await context.Response.Body.FlushAsync(gone.Token);
                    }
                    finally
                    {
                        // Done with, whether or not anybody was there to read it.
                        done.TrySetResult();
                    }
                    if (cut == true) await context.Cut();
                    if (cut is not null) return;
                }
            }
            catch (Exception failure) when (failure is OperationCanceledException or IOException) { }
            finally
            {
                await gone.CancelAsync();
                await beating;
                _orders.Writer.TryComplete();
                while (_orders.Reader.TryRead(out var left)) left.Done.TrySetResult();
            }
        }

        async Task Beat(TimeSpan every, Func<bool> beats, CancellationToken stop)
        {
            using var timer = new PeriodicTimer(every);
            try
            {
                while (await timer.WaitForNextTickAsync(stop))
                    if (beats()) _ = Write("\r\n"u8.ToArray());
            }
            catch (OperationCanceledException) { }
        }
    }
}
