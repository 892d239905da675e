using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.Replay;

/// <summary>
/// Replays a file of JSON Lines as if it were being captured: our own export, or a tweet archive (<see cref="ReplayLine"/>). Every post of the file
/// belongs to the event whatever its hashtags. The file is streamed, and resumed after the last archived line.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="speed">How many times faster than it happened; infinite for no waiting.</param>
/// <param name="slug">The event to replay into, which need not be the only one of the archive; null for the first.</param>
public sealed class ReplaySource(string path, double speed, string? slug = null) : IPostSource
{
    /// <summary>So often the archive hears how far a stretch without any post has been read.</summary>
    const int PassEvery = 1_000;

    public string Name { get; } = slug is null ? $"replay:{Path.GetFileName(path)}" : $"replay:{slug}/{Path.GetFileName(path)}";

    public Network? Network => null;

    public async Task Run(SourceOpened opened, CaptureSink sink, CancellationToken stop)
    {
        // Nothing before its event is there: the pump opens it anew when the events change.
        if (opened.Events.FirstOrDefault(e => slug is null || e.Slug == slug) is not { } watched) return;
        await using var file = Open(sink.Health);
        if (file is null) return;
        var print = await FilePrint.Of(file, stop);
        var done = ReplayPosition.Parse(opened.Position) is { } position && position.File == print ? position.Lines : 0;

        sink.Health.State = SourceState.Live;
        var lines = new FileLines(file);
        while (lines.Number < done && await lines.Read(stop)) { }
        await Replay(lines, [watched.Slug], print, sink, stop);
    }

    async Task Replay(FileLines lines, IReadOnlyList<string> events, string print, CaptureSink sink, CancellationToken stop)
    {
        var pace = new Pace(speed, sink.Time);
        var passed = lines.Number;
        while (await lines.Read(stop))
        {
            var position = new ReplayPosition(lines.Number, print).ToString();
            if (Understand(lines, events, sink) is { } line)
            {
                await pace.WaitFor(line.At, stop);
                foreach (var flaw in line.FlawsAt(sink.Time.GetUtcNow())) sink.Health.Mended(flaw);
                await sink.Add(line.Change(sink.Time.GetUtcNow()), position, stop);
            }
            else if (lines.Number - passed < PassEvery) continue;
            else await sink.Passed(position, stop);
            passed = lines.Number;
        }
        if (lines.Number > passed) await sink.Passed(new ReplayPosition(lines.Number, print).ToString(), stop);
    }

    static ReplayLine? Understand(FileLines lines, IReadOnlyList<string> events, CaptureSink sink)
    {
        if (!lines.TooLong && lines.Line.IsEmpty) return null;
        sink.Health.Received();
        try
        {
            if (!lines.TooLong) return ReplayLine.Parse(lines.Line.Span, events);
            sink.Health.Refuse("line too long", $"Line {lines.Number} is longer than {FileLines.MaxLength / 1024} kB and was left out.");
        }
        catch (UnusableLineException unusable)
        {
            sink.Health.Refuse(unusable.Kind, $"Line {lines.Number} was left out: {unusable.Message}");
        }
        return null;
    }

    FileStream? Open(SourceHealth health)
    {
        try
        {
            const FileOptions streamed = FileOptions.Asynchronous | FileOptions.SequentialScan;
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, streamed);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            health.Stop($"The file {Path.GetFileName(path)} cannot be read: check {ReplayOptions.Section}:Replay, then start again.");
            return null;
        }
    }
}
