using System.Text.RegularExpressions;
using Backchannel.Web.Cards;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Backchannel.Web.Recaps;

/// <summary>What a recap's editor says: plain text, in which whole addresses are links, at whatever host. In posts they are found by the networks' own rules.</summary>
public sealed partial class RecapSaid : ComponentBase
{
    [Parameter, EditorRequired] public required string Words { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "p");
        builder.AddAttribute(1, "class", "said");
        builder.AddAttribute(2, "dir", "auto");
        var at = 0;
        foreach (var found in Addresses().EnumerateMatches(Words))
        {
            var words = Trimmed(Words.Substring(found.Index, found.Length));
            if (SafeLink.Of(words) is not { } address) continue;
            builder.AddContent(3, Words[at..found.Index]);
            builder.OpenElement(4, "a");
            builder.AddAttribute(5, "class", "url");
            builder.AddAttribute(6, "href", address);
            builder.AddAttribute(7, "rel", SafeLink.Rel);
            builder.AddContent(8, words);
            builder.CloseElement();
            at = found.Index + words.Length;
        }
        builder.AddContent(9, Words[at..]);
        builder.CloseElement();
    }

    // A sentence that ends after it, or a bracket around it, is not part of it.
    static string Trimmed(string address)
    {
        address = address.TrimEnd('.', ',', ';', ':', '!', '?', '\'', '’', '”', '…');
        return address.EndsWith(')') && !address.Contains('(') ? Trimmed(address[..^1]) : address;
    }

    [GeneratedRegex(@"\bhttps?://[^\s<>""“”]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Addresses();
}
