using System.Text.RegularExpressions;

namespace Backchannel.Hub.Schedule;

/// <summary>Sessionize's view "All": sessions that name their speakers, rooms and categories by id.</summary>
static partial class Sessionize
{
    public static ReadSchedule Read(JsonItem all, TimeZoneInfo zone)
    {
        var sheet = new ScheduleSheet("sessionize", zone) { Acronym = "sessionize" };
        var rooms = ById(all["rooms"]);
        var speakers = ById(all["speakers"]);
        var questions = ById(all["questions"]);
        var categories = all["categories"]?.Items
            .SelectMany(category => category["items"]?.Items.Select(item => (Category: category.Text("title") ?? "", Id: item.Text("id"), Name: item.Text("name"))) ?? [])
            .ToLookup(item => item.Id ?? "", item => (item.Category, item.Name));
        foreach (var session in all["sessions"]?.Items ?? [])
        {
            var item = Item(session, rooms, sheet);
            foreach (var id in Ids(session["speakers"]))
                if (speakers.GetValueOrDefault(id) is { } speaker) Speaker(speaker, item);
            foreach (var (category, name) in Ids(session["categoryItems"]).SelectMany(id => categories?[id] ?? [])) Categorize(item, category, name);
            foreach (var answer in session["questionAnswers"]?.Items ?? [])
                if (questions.GetValueOrDefault(answer.Text("questionId") ?? "")?.Text("question") is { } question && question.Contains("hashtag", StringComparison.OrdinalIgnoreCase))
                    item.Hashtags.AddRange((answer.Text("answerValue") ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries));
            sheet.Add(item);
        }
        return sheet.Finish();
    }

    static ReadItem Item(JsonItem session, Dictionary<string, JsonItem> rooms, ScheduleSheet sheet)
    {
        var end = session.Text("endsAt");
        return new ReadItem(session.Line)
        {
            Number = session.Text("id"),
            Title = session.Text("title"),
            // What everybody goes to is in no room of its own, whatever room it is planned in.
            Room = rooms.GetValueOrDefault(session.Text("roomId") ?? "")?.Text("name") ?? session.Text("room"),
            // Breaks are sessions too: people talk in them, and about them.
            Kind = session.Is("isServiceSession") ? "break" : null,
            Abstract = session.Text("description"),
            WatchUrl = session.Text("liveUrl") ?? session.Text("recordingUrl"),
            Start = ScheduleTime.Moment(session.Text("startsAt"), sheet.Zone),
            StartGiven = session.Text("startsAt"),
            End = ScheduleTime.Moment(end, sheet.Zone),
            EndGiven = end,
        };
    }

    static void Speaker(JsonItem speaker, ReadItem item)
    {
        if ((speaker.Text("fullName") ?? $"{speaker.Text("firstName")} {speaker.Text("lastName")}") is { Length: > 1 } name) item.Speakers.Add(name);
        item.Handles.AddRange(speaker["links"]?.Items.Select(link => SpeakerLinks.Account(link.Text("linkType") ?? link.Text("title"), link.Text("url"))).OfType<string>() ?? []);
    }

    // Every conference names its categories as it likes.
    static void Categorize(ReadItem item, string category, string? name)
    {
        if (Track().IsMatch(category)) item.Track ??= name;
        else if (Format().IsMatch(category)) item.Kind ??= name;
        else if (Language().IsMatch(category)) item.Language ??= name;
    }

    static Dictionary<string, JsonItem> ById(JsonItem? list)
    {
        var byId = new Dictionary<string, JsonItem>();
        foreach (var item in list?.Items ?? [])
            if (item.Text("id") is { } id) byId.TryAdd(id, item);
        return byId;
    }

    // A number or a guid; in some views an object with one.
    static IEnumerable<string> Ids(JsonItem? list) => list?.Items.Select(item => item.Text("id") ?? item.Value).OfType<string>() ?? [];

    [GeneratedRegex(@"\b(track|topic|theme)s?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Track();

    [GeneratedRegex(@"\b(format|type|kind)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Format();

    [GeneratedRegex(@"\b(language|sprache|langue|idioma|lingua|taal)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Language();
}
