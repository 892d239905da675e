using System.Globalization;
using System.Text;
using Backchannel.Contracts;
using Backchannel.Web.Cards;

namespace Backchannel.Web.Recaps;

/// <summary>A recap as Markdown (CommonMark): posts are quotations, answers quotations in them. What people wrote cannot break out of its own.</summary>
static class RecapMarkdown
{
    public static string Of(RecapFile file, string address)
    {
        var (recap, text) = (file.Recap, new StringBuilder());
        text.Append(CultureInfo.InvariantCulture, $"# {Line(recap.Title)}\n\n{RecapWords.Of(recap.Kind)} of {Line(recap.EventName)}, {Line(RecapWords.When(recap))}\n");
        if (recap.By.Count > 0) text.Append(CultureInfo.InvariantCulture, $"\nWith {Line(string.Join(", ", recap.By))}\n");
        if (recap.Words is { } words) text.Append(CultureInfo.InvariantCulture, $"\n{Words(words, "")}\n");
        text.Append(CultureInfo.InvariantCulture, $"\nThis file was made on {RecapWords.At(file.MadeAt, recap.TimeZone)} ({Line(recap.TimeZone)}) from <{address}>. {RecapWords.Gone}\n");
        if (file.OnlyIds > 0) text.Append(CultureInfo.InvariantCulture, $"\n{RecapWords.OnlyIds(file.OnlyIds)}\n");
        foreach (var section in recap.Sections) Section(text, section, recap.TimeZone);
        Finds(text, recap);
        return text.ToString();
    }

    static void Section(StringBuilder text, RecapSection section, string timeZone)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {Line(RecapWords.Head(section))}\n\n{RecapWords.Counts(section)}\n");
        if (section.Words is { } words) text.Append(CultureInfo.InvariantCulture, $"\n{Words(words, "")}\n");
        foreach (var post in section.Asks is { } asks ? section.Posts.Prepend(asks) : section.Posts) Thread(text, post, timeZone, "");
        if (section.More > 0) text.Append(CultureInfo.InvariantCulture, $"\n{RecapWords.More(section)}\n");
    }

    static void Thread(StringBuilder text, RecapPost post, string timeZone, string quote)
    {
        // Between two posts nothing is quoted, or one would go on in the other.
        text.Append(CultureInfo.InvariantCulture, $"{quote.TrimEnd()}\n{quote}{Head(post, timeZone)}\n");
        var inner = quote + "> ";
        if (post.Post is { } said)
        {
            text.Append(CultureInfo.InvariantCulture, $"{quote.TrimEnd()}\n{Said(said, inner)}\n");
            foreach (var media in said.Media) text.Append(CultureInfo.InvariantCulture, $"{inner.TrimEnd()}\n{inner}{Picture(media, said)}\n");
        }
        foreach (var reply in post.Replies) Thread(text, reply, timeZone, inner);
    }

    static string Head(RecapPost post, string timeZone)
    {
        if (post.Post is not { } said) return SafeLink.Of(post.Url) is { } only ? $"A post of X: <{only}>" : $"A post of X, {Line(post.Id)}";
        var at = RecapWords.At(said.CreatedAt, timeZone);
        var echo = RecapWords.Echo(said.Echo);
        return $"**{Line(said.Author.Name)}**{(said.Author.Handle.Length > 0 ? $" {Line("@" + said.Author.Handle)}" : "")}, {RecapWords.Network(said.Network)}, {Link(at, said.Url)}{(echo.Length > 0 ? $" · {echo}" : "")}";
    }

    static string Picture(Media media, Post post) =>
        Link($"{(media.Kind == MediaKind.Image ? "Photo" : "Film")}: {(media.Alt is { Length: > 0 } alt ? alt : "no description")}", media.Kind == MediaKind.Image ? media.Url : post.Url);

    static void Finds(StringBuilder text, RecapInfo recap)
    {
        if (recap.Links.Count > 0) text.Append("\n## Links\n\n");
        foreach (var link in recap.Links) text.Append(CultureInfo.InvariantCulture, $"- {Link(link.Title ?? link.Url, link.Url)}, {RecapWords.Shared(link)}\n");
        if (recap.Photos.Count > 0) text.Append("\n## Photos\n\n");
        foreach (var photo in recap.Photos)
            text.Append(CultureInfo.InvariantCulture, $"- {Link(photo.Media.Alt is { Length: > 0 } alt ? alt : "no description", photo.Media.Url)}, by {Line(photo.By)}, {RecapWords.At(photo.At, recap.TimeZone)}\n");
        if (recap.People.Count > 0) text.Append("\n## People\n\n");
        foreach (var person in recap.People) text.Append(CultureInfo.InvariantCulture, $"- {Link(person.Name ?? person.ProfileUrl ?? person.Id, person.ProfileUrl)}{(person.Handle is { Length: > 0 } handle ? $" {Line("@" + handle)}" : "")}\n");
        if (recap.Numbers.Count > 0) text.Append("\n## Numbers\n\n");
        foreach (var number in recap.Numbers) text.Append(CultureInfo.InvariantCulture, $"- **{number.Value:N0} {Line(number.Name)}**: {Line(number.Means)}\n");
    }

    // Its links as links: an address whose underscores are escaped leads nowhere.
    static string Said(Post post, string quote)
    {
        var (text, at) = (new StringBuilder(), 0);
        if (post.Warning is { Length: > 0 } warning) text.Append(CultureInfo.InvariantCulture, $"{quote}*{Line(warning)}*\\\n");
        var line = new StringBuilder();
        foreach (var span in post.Spans)
        {
            if (span.Kind != SpanKind.Link || span.Start < at || span.Length <= 0 || span.Start > post.Text.Length - span.Length || SafeLink.Of(span.Value) is not { } target) continue;
            var shown = post.Text.Substring(span.Start, span.Length);
            if (shown.AsSpan().ContainsAny('\n', '\r')) continue;
            line.Append(Escaped(post.Text[at..span.Start], line.Length == 0, quote)).Append(CultureInfo.InvariantCulture, $"[{Line(shown)}](<{target}>)");
            at = span.Start + span.Length;
        }
        line.Append(Escaped(post.Text[at..], line.Length == 0, quote));
        return text.Append(quote).Append(line).ToString();
    }

    internal static string Words(string text, string quote) => quote + Escaped(text, true, quote);

    /// <summary>In one line.</summary>
    internal static string Line(string text) => Escaped(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), true, "");

    static string Link(string words, string? url) => SafeLink.Of(url) is { } target ? $"[{Line(words)}](<{target}>)" : Line(words);

    static string Escaped(string text, bool begins, string quote)
    {
        var result = new StringBuilder(text.Length + 16);
        foreach (var (index, part) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            // A line that is left empty would end the paragraph, and with it what holds all lines together.
            if (index > 0) result.Append("\\\n").Append(quote);
            // What is set in by four is code.
            var line = index > 0 || begins ? part.TrimStart() : part;
            if (line.Length == 0 && (index > 0 || begins)) result.Append("&#8203;");
            if (index > 0 || begins) line = Begin(line, result);
            foreach (var letter in line) Append(result, letter);
        }
        return result.ToString();
    }

    // What makes a list or a head of a line where it begins one: "12.", "-", "=".
    static string Begin(string line, StringBuilder result)
    {
        var digits = line.TakeWhile(char.IsAsciiDigit).Count();
        if (digits == line.Length || digits == 0 && line[0] is not ('+' or '-' or '=' or ':') || digits > 0 && line[digits] is not ('.' or ')')) return line;
        result.Append(line.AsSpan(0, digits)).Append('\\').Append(line[digits]);
        return line[(digits + 1)..];
    }

    static readonly string[] Schemes = ["http", "https", "ftp", "mailto", "tel"];

    static bool Ends(StringBuilder text, string word)
    {
        if (text.Length < word.Length) return false;
        for (var i = 0; i < word.Length; i++)
            if (char.ToLowerInvariant(text[text.Length - word.Length + i]) != word[i]) return false;
        return true;
    }

    static void Append(StringBuilder result, char letter)
    {
        if (letter is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '&' or '#' or '|' or '~' or '$' or '^' or '!') result.Append('\\').Append(letter);
        // A bare address is made a link by some readers, with the escapes in it as they stand.
        else if (letter == ':' && Schemes.Any(scheme => Ends(result, scheme)) || letter == '.' && Ends(result, "www")) result.Append('\\').Append(letter);
        else if (letter is '\t' or '\f' or '\v' or '\u0085' or '\u2028' or '\u2029') result.Append(' ');
        else if (letter >= ' ' && letter != '\u007f') result.Append(letter);
    }
}
