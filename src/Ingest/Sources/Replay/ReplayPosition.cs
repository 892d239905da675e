using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;

namespace Backchannel.Ingest.Sources.Replay;

/// <summary>How far a file has been replayed: <c>lines:print</c>.</summary>
/// <param name="Lines">Lines done.</param>
/// <param name="File">Its <see cref="FilePrint"/>: another file under the same name starts over.</param>
readonly record struct ReplayPosition(long Lines, string File)
{
    public static ReplayPosition? Parse(string? text) =>
        text?.Split(':', 2) is [var lines, var file] && long.TryParse(lines, NumberStyles.None, CultureInfo.InvariantCulture, out var done)
            ? new(done, file) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Lines}:{File}");
}

/// <summary>Tells one file from another by its length, head and tail: enough without reading a whole archive twice.</summary>
static class FilePrint
{
    const int End = 64 * 1024;

    /// <summary>Leaves the file at its start.</summary>
    public static async Task<string> Of(FileStream file, CancellationToken stop)
    {
        var ends = new byte[2 * End];
        file.Position = 0;
        var read = await file.ReadAtLeastAsync(ends.AsMemory(0, End), End, throwOnEndOfStream: false, stop);
        file.Position = Math.Max(0, file.Length - End);
        read += await file.ReadAtLeastAsync(ends.AsMemory(read, End), End, throwOnEndOfStream: false, stop);
        file.Position = 0;
        var hash = SHA256.HashData(ends.AsSpan(0, read));
        return string.Create(CultureInfo.InvariantCulture, $"{file.Length}-{Base64Url.EncodeToString(hash.AsSpan(0, 12))}");
    }
}
