using System.Threading.Channels;
using Backchannel.Contracts;
using Backchannel.Ingest.Sources.Replay;
using Microsoft.Extensions.Logging.Abstractions;

namespace Backchannel.Ingest.Tests.Replay;

/// <summary>A file of its own, replayed into a list.</summary>
sealed class ReplayRun : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("replay-").FullName;
    readonly Channel<(PostChange? Change, string? Position)> _channel = Channel.CreateBounded<(PostChange? Change, string? Position)>(400);

    public ReplayRun(TimeProvider? time = null)
    {
        Time = time ?? TimeProvider.System;
        Health = new("replay:posts.jsonl", null, Time, NullLogger.Instance);
    }

    public TimeProvider Time { get; }

    public SourceHealth Health { get; }

    public string File => Path.Combine(_folder, "posts.jsonl");

    public ChannelReader<(PostChange? Change, string? Position)> Heard => _channel.Reader;

    public void Write(params string[] lines) => System.IO.File.WriteAllText(File, string.Concat(lines.Select(line => line + "\n")));

    /// <summary>Replays in the background; the channel is completed at its end.</summary>
    public async Task Start(double speed, string? position, CancellationToken stop, string? file = null, string? slug = null)
    {
        var sink = new CaptureSink(_channel.Writer, Health, Time, (_, _) => Task.FromResult(new ShownListed([])));
        try
        {
            await new ReplaySource(file ?? File, speed, slug)
                .Run(new("replay", position, slug is null ? [new("harbourconf", ["harbourconf"])] : [new("ancientconf", ["ancientconf"]), new("harbourconf", ["harbourconf"])], []), sink, stop);
        }
        finally
        {
            _channel.Writer.TryComplete();
        }
    }

    /// <summary>Everything of the file, as fast as it goes.</summary>
    public async Task<List<(PostChange? Change, string? Position)>> ReadAll(string? position = null, string? file = null, string? slug = null)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var replaying = Start(double.PositiveInfinity, position, late.Token, file, slug);
        var all = await _channel.Reader.ReadAllAsync(late.Token).ToListAsync(late.Token);
        await replaying;
        return all;
    }

    /// <summary>The changes of these lines.</summary>
    public static async Task<List<PostChange>> Of(params string[] lines)
    {
        using var run = new ReplayRun();
        run.Write(lines);
        return [.. (await run.ReadAll()).Select(heard => heard.Change).OfType<PostChange>()];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
