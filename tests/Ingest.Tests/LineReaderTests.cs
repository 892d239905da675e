using System.IO.Pipelines;
using System.Text;
using Backchannel.Ingest.Sources.X;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Ingest.Tests;

public class LineReaderTests
{
    static readonly TimeSpan Silence = TimeSpan.FromSeconds(27);

    [Fact]
    public void However_the_bytes_are_cut_the_lines_are_the_same() =>
        Prop.ForAll((from lines in Gen.Elements("", "a", "é😀", new string('y', 40_000)).ListOf()
                     from size in Gen.Choose(1, 50_000)
                     select (Lines: lines, Size: size)).ToArbitrary(), input =>
        {
            var read = Lines(string.Concat(input.Lines.Select(line => line + "\r\n")), input.Size, 1_000_000).GetAwaiter().GetResult();
            Assert.Equal(input.Lines.Append("End"), read.Select(r => r.TrimEnd('\r')).Select(r => r == "Blank" ? "" : r));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task A_line_that_is_too_long_is_skipped_and_the_next_one_read() =>
        Assert.Equal(["TooLong", "b", "End"], await Lines(new string('a', 200_000) + "\nb\n", 5_000, 20_000));

    [Fact]
    public async Task The_longest_line_that_is_kept_is_exactly_as_long_as_allowed_wherever_the_reads_fall()
    {
        foreach (var chunk in new[] { 1, 7, 1_000, 5_000, 100_000 })
            Assert.Equal([new string('a', 20_000), "TooLong", "b", "End"], await Lines($"{new string('a', 20_000)}\n{new string('c', 20_001)}\nb\n", chunk, 20_000));
    }

    [Fact]
    public async Task A_line_without_an_end_is_told_apart_from_a_clean_end() => Assert.Equal(["a", "Cut"], await Lines("a\n{\"data\":", 4, 1_000));

    [Fact]
    public async Task Silence_is_noticed_by_the_clock()
    {
        var (time, pipe) = (new FakeTimeProvider(), new Pipe());
        var reading = new LineReader(new WatchedStream(pipe.Reader.AsStream(), Silence, time).Read, 1_000).Next(default).AsTask();
        time.Advance(Silence - TimeSpan.FromSeconds(1));
        Assert.False(reading.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => reading);
    }

    static async Task<List<string>> Lines(string text, int chunk, int max)
    {
        using var stream = new Chunks(Encoding.UTF8.GetBytes(text), chunk);
        var reader = new LineReader(stream.ReadAsync, max);
        var lines = new List<string>();
        while (true)
        {
            var line = await reader.Next(default);
            lines.Add(line.Kind == LineKind.Line ? Encoding.UTF8.GetString(line.Bytes.Span) : line.Kind.ToString());
            if (line.Kind is LineKind.End or LineKind.Cut) return lines;
        }
    }

    sealed class Chunks(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
