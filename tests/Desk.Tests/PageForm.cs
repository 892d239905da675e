using System.Net;
using System.Text.RegularExpressions;

namespace Backchannel.Desk.Tests;

/// <summary>A form of a page, as a browser without scripts would send it.</summary>
sealed partial record PageForm(string Action, Dictionary<string, string> Fields)
{
    public const string TokenField = "__RequestVerificationToken";

    public static IReadOnlyList<PageForm> Of(string html, string page) =>
    [
        .. Form().Matches(html).Where(form => Attribute(form.Groups["head"].Value, "method") == "post").Select(form => new PageForm(
            Attribute(form.Groups["head"].Value, "action") is { Length: > 0 } action ? action : page,
            Input().Matches(form.Groups["body"].Value).Select(input => input.Value).Where(input => Attribute(input, "name") is not null && Attribute(input, "type") != "checkbox")
                .GroupBy(input => Attribute(input, "name")!).ToDictionary(group => group.Key, group => Attribute(group.First(), "value") ?? ""))),
    ];

    /// <summary>With other values in some of its fields; null leaves a field out.</summary>
    public PageForm With(params (string Name, string? Value)[] fields)
    {
        var filled = new Dictionary<string, string>(Fields);
        foreach (var (name, value) in fields)
            if (value is null) filled.Remove(name);
            else filled[name] = value;
        return this with { Fields = filled };
    }

    static string? Attribute(string tag, string name) =>
        Regex.Match(tag, $"""\s{name}="([^"]*)" """.TrimEnd()) is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;

    [GeneratedRegex("<form(?<head>[^>]*)>(?<body>.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<(input|select|textarea|button)[^>]*>")]
    private static partial Regex Input();
}
