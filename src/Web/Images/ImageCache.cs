using System.Security.Cryptography;
using System.Text;

namespace Backchannel.Web.Images;

/// <summary>A picture to send.</summary>
sealed record FoundImage(Stream Content, string Type);

/// <summary>Pictures on disk, named by the hash of their address. A file is written apart and moved into place, so that none is ever half there.</summary>
sealed partial class ImageCache
{
    readonly string _folder;
    readonly long _maxBytes;
    readonly ILogger _log;
    readonly Lock _gate = new();
    readonly Dictionary<string, LinkedListNode<(string Name, long Length)>> _files = [];
    readonly LinkedList<(string Name, long Length)> _byUse = [];
    long _bytes;

    public ImageCache(string folder, long maxBytes, ILogger log)
    {
        (_folder, _maxBytes, _log) = (folder, maxBytes, log);
        try
        {
            _ = Directory.CreateDirectory(folder);
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles().OrderBy(file => file.LastAccessTimeUtc).ToList())
                if (file.Extension.Length > 0) file.Delete();
                else Note(file.Name, file.Length);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogUnusable(error, folder);
        }
    }

    /// <summary>Bytes on disk.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate) return _bytes;
        }
    }

    public static string NameOf(Uri target) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(target.AbsoluteUri)));

    /// <summary>A kept picture, to be sent from disk and closed by the caller; null where there is none.</summary>
    public async Task<FoundImage?> Read(string name)
    {
        lock (_gate)
        {
            if (!_files.TryGetValue(name, out var node)) return null;
            _byUse.Remove(node);
            _byUse.AddLast(node);
        }
        try
        {
            // Deletion is let happen meanwhile: an open file stays readable.
            var file = new FileStream(
                Path.Combine(_folder, name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 4096, FileOptions.Asynchronous);
            var start = new byte[ImageType.NeededBytes];
            var read = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false);
            if (ImageType.Of(start.AsSpan(0, read)) is { } type)
            {
                file.Position = 0;
                return new FoundImage(file, type);
            }
            await file.DisposeAsync();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Gone from under us: fetched again.
        }
        lock (_gate)
        {
            if (_files.Remove(name, out var gone)) Forget(gone);
        }
        return null;
    }

    /// <summary>Keeps a picture. A full or broken disk costs the cache, never the picture.</summary>
    public async Task Write(string name, FetchedImage image)
    {
        var path = Path.Combine(_folder, name);
        try
        {
            var fresh = $"{path}.{Guid.NewGuid():n}";
            await File.WriteAllBytesAsync(fresh, image.Bytes);
            File.Move(fresh, path, overwrite: true);
            lock (_gate)
            {
                Note(name, image.Bytes.Length);
                while (_bytes > _maxBytes && _byUse.First is { } oldest)
                {
                    _ = _files.Remove(oldest.Value.Name);
                    Forget(oldest);
                    File.Delete(Path.Combine(_folder, oldest.Value.Name));
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogUnusable(error, _folder);
        }
    }

    void Note(string name, long length)
    {
        if (_files.Remove(name, out var earlier)) Forget(earlier);
        _files.Add(name, _byUse.AddLast((name, length)));
        _bytes += length;
    }

    void Forget(LinkedListNode<(string Name, long Length)> node)
    {
        _byUse.Remove(node);
        _bytes -= node.Value.Length;
    }

    [LoggerMessage(LogLevel.Warning, "Pictures cannot be kept in {Folder}: they are fetched anew each time. See that it can be written to and has room.")]
    partial void LogUnusable(Exception error, string folder);
}
