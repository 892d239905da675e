using System.Security.Cryptography;
using System.Text;

namespace Backchannel.Web.Images;

/// <summary>
/// The secret that picture addresses are signed with: the setting <c>Web:ImageKey</c> (several Web processes need the same one), or one made
/// once and kept in the data folder, readable by nobody else.
/// </summary>
sealed class ImageKey(IConfiguration configuration)
{
    public const string Setting = "Web:ImageKey";
    const int Length = 32;

    readonly Lazy<byte[]> _key = new(() => configuration[Setting] is { Length: > 0 } text
        ? SHA256.HashData(Encoding.UTF8.GetBytes(text))
        : Kept(Path.Combine(DataFolder.Of(configuration), "image.key")));

    public byte[] Bytes => _key.Value;

    static byte[] Kept(string path)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (Read(path) is { } kept) return kept;

        // Written apart and moved into place without replacing, so that two processes that start at once end with one key.
        var fresh = $"{path}.{Guid.NewGuid():n}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(fresh, options)) file.Write(RandomNumberGenerator.GetBytes(Length));
        try
        {
            File.Move(fresh, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(fresh);
        }
        return Read(path) ?? throw new InvalidOperationException($"{path} is not a key of {Length} bytes: delete it, and it is made anew.");
    }

    static byte[]? Read(string path)
    {
        if (!File.Exists(path)) return null;
        var bytes = File.ReadAllBytes(path);
        return bytes.Length == Length ? bytes
            : throw new InvalidOperationException($"{path} is not a key of {Length} bytes: delete it, and it is made anew.");
    }
}
