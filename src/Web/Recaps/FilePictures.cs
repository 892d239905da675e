using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Backchannel.Contracts;
using Backchannel.Web.Images;

namespace Backchannel.Web.Recaps;

/// <summary>A picture that goes into a file.</summary>
sealed record FilePicture(string Type, byte[] Bytes);

/// <summary>
/// The pictures of a file. What is rendered names each by a mark that nobody could have written in a post; they are put in its place while the file is sent,
/// so that they are in memory once, as bytes.
/// </summary>
public sealed class FilePictures
{
    /// <summary>Pictures of one post, as its card shows them.</summary>
    public const int MostOfOne = 4;

    readonly Dictionary<string, int> _numbers = [];
    readonly List<FilePicture> _pictures = [];

    /// <summary>Begins a picture's place in what is rendered; a number and a quotation mark end it.</summary>
    internal string Mark { get; } = $"picture:{RandomNumberGenerator.GetHexString(32)}:";

    /// <summary>How many were wanted and are not here.</summary>
    internal int Missing { get; private set; }

    internal FilePicture this[int number] => _pictures[number];

    /// <summary>What stands for a film, or the picture itself, as its card shows it.</summary>
    internal static string? Still(Media media) => media.PreviewUrl ?? (media.Kind == MediaKind.Image ? media.Url : null);

    /// <summary>What to write for a picture's address; null for one that is not here.</summary>
    internal string? Source(string url) => _numbers.TryGetValue(url, out var number) ? Mark + number.ToString(CultureInfo.InvariantCulture) : null;

    internal void Add(string url, FilePicture? picture, bool isMissed)
    {
        if (picture is null)
        {
            if (isMissed) Missing++;
            return;
        }
        _numbers[url] = _pictures.Count;
        _pictures.Add(picture);
    }
}

/// <summary>Fetches the pictures of a file, through the same cache and past the same rules as pages do.</summary>
sealed class FilePictureReader(ImageProxy images, IWebHostEnvironment site)
{
    const int AtOnce = 6, MaxPhoto = 3 * 1024 * 1024, MaxFace = 150 * 1024, MostFaces = 400;

    /// <summary>Of all pictures of one file; the rest are linked to.</summary>
    public const int MaxBytes = 15 * 1024 * 1024;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    static readonly Dictionary<string, string> OwnTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".webp"] = "image/webp",
        [".gif"] = "image/gif",
    };

    public async Task<FilePictures> Read(RecapInfo recap, CancellationToken cancellationToken)
    {
        var posts = recap.Posts.Select(post => post.Post).OfType<Post>().ToList();
        var photos = posts.SelectMany(post => post.Media.Take(FilePictures.MostOfOne)).Concat(recap.Photos.Where(photo => !photo.Sensitive).Select(photo => photo.Media))
            .Select(FilePictures.Still).OfType<string>().Distinct().ToList();
        var faces = posts.Select(post => post.Author.AvatarUrl).OfType<string>().Distinct().Except(photos).Take(MostFaces).ToList();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var (pictures, budget) = (new FilePictures(), new Budget());
        foreach (var (urls, most) in new[] { (photos, MaxPhoto), (faces, MaxFace) })
        {
            var found = await Fetch(urls, most, budget, patience.Token);
            cancellationToken.ThrowIfCancellationRequested();
            // A face that is missing has its initials.
            foreach (var url in urls) pictures.Add(url, found.GetValueOrDefault(url), isMissed: most == MaxPhoto);
        }
        return pictures;
    }

    async Task<IReadOnlyDictionary<string, FilePicture>> Fetch(List<string> urls, int most, Budget budget, CancellationToken stop)
    {
        var found = new ConcurrentDictionary<string, FilePicture>();
        try
        {
            await Parallel.ForEachAsync(urls, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (url, token) =>
            {
                if (!budget.IsSpent && await Fetch(url, most, token) is { } picture && budget.Take(picture.Bytes.Length)) found[url] = picture;
            });
        }
        catch (OperationCanceledException)
        {
            // What has come by now is enough: the rest are links.
        }
        return found;
    }

    async Task<FilePicture?> Fetch(string url, int most, CancellationToken stop)
    {
        if (url.StartsWith('/')) return await Own(url, most, stop);
        if (ImageUrls.Target(url) is not { } target) return null;
        var (image, _) = await images.Get(target, stop);
        if (image is null) return null;
        await using var content = image.Content;
        return content.Length <= most ? new(image.Type, await Whole(content, stop)) : null;
    }

    async Task<FilePicture?> Own(string path, int most, CancellationToken stop)
    {
        if (!OwnTypes.TryGetValue(Path.GetExtension(path), out var type) || site.WebRootFileProvider.GetFileInfo(path) is not { Exists: true, IsDirectory: false } file || file.Length > most) return null;
        await using var content = file.CreateReadStream();
        return new(type, await Whole(content, stop));
    }

    static async Task<byte[]> Whole(Stream content, CancellationToken stop)
    {
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, stop);
        return bytes.ToArray();
    }

    sealed class Budget
    {
        int _left = MaxBytes;

        public bool IsSpent => Volatile.Read(ref _left) <= 0;

        public bool Take(int bytes)
        {
            if (Interlocked.Add(ref _left, -bytes) >= 0) return true;
            Interlocked.Add(ref _left, bytes);
            return false;
        }
    }
}
