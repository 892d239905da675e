using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Backchannel.Contracts;

namespace Backchannel.Web.Recaps;

/// <summary>Recaps as an Atom feed (RFC 4287), for readers that tell of the next one.</summary>
static class RecapAtom
{
    static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    /// <param name="title">Whose recaps.</param>
    /// <param name="site">This site's address.</param>
    /// <param name="self">The feed's own path.</param>
    /// <param name="page">The page that it follows, as a path.</param>
    /// <param name="lines">Those that are published.</param>
    public static byte[] Of(string title, string site, string self, string page, IReadOnlyList<RecapLine> lines)
    {
        var host = new Uri(site).Host;
        var feed = new XElement(Atom + "feed",
            new XElement(Atom + "id", $"tag:{host},2026:{self}"), new XElement(Atom + "title", Text(title)),
            new XElement(Atom + "updated", Time(lines.Select(Updated).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max())),
            Link("self", site + self, "application/atom+xml"), Link("alternate", site + page, "text/html"), new XElement(Atom + "author", new XElement(Atom + "name", "Backchannel")),
            lines.Select(line => Entry(line, site, host)));
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new() { Encoding = new UTF8Encoding(false) })) new XDocument(feed).WriteTo(writer);
        return bytes.ToArray();
    }

    static XElement Entry(RecapLine line, string site, string host) => new(Atom + "entry",
        // The same wherever it moves: by when it was made and what it is of.
        new XElement(Atom + "id", string.Create(CultureInfo.InvariantCulture, $"tag:{host},{line.MadeAt.UtcDateTime:yyyy-MM-dd}:{Uri.EscapeDataString(line.Event)}/{Uri.EscapeDataString(line.Id)}")),
        new XElement(Atom + "title", Text($"{line.Title} · {line.EventName}")),
        new XElement(Atom + "published", Time(line.PublishedAt ?? line.MadeAt)), new XElement(Atom + "updated", Time(Updated(line))),
        Link("alternate", site + RecapLinks.Of(line.Event, line.Id), "text/html"), new XElement(Atom + "summary", new XAttribute("type", "text"), Text(RecapWords.Summary(line))));

    static DateTimeOffset Updated(RecapLine line) => line.PublishedAt > line.ChangedAt ? line.PublishedAt.Value : line.ChangedAt;

    static XElement Link(string rel, string href, string type) => new(Atom + "link", new XAttribute("rel", rel), new XAttribute("type", type), new XAttribute("href", href));

    static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // What XML has no way to write.
    static string Text(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value)) kept.Append(rune);
        return kept.ToString();
    }
}
