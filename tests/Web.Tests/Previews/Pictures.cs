using System.Buffers.Binary;
using Backchannel.Contracts;
using Backchannel.Web.Previews;
using Backchannel.Web.Previews.Setting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Backchannel.Web.Tests.Previews;

/// <summary>Preview pictures of made-up sessions, with the fonts of this machine or with none but our own.</summary>
static class Pictures
{
    public static readonly Typefaces Bare = new(new SystemTypefaces([]), NullLogger<Typefaces>.Instance);

    public static readonly Typefaces Here = new(new SystemTypefaces(SystemTypefaces.Folders), NullLogger<Typefaces>.Instance);

    public static byte[] Draw(string title, Typefaces? typefaces = null, string accent = "#0f766e", string? language = null) =>
        new PreviewPicture(new TextSetter(typefaces ?? Here)).Draw(Words(title, accent, language));

    public static PreviewWords Words(string title, string accent = "#0f766e", string? language = null) =>
        PreviewWords.Of(Event(accent), Made.Session("a2") with { Title = title, Language = language });

    public static EventInfo Event(string accent = "#0f766e", string name = "Harbour Conf", string zone = "Europe/Lisbon") =>
        new("harbourconf", name, zone, ["harbourconf"], accent, "one", 0, 0, []);

    /// <summary>What the bytes say they are: a PNG of that size. Anything else fails the test.</summary>
    public static (int Width, int Height) SizeOf(byte[] png)
    {
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        return (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
    }
}
