using System.Globalization;

namespace Backchannel.Text;

public static partial class TextScanner
{
    const int MaxDomain = 253;
    const int MaxLabel = 63;
    static readonly IdnMapping Idn = new();

    // The furthest end of a domain that begins at start and whose labels lie before run; -1 where there is none.
    // Letters of any script may follow the top-level domain, so that "example.comです" holds one.
    static int DomainEnd(string text, int start, int run)
    {
        var end = -1;
        for (int label = start, dot; (dot = text.IndexOf('.', label, run - label)) >= 0; label = dot + 1)
        {
            var name = text.AsSpan(label, dot - label);
            if (name.IsEmpty || name[0] is '-' or '_' || name[^1] is '-' or '_') break;
            // An underscore may stand in a subdomain, not in the registered name.
            if (name.Contains('_')) continue;
            var topLevel = TopLevelDomains.End(text, dot + 1);
            if (topLevel > 0) end = topLevel;
        }
        return end;
    }

    static bool CanResolve(string domain)
    {
        if (domain.Length > MaxDomain) return false;
        foreach (var label in domain.AsSpan().Split('.'))
            if (label.End.Value - label.Start.Value > MaxLabel) return false;
        return System.Text.Ascii.IsValid(domain) || HasAsciiForm(domain);
    }

    static bool HasAsciiForm(string domain)
    {
        try
        {
            return Idn.GetAscii(domain).Length <= MaxDomain;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
