namespace Backchannel.Web.Shell;

/// <summary>
/// The event's colour as text can wear it: an organizer chooses any colour, and 7:1 on a wall and 4.5:1 on a page still hold.
/// Only the lightness is moved, and no further than that takes.
/// </summary>
/// <param name="Event">As chosen.</param>
/// <param name="Dark">On dark ground, 7:1 (a wall's, or a page's at night).</param>
/// <param name="Light">On a light page, 5:1, as text and beneath white text.</param>
/// <param name="LightWall">On a light wall, 7:1.</param>
sealed record Accent(string Event, string Dark, string Light, string LightWall)
{
    /// <summary>The lightest of the dark grounds and the darkest of the light ones, from wwwroot/app/tokens.css: what holds there holds on all.</summary>
    internal const string DarkGround = "#1f252e", LightGround = "#f6f5f2";

    const string Usual = "#ff7a59";

    public static Accent Of(string? hex)
    {
        var chosen = OkColor.Parse(hex) ?? OkColor.Parse(Usual)!.Value;
        return new Accent(
            OkColor.Parse(hex) is null ? Usual : "#" + hex!.TrimStart('#').ToLowerInvariant(),
            Until(chosen, +0.005, DarkGround, 7), Until(chosen, -0.005, LightGround, 5), Until(chosen, -0.005, LightGround, 7));
    }

    /// <summary>As a style sheet over the tokens.</summary>
    public string Css() => $$"""
        :root { --event: {{Event}}; --accent: {{Light}}; }
        .wall { --accent: {{LightWall}}; }
        [data-look="dark"] { --accent: {{Dark}}; }
        @media (prefers-color-scheme: dark) { :root:not([data-look]) { --accent: {{Dark}}; } }

        """;

    static string Until(OkColor color, double step, string ground, double contrast)
    {
        var hex = color.Hex();
        for (var l = color.L; l is >= 0 and <= 1 && OkColor.Contrast(hex, ground) < contrast; l += step) hex = (color with { L = l }).Hex();
        return hex;
    }
}
