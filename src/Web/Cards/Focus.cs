using Backchannel.Contracts;

namespace Backchannel.Web.Cards;

/// <summary>The point a crop keeps, as one of 25 classes: pages allow no inline styles.</summary>
static class Focus
{
    /// <summary><c>fx-0…4 fy-0…4</c>, left to right and top to bottom; empty where the network says nothing, which keeps the middle.</summary>
    public static string Classes(Media media) => media is { FocusX: { } x, FocusY: { } y } && double.IsFinite(x) && double.IsFinite(y)
        ? $"fx-{Step(x)} fy-{Step(-y)}"
        : "";

    static int Step(double place) => (int)Math.Round((Math.Clamp(place, -1, 1) + 1) * 2);
}
