using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;

namespace Backchannel.Bench;

/// <summary>
/// A word in a post's text by which a reader that parses nothing finds the post in whatever it is wrapped in, HTML, JSON or MessagePack:
/// <c>zq</c>, seven digits of its number, <c>x</c>, sixteen of the microsecond it was sent at, <c>q</c>.
/// </summary>
public static class Mark
{
    public const int Length = 27;

    /// <summary>Microseconds of a clock that all processes of this machine share.</summary>
    public static long Now => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000);

    public static string Of(long number, long at) => string.Create(CultureInfo.InvariantCulture, $"zq{number:0000000}x{at:0000000000000000}q");

    /// <summary>The next mark at or behind <paramref name="from"/>; false leaves <paramref name="from"/> where a mark may have begun that goes on in the next bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, ref int from, out long number, out long at)
    {
        while (true)
        {
            var found = bytes[from..].IndexOf("zq"u8);
            if (found < 0)
            {
                from = bytes.Length > from && bytes[^1] == (byte)'z' ? bytes.Length - 1 : bytes.Length;
                (number, at) = (0, 0);
                return false;
            }
            from += found;
            if (bytes.Length - from < Length)
            {
                (number, at) = (0, 0);
                return false;
            }
            var mark = bytes.Slice(from, Length);
            if (mark[9] == (byte)'x' && mark[26] == (byte)'q' && Utf8Parser.TryParse(mark[2..9], out number, out var used) && used == 7
                && Utf8Parser.TryParse(mark[10..26], out at, out used) && used == 16)
            {
                from += Length;
                return true;
            }
            from += 2;
        }
    }
}
