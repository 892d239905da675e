using Backchannel.Web.Previews.Setting;
using SkiaSharp;

namespace Backchannel.Web.Previews;

/// <summary>Draws the picture that other sites show beside a link.</summary>
sealed class PreviewPicture(TextSetter setter)
{
    const int Left = 88, Right = 72, Top = 64, Bottom = 64, Between = 28, Edge = 16;
    const int Room = PreviewSize.Width - Left - Right;

    // As small as with all filters tried, in a third of the time.
    static readonly SKPngEncoderOptions Png = new(SKPngEncoderFilterFlags.Sub, 6);

    /// <summary>As PNG.</summary>
    public byte[] Draw(PreviewWords words)
    {
        var look = PreviewLook.Of(words.Accent);
        using var surface = SKSurface.Create(new SKImageInfo(PreviewSize.Width, PreviewSize.Height, SKColorType.Rgb888x, SKAlphaType.Opaque));
        surface.Canvas.Clear(look.Ground);
        using (var edge = new SKPaint { Color = look.Event }) surface.Canvas.DrawRect(0, 0, Edge, PreviewSize.Height, edge);
        var head = Head(surface.Canvas, words, look);
        var foot = Foot(surface.Canvas, words, look);
        Title(surface.Canvas, words, look, head, foot);
        using var image = surface.PeekPixels();
        using var png = image.Encode(Png) ?? throw new InvalidOperationException("The picture could not be written as PNG.");
        return png.ToArray();
    }

    float Head(SKCanvas canvas, PreviewWords words, PreviewLook look)
    {
        using var quiet = new SKPaint { Color = look.Quiet, IsAntialias = true };
        using var accent = new SKPaint { Color = look.Accent, IsAntialias = true };
        var tag = Line(words.Hashtag, Room * 0.5f, 38, bold: true);
        var name = Line(words.Event, Room - tag.Width - (tag.Width > 0 ? Between : 0), 38);
        name.Draw(canvas, Left, Top, name.Width, quiet);
        tag.Draw(canvas, words.Event is "" ? Left : Left + Room - tag.Width, Top, tag.Width, accent);
        return Top + Math.Max(tag.Height, name.Height);
    }

    float Foot(SKCanvas canvas, PreviewWords words, PreviewLook look)
    {
        using var quiet = new SKPaint { Color = look.Quiet, IsAntialias = true };
        using var plain = new SKPaint { Color = look.Text, IsAntialias = true };
        using var accent = new SKPaint { Color = look.Accent, IsAntialias = true };
        var when = Line(words.When, Room, 34);
        var place = Line(words.Place, Room - when.Width - (when.Width > 0 ? Between : 0), 34);
        var people = Line(words.People, Room, 42);
        var bottom = PreviewSize.Height - Bottom;
        var top = bottom - Math.Max(when.Height, place.Height);
        place.Draw(canvas, Left, top, place.Width, accent);
        when.Draw(canvas, Left + place.Width + (place.Width > 0 ? Between : 0), top, when.Width, quiet);
        if (people.Lines.Count is 0) return top;
        people.Draw(canvas, Left, top - 10 - people.Height, Room, plain);
        return top - 10 - people.Height;
    }

    void Title(SKCanvas canvas, PreviewWords words, PreviewLook look, float top, float bottom)
    {
        using var text = new SKPaint { Color = look.Text, IsAntialias = true };
        var (from, height) = (top + Between, bottom - top - 2 * Between);
        var box = new TextBox(Room, height, 116, 46, 1.14f, Bold: true);
        var title = setter.Set(words.Title, box, words.Language);
        // No font here can write it: the hashtag, which most keyboards can type, stands for it.
        if (title.Lines.Count is 0) title = setter.Set(words.Hashtag, box, null);
        title.Draw(canvas, Left, from, Room, text);
    }

    SetText Line(string text, float width, float size, bool bold = false) =>
        setter.Set(text, new(width, size * 1.3f, size, size, 1.3f, bold), null);
}
