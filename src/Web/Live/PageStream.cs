using System.Buffers;
using System.IO.Pipelines;
using Backchannel.Web.Sessions;

namespace Backchannel.Web.Live;

/// <summary>
/// One open page: a cursor into its channel. It waits on the channel's signal, writes the buffers that all pages are sent, and is brought on by
/// a frame of its own only where it left off elsewhere than the others.
/// </summary>
sealed class PageStream(LiveFeed live, LiveDigests digests, EventFeed feed, string? session, HttpContext context, CancellationToken stopping)
{
    // A page that takes nothing keeps no more than this, and what its socket keeps.
    const int MostTogether = 32 * 1024;

    readonly PipeWriter _writer = context.Response.BodyWriter;
    long _seq;
    int _waiting;
    string? _programme;
    bool _tellsDigest;

    /// <summary>Runs until the page goes, the archive is replaced or the process stops.</summary>
    /// <param name="after">Where the page left off; null for one that starts from nothing, which is given the latest posts.</param>
    /// <param name="programme">The version of the programme that it shows; null for one that shows none.</param>
    /// <param name="digest">The version of what it shows beside its session's posts; null for one that shows nothing there.</param>
    public async Task Run(FeedPosition? after, string? programme, string? digest)
    {
        var channel = feed.Channel(session);
        var (ordinal, examined) = channel.Enter();
        // An aborted page stops counting at once, though it only notices with the next frame or comment: waiting on the abort as well
        // would cost every page an allocation a frame.
        using var viewing = new Viewing(channel);
        await using var aborted = context.RequestAborted.UnsafeRegister(static viewing => ((Viewing)viewing!).Dispose(), viewing);
        try
        {
            (_programme, _tellsDigest) = (programme, digest is not null);
            await Open(after);
            if (session is null || !digests.IsLatest(feed.Slug, session, digest)) await TellDigest(channel, digest);
            if (after?.Epoch is { } epoch && epoch != channel.Epoch)
                await Write(Reset(channel.Epoch));
            else
                await Follow(channel, ordinal, examined);
            await Flush();
        }
        catch (Exception error) when (error is OperationCanceledException or TimeoutException or IOException || HubClient.IsTrouble(error, default))
        {
            // The page went, took nothing for too long, or needs what the hub cannot give now: it comes back by itself, from where it was.
            context.Abort();
        }
    }

    async Task Open(FeedPosition? after)
    {
        var opening = new SseWriter().Retry(Random.Shared.Next(2_000, 5_001)).Written;
        await Write(opening);
        await TellStates();
        if (after is { } position)
        {
            _seq = position.Seq;
            return;
        }
        var tail = feed.Tail!;
        _seq = tail.Last;
        await Write(await feed.Render([.. tail.OnShow(session).TakeLast(50)], tail.Epoch, tail.Last));
    }

    /// <summary>All that is latest state, not history: the page has not seen what changed of it.</summary>
    async Task TellStates()
    {
        await Write(live.StatusFrame(feed));
        await Write(live.PulseFrame(feed.Slug));
        await Write(await live.QuestionsFrame(feed, session));
        await Write(await live.ChatFrame(feed, session));
        await Write(await live.ScreenFrame(feed));
        if (_programme is not null && feed.Programme is { } programme && programme.Version != _programme) await Write(programme.Frame);
    }

    async Task Follow(LiveChannel channel, long ordinal, long examined)
    {
        await BringOn(channel, examined);
        while (!stopping.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            var signal = channel.Signal;
            if (channel.EndedFor is { } epoch)
            {
                await Write(Reset(epoch));
                return;
            }
            if (channel.TryNext(ordinal, out var frame, out var latest, out examined))
            {
                ordinal++;
                await Take(channel, frame!);
            }
            else if (ordinal < latest)
            {
                ordinal = latest;
                await TellStates();
                await BringOn(channel, examined);
                await TellDigest(channel);
            }
            else
            {
                await Flush();
                await signal;
            }
        }
    }

    /// <summary>What stands beside the posts, whole: the page has not seen all that changed of it.</summary>
    async ValueTask TellDigest(LiveChannel channel, string? shown = null)
    {
        if (_tellsDigest && channel.Stands is { } standing && standing.Version != shown) await Write(standing.Bytes);
    }

    async ValueTask Take(LiveChannel channel, Frame frame)
    {
        if (!frame.IsFeed) await Write(frame.Bytes);
        else if (frame.Least <= _seq && _seq <= frame.From)
        {
            await Write(frame.Bytes);
            _seq = frame.To;
        }
        else await BringOn(channel, frame.To);
    }

    /// <summary>Sends what lies between the page's number and <paramref name="to"/>: from memory, or from the hub where it left off long ago.</summary>
    async ValueTask BringOn(LiveChannel channel, long to)
    {
        while (_seq < to)
        {
            var tail = feed.Tail!;
            if (tail.Epoch != channel.Epoch) return;
            if (_seq >= tail.Floor)
            {
                var reach = Math.Min(to, tail.Last);
                await Write(await channel.Summary(tail, _seq, reach));
                _seq = reach;
                continue;
            }
            if (await live.Pages.After(feed.Slug, tail.Epoch, _seq, context.RequestAborted) is not { } page || page.Epoch != tail.Epoch) return;
            var end = Math.Min(page.Last, to);
            if (end <= _seq) throw new HttpRequestException("The hub has less of the feed than it had.");
            await Write(await feed.Render(page, session, _seq, end));
            _seq = end;
        }
    }

    /// <summary>Puts bytes with those that are sent next: a send costs more than what is in it.</summary>
    async ValueTask Write(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty) return;
        _writer.Write(bytes.Span);
        _waiting += bytes.Length;
        if (_waiting >= MostTogether) await Flush();
    }

    async ValueTask Flush()
    {
        if (_waiting == 0) return;
        _waiting = 0;
        var written = _writer.FlushAsync(CancellationToken.None);
        // Only a page whose buffers are full gets here with a write under way; the others pay for no timer.
        var result = written.IsCompleted ? await written : await written.AsTask().WaitAsync(live.Options.WriteTimeout, live.Clock, context.RequestAborted);
        if (result.IsCompleted || result.IsCanceled) throw new OperationCanceledException();
    }

    static ReadOnlyMemory<byte> Reset(string epoch) => new SseWriter().Event("reset", SseWriter.Data(epoch)).Written;

    sealed class Viewing(LiveChannel channel) : IDisposable
    {
        int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) channel.Leave();
        }
    }
}
