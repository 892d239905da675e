namespace Backchannel.Ingest;

/// <summary>What had to be mended in a post before it could be shown: counted and logged like what is refused.</summary>
/// <param name="Kind">As in <see cref="SourceHealth.Refuse"/>.</param>
/// <param name="Words">As in <see cref="SourceHealth.Refuse"/>.</param>
readonly record struct Flaw(string Kind, string Words)
{
    public static readonly Flaw Future = new("future", "A post claims to be from the future: it is shown with the time at which it was heard.");

    public static readonly Flaw LongText = new("long text", "A post is longer than any network allows: its text is cut.");

    public static readonly Flaw NoText = new("no text", "A post has no legible text: it is shown without.");

    public static readonly Flaw Marks = new(
        "marks", "A post marks hashtags or links outside its text or across a character: those marks are left out.");

    public static readonly Flaw Script = new("script", "A post came with a script in it: the script was taken out.");
}
