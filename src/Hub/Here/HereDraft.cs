using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Hub.Here;

/// <summary>What somebody typed on a page of ours, be it a post or a question: cleaned, and then checked.</summary>
sealed record HereDraft
{
    public const int MaxName = 50;

    public HereDraft(string? name, string? text) =>
        (Name, Text) = (TextCut.Clean(name ?? "").ReplaceLineEndings(" ").Trim(), TextCut.Clean(text ?? ""));

    public string Name { get; }

    public string Text { get; }

    /// <summary>All that is wrong with it: field and cure.</summary>
    /// <param name="maxText">In characters as people count them.</param>
    public IEnumerable<(string Field, string Cure)> Faults(int maxText)
    {
        if (IsBlank(Name)) yield return ("name", "Give a name: any name you like to be read by.");
        else if (Length(Name) > MaxName) yield return ("name", $"At most {MaxName} characters.");
        if (IsBlank(Text)) yield return ("text", "Write something first.");
        else if (Length(Text) > maxText || Text.Length > 4 * maxText) yield return ("text", $"At most {maxText} characters: this has {Length(Text)}.");
    }

    public Post ToPost(DateTimeOffset now, bool question) => new()
    {
        Id = $"here:{Guid.CreateVersion7(now)}",
        Network = Network.Here,
        // One name is one author for the counters; it proves nothing about who it is.
        Author = new(TextFold.Fold(Name), "", Name),
        Text = Text,
        Spans = TextScanner.Spans(Text),
        CreatedAt = now,
        ReceivedAt = now,
        Question = question,
    };

    // Characters without a look of their own make no name and no post.
    static bool IsBlank(string text) => string.IsNullOrWhiteSpace(TextFold.Fold(text));

    static int Length(string text) => new StringInfo(text).LengthInTextElements;
}
