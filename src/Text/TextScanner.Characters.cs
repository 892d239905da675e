using System.Globalization;

namespace Backchannel.Text;

// twitter-text's character classes. All of them are decided within the BMP, so a unit of a surrogate pair is never in one
// (but is a domain character, as in twitter-text, where everything is that is not excluded).
public static partial class TextScanner
{
    static bool IsSpace(char c) => c is >= '\t' and <= '\r' or ' ' or '\u0085' or '\u00a0' or '\u1680' or '\u180e' or >= '\u2000' and <= '\u200a'
        or '\u2028' or '\u2029' or '\u202f' or '\u205f' or '\u3000';

    static bool IsDirectional(char c) => c is '\u061c' or '\u200e' or '\u200f' or >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069';

    static bool IsInvalid(char c) => c is '\ufffe' or '\ufeff' or '\uffff';

    static bool IsPunctuation(char c) => char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c)) && c != '\\';

    static bool IsLatinAccent(char c) => c is >= '\u00c0' and <= '\u024f' and not '\u00d7' and not '\u00f7' or '\u0253' or '\u0254' or '\u0256' or '\u0257'
        or '\u0259' or '\u025b' or '\u0263' or '\u0268' or '\u026f' or '\u0272' or '\u0289' or '\u028b' or '\u02bb'
        or >= '\u0300' and <= '\u036f' or >= '\u1e00' and <= '\u1eff';

    static bool IsCyrillic(char c) => c is >= '\u0400' and <= '\u052f' or >= '\u1c80' and <= '\u1c8f' or '\u1d2b' or '\u1d78'
        or >= '\u2de0' and <= '\u2dff' or >= '\ua640' and <= '\ua69f' or '\ufe2e' or '\ufe2f';

    // Unlike twitter-text's, it leaves out the backslash, which browsers read as the end of the host.
    static bool IsDomainPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'
        || !char.IsAscii(c) && !IsSpace(c) && !IsDirectional(c) && !IsInvalid(c);

    static bool IsBareDomainPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' || IsLatinAccent(c);

    static bool IsPathChar(char c) => IsPathEnding(c) || c is '!' or '*' or '\'' or ';' or ':' or ',' or '.' or '$' or '%' or '[' or ']' or '~' or '&'
        or '|' or '@' || char.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation;

    static bool IsPathEnding(char c) => char.IsAsciiLetterOrDigit(c) || c is '=' or '_' or '#' or '/' or '+' or '-' || IsLatinAccent(c) || IsCyrillic(c);

    static bool IsQueryChar(char c) => IsQueryEnding(c) || c is '!' or '?' or '*' or '\'' or '(' or ')' or ';' or ':' or '+' or '$' or '%' or '['
        or ']' or '.' or ',' or '~' or '|' or '@';

    static bool IsQueryEnding(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '&' or '=' or '#' or '/' or '-';
}
