using System.Buffers.Binary;

namespace Backchannel.Web.Images;

/// <summary>How large a picture is by its header: a few kilobytes can claim an area that no phone has the memory for.</summary>
static class ImageSize
{
    /// <summary>Width × height; null where the header does not say (AVIF, or one that is cut off).</summary>
    public static long? Pixels(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x89, (byte)'P', ..] when bytes.Length >= 24 => Area(BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[20..])),
        [(byte)'G', (byte)'I', ..] when bytes.Length >= 10 => Area(BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..])),
        [(byte)'R', (byte)'I', ..] when bytes.Length >= 30 => WebP(bytes),
        [0xFF, 0xD8, ..] => Jpeg(bytes),
        _ => null,
    };

    static long? WebP(ReadOnlySpan<byte> bytes) => bytes[15] switch
    {
        (byte)'X' => Area(1u + Three(bytes[24..]), 1u + Three(bytes[27..])),
        (byte)'L' when BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..]) is var bits => Area((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1),
        (byte)' ' => Area(BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) & 0x3FFFu, BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) & 0x3FFFu),
        _ => null,
    };

    static long? Jpeg(ReadOnlySpan<byte> bytes)
    {
        var at = 2;
        while (at + 9 <= bytes.Length)
        {
            if (bytes[at] != 0xFF) return null;
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            // Frame headers, but for the three of that range that are tables.
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return Area(BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            if (marker is 0xD9 or 0xDA) return null;
            at += marker is 0x01 or (>= 0xD0 and <= 0xD8) ? 2 : 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }
        return null;
    }

    static uint Three(ReadOnlySpan<byte> bytes) => bytes[0] | (uint)bytes[1] << 8 | (uint)bytes[2] << 16;

    static long Area(uint width, uint height) => (long)Math.Min((ulong)width * height, long.MaxValue);
}
