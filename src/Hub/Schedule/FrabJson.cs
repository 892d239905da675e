namespace Backchannel.Hub.Schedule;

/// <summary><c>schedule.json</c> of frab and pretalx: days of rooms of events, or, in its newer shape, events alone.</summary>
static class FrabJson
{
    public static ReadSchedule Read(JsonItem schedule, TimeZoneInfo zone)
    {
        var sheet = new ScheduleSheet("schedule.json", zone);
        var conference = schedule["conference"];
        sheet.Version = schedule.Text("version");
        sheet.Acronym = conference?.Text("acronym") ?? conference?.Text("title");
        sheet.BaseUrl = schedule.Text("base_url") ?? conference?.Text("base_url");
        sheet.NameZone(conference?.Text("time_zone_name") ?? schedule.Text("timezone"), (conference?["time_zone_name"] ?? schedule["timezone"] ?? schedule).Line);
        foreach (var day in conference?["days"]?.Items ?? []) Day(day, sheet);
        // Here each has its date.
        var dateless = FrabDay.Of(null, null, null, null);
        foreach (var item in schedule["events"]?.Items ?? []) sheet.Add(Item(item, null, dateless, sheet));
        return sheet.Finish();
    }

    static void Day(JsonItem day, ScheduleSheet sheet)
    {
        var times = FrabDay.Of(day.Text("date"), day.Text("day_start"), day.Text("day_end"), null);
        foreach (var (room, items) in day["rooms"]?.Fields ?? [])
            foreach (var item in items.Items) sheet.Add(Item(item, room, times, sheet));
    }

    static ReadItem Item(JsonItem json, string? room, FrabDay day, ScheduleSheet sheet)
    {
        var item = new ReadItem(json.Line)
        {
            Guid = json.Text("guid"),
            Number = json.Text("id"),
            Code = json.Text("code"),
            Title = json.Text("title"),
            Subtitle = json.Text("subtitle"),
            Room = json.Text("room") ?? room,
            Track = json.Text("track"),
            Kind = json.Text("type"),
            Language = json.Text("language"),
            Abstract = json.Text("abstract") ?? json.Text("description"),
            Url = json.Text("url"),
            WatchUrl = json.Text("stream_url"),
        };
        item.Code ??= FrabCode.In(item.Url) ?? FrabCode.In(json.Text("feedback_url"));
        day.Time(item, json.Text("date"), json.Text("start"), json.Text("duration"), json.Text("end"), sheet.Zone);
        foreach (var person in json["persons"]?.Items ?? json["participants"]?.Items ?? []) Person(person, item);
        item.Links.AddRange(Links(json["links"]));
        item.Hashtags.AddRange(json["hashtags"]?.Items.Select(tag => tag.Value).OfType<string>() ?? []);
        return item;
    }

    static void Person(JsonItem person, ReadItem item)
    {
        if ((person.Text("public_name") ?? person.Text("name") ?? person.Text("full_public_name")) is { } name) item.Speakers.Add(name);
        item.Links.AddRange(Links(person["links"]));
    }

    static IEnumerable<string> Links(JsonItem? links) => links?.Items.Select(link => link.Text("url") ?? link.Value).OfType<string>() ?? [];
}
