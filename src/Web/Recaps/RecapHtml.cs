using System.Buffers;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Backchannel.Contracts;
using Backchannel.Web.Live;

namespace Backchannel.Web.Recaps;

/// <summary>A recap as one HTML file that opens from a disk: its style and its pictures are in it, it has no script, and it forbids itself the network.</summary>
sealed class RecapHtml(CardCache cards)
{
    static readonly string Style = ReadStyle();

    /// <summary>The file's own rule: nothing but its own style, by its hash, and the pictures in it.</summary>
    public static readonly string Policy =
        $"default-src 'none'; img-src data:; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'";

    /// <param name="file">What is in it.</param>
    /// <param name="pictures">Its pictures.</param>
    /// <param name="address">Where it is kept up.</param>
    /// <returns>All but the pictures, which are put in as it is written.</returns>
    public async Task<string> Render(RecapFile file, FilePictures pictures, string address)
    {
        var body = await cards.Html<RecapFileBody>(new()
        {
            [nameof(RecapFileBody.File)] = file,
            [nameof(RecapFileBody.Pictures)] = pictures,
            [nameof(RecapFileBody.Address)] = address,
        });
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{WebUtility.HtmlEncode(Policy)}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>{WebUtility.HtmlEncode($"{file.Recap.Title} · {file.Recap.EventName}")}</title>
            <style>{Style}</style>
            </head>
            <body>
            {body}
            </body>
            </html>

            """;
    }

    public static async Task Write(string html, FilePictures pictures, Stream body, CancellationToken cancellationToken)
    {
        for (var at = 0; at < html.Length;)
        {
            var mark = html.IndexOf(pictures.Mark, at, StringComparison.Ordinal);
            await Write(html.AsMemory(at, (mark < 0 ? html.Length : mark) - at), body, cancellationToken);
            if (mark < 0) return;
            var end = html.IndexOf('"', mark);
            var picture = pictures[int.Parse(html.AsSpan(mark + pictures.Mark.Length, end - mark - pictures.Mark.Length), NumberStyles.None, CultureInfo.InvariantCulture)];
            await Write($"data:{picture.Type};base64,".AsMemory(), body, cancellationToken);
            await WriteBase64(picture.Bytes, body, cancellationToken);
            at = end;
        }
    }

    static async Task Write(ReadOnlyMemory<char> text, Stream body, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            await body.WriteAsync(buffer.AsMemory(0, Encoding.UTF8.GetBytes(text.Span, buffer)), cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    static async Task WriteBase64(byte[] bytes, Stream body, CancellationToken cancellationToken)
    {
        // A multiple of three, so that nothing is padded but the end.
        const int step = 48 * 1024;
        for (var at = 0; at < bytes.Length; at += step)
            await Write(Convert.ToBase64String(bytes.AsSpan(at, Math.Min(step, bytes.Length - at))).AsMemory(), body, cancellationToken);
    }

    static string ReadStyle()
    {
        using var reader = new StreamReader(typeof(RecapHtml).Assembly.GetManifestResourceStream("recap-file.css")!);
        // As browsers read it before they hash it.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
