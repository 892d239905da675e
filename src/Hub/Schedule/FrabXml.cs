using System.Xml;
using System.Xml.Linq;

namespace Backchannel.Hub.Schedule;

/// <summary>
/// <c>schedule.xml</c> of frab and pretalx. Hardly any file in use keeps to its schema, so it is taken by its bones: events, at whatever depth,
/// below a day.
/// </summary>
static class FrabXml
{
    const int MaxDepth = 40, MaxNodes = 2_000_000;

    static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        // A stray control character spoils one title, not the schedule.
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    public static ReadSchedule Read(ReadOnlyMemory<byte> file, TimeZoneInfo zone)
    {
        try
        {
            Measure(file);
            using var reader = XmlReader.Create(Stream(file), Strict);
            var root = XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
            if (root.Name.LocalName != "schedule") throw new UnreadableScheduleException($"It is XML, but no schedule: its root is <{PlainWords.Line(root.Name.LocalName)}>.");
            return Read(root, new("schedule.xml", zone));
        }
        catch (XmlException broken)
        {
            throw new UnreadableScheduleException(Words(broken));
        }
    }

    // A document is a tree of objects, and some walks over it are recursive: it is measured before it is built.
    static void Measure(ReadOnlyMemory<byte> file)
    {
        using var reader = XmlReader.Create(Stream(file), Strict);
        for (var nodes = 0; reader.Read(); nodes += 1 + reader.AttributeCount)
            if (reader.Depth > MaxDepth || nodes > MaxNodes) throw new UnreadableScheduleException("It is nested too deeply, or of too many parts, for a schedule.");
    }

    static MemoryStream Stream(ReadOnlyMemory<byte> file) => new(file.ToArray(), writable: false);

    static string Words(XmlException broken) => broken.Message.Contains("DTD", StringComparison.Ordinal)
        ? $"It declares a document type (DTD) in line {broken.LineNumber}: those are refused. Take the declaration out."
        : $"It is no whole XML file: line {broken.LineNumber}, {broken.Message}";

    static ReadSchedule Read(XElement root, ScheduleSheet sheet)
    {
        var conference = root.Child("conference");
        sheet.Version = root.Text("version");
        sheet.Acronym = conference?.Text("acronym") ?? conference?.Text("title");
        sheet.BaseUrl = conference?.Text("base_url");
        sheet.NameZone(conference?.Text("time_zone_name"), Line(conference?.Child("time_zone_name") ?? root));
        foreach (var day in root.Children("day"))
        {
            var times = FrabDay.Of(day.Attr("date"), day.Attr("start"), day.Attr("end"), conference?.Text("day_change"));
            // Some wrap their events in rooms, some do not.
            foreach (var element in day.Descendants().Where(element => element.Name.LocalName == "event")) sheet.Add(Item(element, times, sheet));
        }
        return sheet.Finish();
    }

    static ReadItem Item(XElement element, FrabDay day, ScheduleSheet sheet)
    {
        var item = new ReadItem(Line(element))
        {
            Guid = element.Attr("guid"),
            Number = element.Attr("id"),
            Code = element.Attr("code"),
            Title = element.Text("title"),
            Subtitle = element.Text("subtitle"),
            Room = element.Text("room") ?? (element.Parent is { Name.LocalName: "room" } room ? room.Attr("name") : null),
            Track = element.Text("track"),
            Kind = element.Text("type"),
            Language = element.Text("language"),
            Abstract = element.Text("abstract") ?? element.Text("description"),
            Url = element.Text("url"),
        };
        item.Code ??= FrabCode.In(item.Url) ?? FrabCode.In(element.Text("feedback_url"));
        day.Time(item, element.Text("date"), element.Text("start"), element.Text("duration"), element.Text("end"), sheet.Zone);
        item.Speakers.AddRange(element.Child("persons")?.Children("person").Select(person => person.Value) ?? []);
        item.Links.AddRange(element.Child("links")?.Children("link").Select(link => link.Attr("href") ?? link.Value) ?? []);
        item.Hashtags.AddRange(element.Children("hashtag").Select(tag => tag.Value));
        return item;
    }

    static int Line(XElement element) => ((IXmlLineInfo)element).LineNumber;

    static XElement? Child(this XElement element, string name) => element.Children(name).FirstOrDefault();

    static IEnumerable<XElement> Children(this XElement element, string name) => element.Elements().Where(child => child.Name.LocalName == name);

    static string? Text(this XElement element, string name) => element.Child(name)?.Value is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    static string? Attr(this XElement element, string name) => element.Attribute(name)?.Value is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
}
