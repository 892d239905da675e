using Backchannel.Hub.Here;
using Backchannel.Text;

namespace Backchannel.Hub.Access;

/// <summary>A name and a password that somebody chose: cleaned, and then checked.</summary>
sealed record AccountDraft
{
    /// <summary>Long beats odd: a sentence does, and nobody is told to put a digit in it.</summary>
    public const int LeastPassword = 10;

    /// <summary>More is no password but work for the server.</summary>
    public const int MostPassword = 500;

    public AccountDraft(string? name, string? password) => (Name, Password) = (NameOf(name), password ?? "");

    public string Name { get; }

    public string Password { get; }

    /// <summary>By which names are told apart: no two look alike.</summary>
    public string NameKey => TextFold.Fold(Name);

    public static string NameOf(string? name) => TextCut.Clean(TextCut.At(name ?? "", 1_000)).ReplaceLineEndings(" ").Trim();

    public IEnumerable<(string Field, string Cure)> Faults()
    {
        if (string.IsNullOrWhiteSpace(NameKey)) yield return ("name", "Give a name: you sign in with it, and others see it beside what you decide.");
        else if (TextCut.Graphemes(Name) > HereDraft.MaxName) yield return ("name", $"At most {HereDraft.MaxName} characters.");
        foreach (var fault in PasswordFaults(Password)) yield return fault;
    }

    public static IEnumerable<(string Field, string Cure)> PasswordFaults(string password)
    {
        if (password.Length < LeastPassword) yield return ("password", $"At least {LeastPassword} characters: a few words do well.");
        else if (password.Length > MostPassword) yield return ("password", $"At most {MostPassword} characters.");
    }
}
