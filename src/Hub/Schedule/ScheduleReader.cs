using System.Text;

namespace Backchannel.Hub.Schedule;

/// <summary>Reads a schedule of any kind. What kind it is shows in its first bytes: names and content types are not to be trusted.</summary>
static class ScheduleReader
{
    public const int MaxBytes = 20 * 1024 * 1024;

    /// <param name="file">All of it.</param>
    /// <param name="zone">The event's zone, for times that name none.</param>
    /// <exception cref="UnreadableScheduleException">It is no schedule, or a broken one.</exception>
    public static ReadSchedule Read(ReadOnlyMemory<byte> file, TimeZoneInfo zone)
    {
        if (file.Length > MaxBytes) throw TooLarge();
        var encoding = Encoding(file.Span);
        var beginning = encoding.GetString(file.Span[..Math.Min(file.Length, 2_000)]).TrimStart('\ufeff').TrimStart();
        return beginning switch
        {
            "" => throw new UnreadableScheduleException("It is empty."),
            _ when IsPage(beginning) => throw new UnreadableScheduleException("It is a web page, not a schedule: give the address of the export itself."),
            ['<', ..] => FrabXml.Read(file, zone),
            ['{', ..] => Json(JsonItem.Parse(Utf8(file, encoding)), zone),
            _ when beginning.StartsWith("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase) => CalendarSchedule.Read(Words(file, encoding), zone),
            _ => throw new UnreadableScheduleException("It is none of the schedules known here: schedule.xml or schedule.json of frab or pretalx, Sessionize's view \"All\", iCalendar."),
        };
    }

    public static UnreadableScheduleException TooLarge() => new($"It is larger than {MaxBytes / 1024 / 1024} MB.");

    static ReadSchedule Json(JsonItem root, TimeZoneInfo zone)
    {
        if (root["schedule"] is { } schedule) return FrabJson.Read(schedule, zone);
        if (root["sessions"] is not null) return Sessionize.Read(root, zone);
        throw new UnreadableScheduleException("It is JSON, but has neither a 'schedule' (frab, pretalx) nor 'sessions' (Sessionize's view \"All\").");
    }

    static bool IsPage(string beginning) =>
        beginning.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || beginning.StartsWith("<html", StringComparison.OrdinalIgnoreCase);

    // Of two bytes of which one is nothing, the other is a letter.
    static Encoding Encoding(ReadOnlySpan<byte> file) => file switch
    {
        [0xff, 0xfe, ..] or [not 0, 0, ..] => System.Text.Encoding.Unicode,
        [0xfe, 0xff, ..] or [0, not 0, ..] => System.Text.Encoding.BigEndianUnicode,
        _ => System.Text.Encoding.UTF8,
    };

    static ReadOnlySpan<byte> Utf8(ReadOnlyMemory<byte> file, Encoding encoding)
    {
        var bytes = encoding is UTF8Encoding ? file.Span : System.Text.Encoding.UTF8.GetBytes(Words(file, encoding));
        return bytes is [0xef, 0xbb, 0xbf, ..] ? bytes[3..] : bytes;
    }

    static string Words(ReadOnlyMemory<byte> file, Encoding encoding) => encoding.GetString(file.Span).TrimStart('\ufeff');
}
