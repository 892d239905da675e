namespace Backchannel.Web.Previews;

/// <summary>Of a preview picture, in pixels: the shape that all networks show whole beside a link.</summary>
static class PreviewSize
{
    public const int Width = 1200, Height = 630;
}
