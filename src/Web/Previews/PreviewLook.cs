using Backchannel.Web.Shell;
using SkiaSharp;

namespace Backchannel.Web.Previews;

/// <summary>
/// The colours of a preview picture, from the event's own. Its ground is as dark as our pages' at night but leans to the event's hue: other
/// sites' timelines are white or nearly black, and it stands out in both.
/// </summary>
sealed record PreviewLook(SKColor Ground, SKColor Event, SKColor Accent, SKColor Text, SKColor Quiet)
{
    const double Lightness = 0.235, MostChroma = 0.05;

    public static PreviewLook Of(string hex)
    {
        var accent = Shell.Accent.Of(hex);
        var color = OkColor.Parse(accent.Event)!.Value;
        var chroma = Math.Sqrt((color.A * color.A) + (color.B * color.B));
        var lean = chroma is 0 ? 0 : Math.Min(chroma, MostChroma) / chroma;
        var ground = new OkColor(Lightness, color.A * lean, color.B * lean);
        // A colour that is itself all but black would not be seen as an edge.
        var edge = OkColor.Contrast(accent.Event, ground.Hex()) < 2 ? accent.Dark : accent.Event;
        return new(
            SKColor.Parse(ground.Hex()), SKColor.Parse(edge), SKColor.Parse(accent.Dark),
            SKColor.Parse("#f3f5f7"), SKColor.Parse((ground with { L = 0.80, A = ground.A / 2, B = ground.B / 2 }).Hex()));
    }
}
