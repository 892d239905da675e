using System.Globalization;
using System.Text;
using Backchannel.Text;

namespace Backchannel.Hub.Schedule;

/// <summary>Names sessions in addresses: once, and never two alike, for an address is passed on and outlives what it named.</summary>
static class SessionIds
{
    const int MaxLength = 100, MaxSlug = 60;

    /// <summary>The schedule's own short name, else its number, else the title.</summary>
    /// <param name="taken">All ids of the event, of whatever case; the new one is added.</param>
    public static string New(string? code, string? number, string title, HashSet<string> taken)
    {
        var name = new[] { Plain(code), Plain(number), Slug(title), "session" }.First(given => given.Length > 0);
        for (var n = 1; ; n++)
        {
            var ending = n == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{n}");
            var id = name[..Math.Min(name.Length, MaxLength - ending.Length)] + ending;
            if (taken.Add(id)) return id;
        }
    }

    // A guid is no name: nobody could read it out.
    static string Plain(string? given) => given is { Length: > 0 and < 32 } && given.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? given : "";

    static string Slug(string title)
    {
        var slug = new StringBuilder();
        foreach (var c in TextFold.Fold(title))
            if (char.IsAsciiLetterOrDigit(c)) slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        if (slug.Length <= MaxSlug) return slug.ToString().Trim('-');
        var cut = slug.ToString(0, MaxSlug);
        return cut[..(cut.LastIndexOf('-') is > 20 and var word ? word : MaxSlug)].Trim('-');
    }
}
