using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Web.Writing;

/// <summary>What was typed. The hub checks it again: this only spares a visitor the way there and says the same beside the field.</summary>
sealed record Draft
{
    /// <summary>Characters as people count them (grapheme clusters): a family emoji is one.</summary>
    public const int Most = 500, MostName = 50;

    // Counting graphemes costs far more than comparing a length; nothing people write takes so many units a character.
    const int UnitsEach = 32;

    public static readonly IReadOnlyDictionary<string, string[]> NoErrors = new Dictionary<string, string[]>().AsReadOnly();

    readonly string? _session;
    readonly int _most;

    public Draft(string? name, string? text, string? session, int most = Most)
    {
        _most = most;
        Name = name?.Trim() ?? "";
        // Browsers send line ends as CR LF: one character to whoever typed it.
        Text = text?.ReplaceLineEndings("\n").Trim() ?? "";
        _session = string.IsNullOrEmpty(session) ? null : session;
    }

    public string Name { get; }

    public string Text { get; }

    public NewPost Post() => new(Name, Text, _session);

    /// <summary>By field, in words; empty where it can be sent.</summary>
    public IReadOnlyDictionary<string, string[]> Errors()
    {
        var errors = new Dictionary<string, string[]>();
        if (Name.Length is 0) errors["name"] = ["Give a name for your post to stand under. It need not be your own."];
        else if (Name.Length > MostName * UnitsEach || Length(Name) > MostName) errors["name"] = [$"That name is long for a wall: {MostName} characters at most."];
        if (Text.Length is 0) errors["text"] = ["There is nothing to post yet: write a few words."];
        else if (Text.Length > _most * UnitsEach) errors["text"] = [$"That is far more than fits: {_most} characters at most."];
        else if (Length(Text) is var length && length > _most) errors["text"] = [$"That is {length} characters, {length - _most} more than fit. Shorten it a little."];
        return errors.Count is 0 ? NoErrors : errors;
    }

    public static int Length(string text) => new StringInfo(text).LengthInTextElements;
}
