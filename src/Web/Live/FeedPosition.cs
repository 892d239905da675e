using System.Globalization;

namespace Backchannel.Web.Live;

/// <summary>A place in a feed as addresses and streams carry it: <c>epoch.seq</c>, or a bare number for the archive as it is.</summary>
readonly record struct FeedPosition(string? Epoch, long Seq)
{
    public static string Text(string epoch, long seq) => string.Create(CultureInfo.InvariantCulture, $"{epoch}.{seq}");

    public static FeedPosition? Parse(string text)
    {
        var dot = text.LastIndexOf('.');
        return long.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            ? new FeedPosition(dot < 0 ? null : text[..dot], seq)
            : null;
    }
}
