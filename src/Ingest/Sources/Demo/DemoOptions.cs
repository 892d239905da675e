namespace Backchannel.Ingest.Sources.Demo;

/// <summary>The part of <c>Backchannel:…</c> that shows a made-up conference.</summary>
public sealed class DemoOptions
{
    /// <summary>Where these options live.</summary>
    public const string Section = "Backchannel";

    /// <summary>True for the living demo: what a start without arguments sets.</summary>
    public bool Demo { get; set; }

    /// <summary>The settings' faults, each with its key and its cure.</summary>
    public static IEnumerable<string> Faults(IConfiguration configuration)
    {
        var demo = configuration[$"{Section}:Demo"];
        if (!string.IsNullOrWhiteSpace(demo) && !bool.TryParse(demo, out _))
            yield return $"{Section}:Demo is '{demo}': give true for the demo conference, or false.";
    }

    public static DemoOptions From(IConfiguration configuration) =>
        new() { Demo = bool.TryParse(configuration[$"{Section}:Demo"], out var demo) && demo };
}
